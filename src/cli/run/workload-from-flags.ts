import { UNKNOWN_WORKLOAD, type Workload } from '../../workload/workload.ts';
import type { Options } from '../line/options.ts';
import { extrasFor } from './services.ts';

/**
 * The workload that the flags, or the wizard in their place, describe.
 * @param region whose names of services `--with` may use in full
 */
export function workloadFromFlags(region: string, options: Options): Workload {
  const { subnetIds, taskSecurityGroupIds, platformVersion } = options;
  const extras = extrasFor(region, options);
  return {
    ...UNKNOWN_WORKLOAD,
    subnetIds: subnetIds === undefined ? null : { value: subnetIds, from: '--subnet-ids' },
    securityGroupIds:
      taskSecurityGroupIds.length === 0 ? null : { value: taskSecurityGroupIds, from: '--task-security-group-ids' },
    platform:
      platformVersion === undefined ? null : { value: `fargate-${platformVersion}`, from: '--platform-version' },
    services:
      extras.length === 0
        ? null
        : {
            value: extras.map((service) => ({
              service,
              region: null,
              carrier: 'task',
              blocks: true,
              because: `asked for with --with ${service}`,
            })),
            from: '--with',
          },
  };
}
