import { suffixOf } from '../../discover/entities/service.ts';
import { namesOfService } from '../../discover/names/service-hosts.ts';
import { isAvailable } from '../../facts/endpoint-state.ts';
import { type Cause, cause } from '../findings/cause.ts';
import type { Need } from '../need.ts';
import type { VpcContext } from '../vpc-context.ts';

/** Endpoints of a hub that would serve, if a zone of the VPC led there [aws-facts: central-endpoints]. */
export function hubEndpoints({ index, snapshot, vpc }: VpcContext, { service }: Need): Cause[] {
  const { hosts } = namesOfService(snapshot, service);
  const zones = (index.names.get(vpc.id)?.zones ?? []).filter(({ name }) =>
    hosts.some((host) => host === name || host.endsWith(`.${name}`)),
  );
  if (zones.length > 0) return [];
  return (snapshot.hubs ?? [])
    .flatMap(({ endpoints }) => endpoints)
    .filter((each) => each.vpcId !== vpc.id && each.type === 'Interface' && isAvailable(each))
    .filter((each) => suffixOf(snapshot.region, each.service) === service)
    .map(({ id, vpcId, ownerId }) =>
      cause('hub-zone-not-associated', vpc.id, {
        endpoint: id,
        service,
        hub: vpcId,
        owner: ownerId,
        host: hosts[0] ?? '',
      }),
    );
}
