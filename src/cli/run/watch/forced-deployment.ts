import { readService } from '../../../discover/ecs/read-service.ts';
import { PullpathError } from '../../../errors.ts';
import type { Choices } from '../../../plan/choices.ts';
import { assertCanForce, type ForcedDeployment, forcedDeploymentOf } from '../../../watch/force.ts';
import type { Options } from '../../line/options.ts';
import type { Session } from '../session/session.ts';
import { clusterNamed } from '../targets/workload-arn.ts';

/** A service, as a watch names it. */
export interface NamedService {
  readonly cluster: string;
  readonly service: string;
}

/**
 * The service that is to be followed once the plan is applied; null where the user did not ask for that.
 * @throws usage NoService where nobody named one
 */
export function serviceToFollow(options: Options, { workload }: Choices): NamedService | null {
  if (!options.watch && !options.forceNewDeployment) return null;
  const service = workload?.service ?? options.service;
  if (service != null) return { cluster: workload?.cluster ?? clusterNamed(options) ?? 'default', service };
  throw new PullpathError('usage', {
    code: 'NoService',
    message: `--${options.watch ? 'watch' : 'force-new-deployment'} is about a service of ECS, and none is named.`,
    remedy: 'Name it with --service NAME, and its cluster with --cluster NAME.',
  });
}

/**
 * What forcing a deployment of the service means, read before anything is changed; null where nobody asked for it.
 * @throws needs-person where ECS does not control the deployments
 */
export async function forcedDeployment(
  session: Session,
  options: Options,
  named: NamedService | null,
): Promise<ForcedDeployment | null> {
  if (!options.forceNewDeployment || named === null) return null;
  const { service } = await readService(await session.ecs(), named.cluster, named.service);
  assertCanForce(service);
  return forcedDeploymentOf(service);
}
