import { type AddressSet, addressesOf, difference } from '../../discover/addresses/address-set.ts';
import type { Route, RouteTable } from '../../discover/entities/route-table.ts';
import { TO_OTHER_NETWORKS } from '../../discover/names/leads-elsewhere.ts';
import { effectiveRouteTable } from '../../discover/routing/effective-route-table.ts';
import { type Cause, cause } from '../findings/cause.ts';
import type { RemoteTarget } from '../names/name-resolution.ts';
import { endpointIdIn } from '../names/private-answers.ts';
import { type SourceSubnet, type VpcContext, whyNotVisible } from '../vpc-context.ts';
import type { PacketPath } from './judge-path.ts';
import { blockingFilter, unknownFilter } from './path-filter.ts';

/** The way from a subnet to an endpoint of another VPC, as far as what was read shows it [aws-facts: hub-path]. */
export function pathToRemote(context: VpcContext, source: SourceSubnet, remote: RemoteTarget): PacketPath {
  const table = effectiveRouteTable(context.snapshot, source.subnet);
  if (table === undefined) {
    const why = whyNotVisible(context, 'routeTables', `The route table of ${source.subnet.id}`);
    return { segments: [{ far: source.addresses, filters: [unknownFilter(source.addresses, [why])] }], notes: [] };
  }
  const route = table.routes.find(({ state, target }) => state === 'active' && TO_OTHER_NETWORKS.has(target.kind));
  if (route === undefined) {
    const stop = blockingFilter([noRoute(context, table, remote)]);
    return { segments: [{ far: source.addresses, filters: [stop] }], notes: [] };
  }
  const far = elsewhere(context);
  return { segments: [{ far, filters: [unknownFilter(far, [notReadable(table, route, remote)])] }], notes: [] };
}

/** Every address that is not of the VPC. */
function elsewhere({ vpc }: VpcContext): AddressSet {
  return difference(addressesOf(['0.0.0.0/0']), addressesOf(vpc.cidrBlocks));
}

/** Where nothing leads out of the VPC, an endpoint that the account does not have is as good as gone. */
function noRoute(
  { snapshot }: VpcContext,
  table: RouteTable,
  { zone, host, target, endpoint, addresses }: RemoteTarget,
): Cause {
  if (endpoint === null && addresses.length === 0 && zone !== null) {
    const reason = `account ${snapshot.caller.account} has no such endpoint in ${snapshot.region}; no route of ${table.id} leads to another network`;
    return cause('zone-target-gone', zone.id, {
      zone: zone.name,
      zoneId: zone.id,
      owner: zone.owner,
      host,
      target,
      reason,
      record: host,
    });
  }
  const destination = addresses[0] === undefined ? 'CIDR_OF_THE_OTHER_VPC' : `${addresses[0]}/32`;
  return cause('hub-route-missing', table.id, { host, target, table: table.id, destination });
}

function notReadable(table: RouteTable, route: Route, { zone, host, target, endpoint }: RemoteTarget): Cause {
  return cause('hub-not-readable', zone?.id ?? endpoint?.id ?? target, {
    host,
    target,
    table: table.id,
    destination: route.destination.value,
    via: route.target.id,
    endpoint: endpointIdIn(target) ?? 'ENDPOINT_ID',
  });
}
