import type { CapacityProvider } from '../discover/ecs/cluster.ts';
import type { Launch } from '../discover/ecs/launch.ts';
import type { Platform } from './workload.ts';

/** Types of launch as ECS names them, of launch types and capacity providers alike. */
const FARGATE: ReadonlySet<string> = new Set(['FARGATE', 'FARGATE_SPOT']);

/**
 * What a launch runs on; `external` is a host outside the VPC, where there is nothing to audit. Null where it cannot be
 * told: a provider that was not read, or providers of several kinds [aws-facts: ecs-launch-type].
 * @param defaults the cluster's capacity providers, for a launch that names neither type nor provider
 * @param operatingSystem of the task definition, where the launch names no family
 */
export function platformOf(
  { launchType, capacityProviders, platformVersion, platformFamily }: Launch,
  providers: readonly CapacityProvider[],
  defaults: readonly string[],
  operatingSystem: string | null,
): Platform | 'external' | null {
  const names = capacityProviders.length > 0 ? capacityProviders : defaults;
  const types =
    launchType === null
      ? names.map((name) => (FARGATE.has(name) ? name : providers.find((each) => each.name === name)?.type))
      : [launchType];
  const kinds = new Set(types.map((type) => (FARGATE.has(type ?? '') ? 'FARGATE' : type)));
  const [kind] = kinds;
  if (kinds.size !== 1) return null;
  switch (kind) {
    case 'FARGATE':
      if (/^windows/i.test(platformFamily ?? operatingSystem ?? '')) return 'fargate-windows';
      return /^1\.[0-3]\./.test(platformVersion ?? '') ? 'fargate-1.3.0' : 'fargate-1.4.0';
    case 'EC2':
    case 'EC2_AUTOSCALING':
      return 'ec2';
    case 'MANAGED_INSTANCES':
      return 'managed-instances';
    case 'EXTERNAL':
      return 'external';
    default:
      return null;
  }
}
