import type { EndpointService } from '../../discover/entities/endpoint-service.ts';
import type { Subnet } from '../../discover/entities/subnet.ts';
import { isInAvailabilityZone } from '../../discover/entities/zone.ts';
import { classify, type SubnetClass } from '../../discover/routing/subnet-class.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { compare } from '../../order.ts';
import type { PlanContext } from '../plan-context.ts';

/** Where an endpoint's interfaces go when no target of the zone will do: the subnets least exposed first. */
const EXPOSURE: readonly SubnetClass[] = ['isolated', 'isolated-blackhole', 'nat-broken', 'nat', 'transit', 'vpn'];

/** How many addresses the plan's earlier steps have taken in each subnet. */
export type PlannedAddresses = ReadonlyMap<string, number>;

export interface Placement {
  /** At most one in each zone, in the order of the zones' ids. */
  readonly subnets: readonly Subnet[];
  /** Zones of targets that got no interface, and why. Their tasks are served across zones. */
  readonly skipped: readonly { readonly zone: string; readonly because: string }[];
}

/**
 * One subnet per zone for an interface endpoint: targets first, the roomiest of a zone, among the zones that the
 * service offers. One endpoint serves every subnet of the VPC, so a zone without an interface is slower and dearer, not
 * cut off.
 * @param standing subnets that the endpoint is in already: their zones are served
 */
export function placeInterfaces(
  context: PlanContext,
  service: EndpointService,
  planned: PlannedAddresses,
  standing: readonly string[] = [],
): Placement {
  const { snapshot, targets, others, choices } = context;
  const served = new Set(snapshot.subnets.filter(({ id }) => standing.includes(id)).map(({ zoneId }) => zoneId));
  const skipped: { zone: string; because: string }[] = [];
  const chosen: Subnet[] = [];
  const zones = byZone(targets);
  for (const [zone, inZone] of zones) {
    if (served.has(zone)) continue;
    const candidates = [
      ...roomiest(inZone),
      ...leastExposed(
        snapshot,
        others.filter((each) => each.zoneId === zone),
      ),
    ];
    const because = obstacle(snapshot, service, candidates, planned);
    const subnet = candidates.find((candidate) => canHost(snapshot, service, candidate, planned));
    if (subnet === undefined) skipped.push({ zone, because });
    else chosen.push(subnet);
  }
  if (served.size + chosen.length === 0) {
    const hosts = others.filter((subnet) => canHost(snapshot, service, subnet, planned));
    const firsts = [...byZone(leastExposed(snapshot, hosts)).values()].flatMap(([first]) => first ?? []);
    chosen.push(...firsts.slice(0, Math.max(1, zones.size)));
  }
  const most = choices.zones === null ? chosen.length : Math.max(0, choices.zones - served.size);
  return { subnets: limited(chosen, targets, most), skipped };
}

/** Why none of a zone's subnets will do. */
function obstacle(
  snapshot: Snapshot,
  service: EndpointService,
  candidates: readonly Subnet[],
  planned: PlannedAddresses,
): string {
  const inZone = candidates.filter((subnet) => subnet.outpostArn !== null || isInAvailabilityZone(snapshot, subnet));
  if (inZone.length === 0) return 'endpoints cannot live in a Local Zone or a Wavelength Zone';
  if (!candidates.some((subnet) => service.zoneNames.includes(subnet.zoneName)))
    return `${service.name} is not offered there`;
  const able = candidates.filter((subnet) => subnet.outpostArn === null && subnet.cidrBlock !== null);
  if (able.length === 0) return 'its subnets are on an Outpost or without IPv4, where endpoints cannot live';
  return able.some((subnet) => (planned.get(subnet.id) ?? 0) > 0)
    ? 'the other endpoints of this plan take the last free addresses there'
    : 'no subnet there has a free address';
}

function canHost(snapshot: Snapshot, service: EndpointService, subnet: Subnet, planned: PlannedAddresses): boolean {
  return (
    isInAvailabilityZone(snapshot, subnet) &&
    service.zoneNames.includes(subnet.zoneName) &&
    subnet.cidrBlock !== null &&
    !subnet.ipv6Only &&
    subnet.freeAddresses > (planned.get(subnet.id) ?? 0)
  );
}

/** At most so many of them: the zones with the most targets, then by id, so that repeats choose alike. */
function limited(chosen: readonly Subnet[], targets: readonly Subnet[], most: number): Subnet[] {
  const weight = (subnet: Subnet) => targets.filter((target) => target.zoneId === subnet.zoneId).length;
  const sorted = [...chosen].sort((a, b) => weight(b) - weight(a) || compare(a.zoneId, b.zoneId));
  return sorted.slice(0, most).sort((a, b) => compare(a.zoneId, b.zoneId));
}

function byZone(subnets: readonly Subnet[]): Map<string, Subnet[]> {
  const zones = new Map<string, Subnet[]>();
  for (const subnet of subnets) zones.set(subnet.zoneId, [...(zones.get(subnet.zoneId) ?? []), subnet]);
  return zones;
}

/**
 * By the order of magnitude of their free addresses, then by id: a task that starts or ends between two plans must not
 * change where an endpoint goes.
 */
function roomiest(subnets: readonly Subnet[]): Subnet[] {
  const magnitude = ({ freeAddresses }: Subnet) => Math.floor(Math.log2(freeAddresses + 1));
  return [...subnets].sort((a, b) => magnitude(b) - magnitude(a) || compare(a.id, b.id));
}

function leastExposed(snapshot: Snapshot, subnets: readonly Subnet[]): Subnet[] {
  const rank = (subnet: Subnet) => {
    const at = EXPOSURE.indexOf(classify(snapshot, subnet).class);
    return at < 0 ? EXPOSURE.length : at;
  };
  return roomiest(subnets).sort((a, b) => rank(a) - rank(b));
}
