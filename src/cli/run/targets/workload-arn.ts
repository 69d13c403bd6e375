import { PullpathError } from '../../../errors.ts';
import type { Options } from '../../line/options.ts';

type Named = Partial<Pick<Options, 'cluster' | 'service' | 'task'>>;

/** `arn:aws:ecs:eu-west-1:111122223333:service/prod/orders`; ARNs from before 2021 name no cluster. */
const ARN = /^arn:[^:]*:ecs:([^:]*):[^:]*:(?:service|task)\/(?:([^/]+)\/)?[^/]+$/;

/** The cluster that was named: by its flag, or in the ARN of the service or task; undefined where nobody did. */
export function clusterNamed({ cluster, service, task }: Named): string | undefined {
  return cluster ?? ARN.exec(service ?? task ?? '')?.[2];
}

/** @throws usage OtherRegion where an ARN is of another region than the run */
export function assertSameRegion({ service, task, cluster }: Named, region: string): void {
  for (const arn of [service, task, cluster]) {
    const [, , , home] = arn?.split(':') ?? [];
    if (home === undefined || home === '' || home === region) continue;
    throw new PullpathError('usage', {
      code: 'OtherRegion',
      message: `${arn} is in ${home}, and this run asks ECS in ${region}.`,
      remedy: `Run it with --region ${home}.`,
    });
  }
}
