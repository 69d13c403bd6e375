import { PRESET_NEEDS } from '../../../workload/presets.ts';
import { UNKNOWN_WORKLOAD, type Workload } from '../../../workload/workload.ts';
import type { Options } from '../../line/options.ts';
import { extrasFor } from './services.ts';

/**
 * The workload that the flags, or the wizard in their place, describe.
 * @param region whose names of services `--with` may use in full
 */
export function workloadFromFlags(region: string, options: Options): Workload {
  const { subnetIds, taskSecurityGroupIds, assignPublicIp } = options;
  const publicAddress = publicAddressOf(assignPublicIp);
  const extras = extrasFor(region, options);
  return {
    ...UNKNOWN_WORKLOAD,
    subnetIds: subnetIds === undefined ? null : { value: subnetIds, from: '--subnet-ids' },
    securityGroupIds:
      taskSecurityGroupIds.length === 0 ? null : { value: taskSecurityGroupIds, from: '--task-security-group-ids' },
    publicAddress: publicAddress === null ? null : { value: publicAddress, from: '--assign-public-ip' },
    platform: platformOf(options),
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

/** What the flag says of public addresses; null where it was not given. */
export function publicAddressOf(assignPublicIp: Options['assignPublicIp']): boolean | null {
  return assignPublicIp === undefined ? null : assignPublicIp === 'enabled';
}

/** A platform version is Fargate's: what runs on instances has none. */
function platformOf({ platformVersion, for: preset }: Options): Workload['platform'] {
  if (preset !== undefined && preset !== 'fargate') return { value: PRESET_NEEDS[preset].platform, from: '--for' };
  return platformVersion === undefined ? null : { value: `fargate-${platformVersion}`, from: '--platform-version' };
}
