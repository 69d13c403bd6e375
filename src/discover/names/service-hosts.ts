import { dnsSuffixOf } from '../../facts/dns-suffix.ts';
import { serviceFor } from '../entities/service.ts';
import type { Snapshot } from '../snapshot.ts';

/** Host names that do not begin with the endpoint service's name [aws-facts: zone-names]. */
const HOST_PARTS: Readonly<Record<string, string>> = {
  'ecr.api': 'api.ecr',
  'ecr.dkr': 'dkr.ecr',
  'ecs-agent': 'ecs-a',
  'ecs-telemetry': 'ecs-t',
  'kinesis-streams': 'kinesis',
  'kinesis-firehose': 'firehose',
};

/** The names under which an interface endpoint of a service answers, e.g. `api.ecr.eu-west-1.amazonaws.com`. */
export interface ServiceNames {
  /** The name that a private hosted zone for the service has. */
  readonly zone: string;
  /** The hosts that a task asks for. */
  readonly hosts: readonly string[];
}

/**
 * The names of a service that decide a pull [aws-facts: zone-names]: of the registry that of the caller's own account,
 * of S3 that of the bucket with the layers.
 */
export function namesOfService(snapshot: Snapshot, service: string): ServiceNames {
  const { region, caller } = snapshot;
  const suffix = `${region}.${dnsSuffixOf(region)}`;
  const zone = zoneNameOf(snapshot, service);
  if (service === 'ecr.dkr') return { zone, hosts: [`${caller.account}.${zone}`] };
  if (service === 's3') return { zone, hosts: [`prod-${region}-starport-layer-bucket.s3.${suffix}`] };
  return { zone, hosts: [zone] };
}

function zoneNameOf(snapshot: Snapshot, service: string): string {
  const { region } = snapshot;
  const listed = serviceFor(snapshot, service, 'Interface')?.privateDnsNames ?? [];
  // A service has few names, of which the shortest without its wildcard is the one that the others lie under.
  const [shortest] = listed.map(withoutWildcard).sort((a, b) => a.length - b.length);
  return shortest ?? `${HOST_PARTS[service] ?? service}.${region}.${dnsSuffixOf(region)}`;
}

/** Names that a private hosted zone for the service was given by mistake, after the name of the endpoint service. */
export function mistakenZoneNames({ region }: Snapshot, service: string): string[] {
  if (HOST_PARTS[service] === undefined) return [];
  return [`${service}.${region}.${dnsSuffixOf(region)}`];
}

/** The names of the zones that AWS makes for an endpoint with private DNS; of a VPC no two may have the same name. */
export function privateZoneNames(privateDnsNames: readonly string[]): string[] {
  return [...new Set(privateDnsNames.map(withoutWildcard))];
}

function withoutWildcard(name: string): string {
  return name.replace(/^\*\./, '').toLowerCase();
}
