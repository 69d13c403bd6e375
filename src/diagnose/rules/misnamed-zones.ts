import { mistakenZoneNames, namesOfService } from '../../discover/names/service-hosts.ts';
import { type Cause, cause } from '../findings/cause.ts';
import type { Need } from '../need.ts';
import type { VpcContext } from '../vpc-context.ts';

/** Zones that were named after the endpoint service, and so answer no name that a task asks for [aws-facts: zone-names]. */
export function misnamedZones({ index, snapshot, vpc }: VpcContext, { service }: Need): Cause[] {
  const mistaken = mistakenZoneNames(snapshot, service);
  const right = namesOfService(snapshot, service).zone;
  return (index.names.get(vpc.id)?.zones ?? [])
    .filter(({ name }) => mistaken.includes(name))
    .map(({ id, name, owner }) => cause('zone-misnamed', id, { zone: name, zoneId: id, owner, service, right }));
}
