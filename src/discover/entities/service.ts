import type { Snapshot } from '../snapshot.ts';
import type { EndpointService } from './endpoint-service.ts';

/**
 * The region's service with this suffix and endpoint type. Names are found, never glued: China, the sovereign cloud and
 * the isolated partitions use other prefixes for some services [aws-facts: partitions]. Undefined where the region has
 * none.
 */
export function serviceFor(snapshot: Snapshot, suffix: string, type: string): EndpointService | undefined {
  const ending = `.${snapshot.region}.${suffix}`;
  return snapshot.endpointServices.find((service) => service.type === type && service.name.endsWith(ending));
}

/** `com.amazonaws.us-east-1.ecr.api` → `ecr.api`; another region's or vendor's service keeps its full name. */
export function suffixOf(region: string, serviceName: string): string {
  const at = serviceName.indexOf(`.${region}.`);
  return at < 0 ? serviceName : serviceName.slice(at + region.length + 2);
}
