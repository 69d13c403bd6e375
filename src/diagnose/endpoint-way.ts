import { type AddressSet, addressesOf, common } from '../discover/address-set.ts';
import { effectiveRouteTable } from '../discover/effective-route-table.ts';
import type { Endpoint } from '../discover/endpoint.ts';
import type { Subnet } from '../discover/subnet.ts';
import { isInAvailabilityZone } from '../discover/zone.ts';
import { type Cause, cause } from './cause.ts';
import { type Context, type Home, hostAddresses, once, unseen } from './context.ts';
import { type Gate, passesNone, undecided } from './gate.ts';
import { answerPorts } from './rules/answer-ports.ts';
import { endpointAcl } from './rules/endpoint-acl.ts';
import { endpointGroup } from './rules/endpoint-group.ts';
import { endpointNotes } from './rules/endpoint-notes.ts';
import { endpointPolicy } from './rules/endpoint-policy.ts';
import { insideRoute } from './rules/inside-route.ts';
import { subnetAcl } from './rules/subnet-acl.ts';
import { taskGroup } from './rules/task-group.ts';
import type { Way } from './way.ts';

/**
 * The way from a subnet to an interface endpoint: one leg per interface, because DNS may answer with the address of any
 * zone's [aws-facts: single-zone-endpoint], each with all gates between the task and the service.
 */
export function endpointWay(context: Context, home: Home, endpoint: Endpoint, service: string): Way {
  const defect = unusable(context, endpoint, service);
  if (defect !== undefined) return { legs: [{ far: home.addresses, gates: [passesNone([defect])] }], notes: [] };
  const group = endpointGroup(context, home, endpoint);
  const places = once(context, `landings ${endpoint.id}`, () => landings(context, endpoint));
  const legs = places.map((landing) => ({
    far: landing.addresses,
    gates: [
      ...between(context, home, landing),
      group,
      ...taskGroup(context, {
        name: endpoint.id,
        addresses: landing.addresses,
        groupIds: endpoint.groupIds,
        peerOption: `UserIdGroupPairs=[{GroupId=${endpoint.groupIds[0] ?? ''}}]`,
      }),
      ...endpointPolicy(context, endpoint, service, landing.addresses),
    ],
  }));
  return { legs, notes: [...endpointNotes(context, endpoint, service), ...portNotes(context, home, places)] };
}

/** What makes an endpoint useless to everybody. */
function unusable(context: Context, endpoint: Endpoint, service: string): Cause | undefined {
  const values = { endpoint: endpoint.id, service };
  if (endpoint.ipAddressType === 'ipv6') return cause('endpoint-ipv6-only', endpoint.id, values);
  if (endpoint.subnetIds.length > 0 || endpoint.networkInterfaceIds.length > 0) return undefined;
  const subnet = context.subnets.find((candidate) => isInAvailabilityZone(context.snapshot, candidate))?.id ?? '';
  return cause('endpoint-without-interface', endpoint.id, { ...values, subnet });
}

interface Landing {
  readonly hostId: string;
  readonly host: Subnet | undefined;
  /** The interface's address, or the whole subnet where only the subnet is known. */
  readonly addresses: AddressSet;
}

/**
 * Where DNS may send a task: an interface per subnet of the endpoint. An interface that was not read, or whose address is
 * not of its subnet (an emulator's invention), may have any address of the subnet.
 */
function landings(context: Context, endpoint: Endpoint): Landing[] {
  const interfaces = endpoint.networkInterfaceIds.flatMap((id) => context.index.networkInterfaces.get(id) ?? []);
  const hostIds = new Set([...endpoint.subnetIds, ...interfaces.map(({ subnetId }) => subnetId)]);
  return [...hostIds].map((hostId) => {
    const host = context.index.subnets.get(hostId);
    const block = host?.cidrBlock ? hostAddresses(host.cidrBlock) : addressesOf(context.vpc.cidrBlocks);
    const known = interfaces.filter(({ subnetId }) => subnetId === hostId).flatMap((eni) => eni.addresses);
    const exact = common(addressesOf(known), block);
    return { hostId, host, addresses: exact.length > 0 ? exact : block };
  });
}

/**
 * Routes and network ACLs between the task's subnet and the interface's; none act where these are one
 * [aws-facts: acl-at-endpoint].
 */
function between(context: Context, home: Home, { hostId, host, addresses }: Landing): Gate[] {
  if (hostId === home.subnet.id) return [];
  if (host === undefined) return [undecided(addresses, [unseen(context, 'subnets', `Subnet ${hostId}`)])];
  const { snapshot } = context;
  const here = { side: 'task', name: home.subnet.id, addresses: home.addresses } as const;
  const there = { side: 'far', name: host.id, addresses } as const;
  return [
    ...insideRoute(context, effectiveRouteTable(snapshot, home.subnet), home.subnet.id, there),
    ...insideRoute(context, effectiveRouteTable(snapshot, host), host.id, here),
    ...subnetAcl(context, home, addresses, { name: host.id, cidr: host.cidrBlock ?? '' }),
    ...endpointAcl(context, home, host.id),
  ];
}

function portNotes(context: Context, home: Home, places: readonly Landing[]): Cause[] {
  return places
    .filter(({ hostId }) => hostId !== home.subnet.id)
    .flatMap(({ hostId, host, addresses }) => [
      ...answerPorts(context, home.subnet.id, false, addresses, host?.cidrBlock ?? ''),
      ...answerPorts(context, hostId, true, home.addresses, home.cidr),
    ]);
}
