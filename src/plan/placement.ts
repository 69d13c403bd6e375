import type { EndpointService } from '../discover/endpoint-service.ts';
import type { Snapshot } from '../discover/snapshot.ts';
import type { Subnet } from '../discover/subnet.ts';
import { classify, type SubnetClass } from '../discover/subnet-class.ts';
import type { Context } from './context.ts';

/** Where an endpoint's interfaces go when no target's zone will do: the subnets least exposed first. */
const EXPOSURE: readonly SubnetClass[] = ['isolated', 'isolated-blackhole', 'nat-broken', 'nat', 'transit', 'vpn'];

export interface Placement {
  readonly subnets: readonly Subnet[];
  /** Zones of targets that got no interface, and why. Their tasks are served across zones. */
  readonly skipped: readonly { readonly zone: string; readonly because: string }[];
}

/**
 * One subnet per zone for an interface endpoint: targets first, the roomiest of a zone, among the zones that the service
 * offers. One endpoint serves every subnet of the VPC, so a zone without an interface is slower and dearer, not cut off.
 * @param room how many new interfaces each subnet must have addresses for
 */
export function place(context: Context, service: EndpointService, room: number): Placement {
  const { snapshot, targets, others, choices } = context;
  const offered = new Set(service.zoneNames);
  const skipped: { zone: string; because: string }[] = [];
  const chosen: Subnet[] = [];
  for (const [zone, inZone] of byZone(targets)) {
    const first = inZone[0];
    if (first === undefined) continue;
    if (!isOrdinaryZone(snapshot, first))
      skipped.push({ zone, because: 'endpoints cannot live in a Local Zone, Wavelength Zone or Outpost' });
    else if (!offered.has(first.zoneName)) skipped.push({ zone, because: `${service.name} is not offered there` });
    else {
      const neighbours = ranked(
        snapshot,
        others.filter((subnet) => subnet.zoneId === zone),
      );
      const subnet = [...roomiest(inZone), ...neighbours].find((candidate) => canHost(snapshot, candidate, room));
      if (subnet === undefined) skipped.push({ zone, because: `no subnet there has ${room} free addresses` });
      else chosen.push(subnet);
    }
  }
  if (chosen.length === 0) chosen.push(...elsewhere(context, offered, room));
  return { subnets: limited(chosen, targets, choices.zones), skipped };
}

function elsewhere(context: Context, offered: ReadonlySet<string>, room: number): Subnet[] {
  const eligible = context.others.filter(
    (subnet) => offered.has(subnet.zoneName) && canHost(context.snapshot, subnet, room),
  );
  return [...byZone(ranked(context.snapshot, eligible)).values()]
    .map((inZone) => inZone[0])
    .filter((s) => s !== undefined);
}

/** At most `zones` of them: the zones with the most targets, then by id, so that repeats choose alike. */
function limited(chosen: readonly Subnet[], targets: readonly Subnet[], zones: number | null): Subnet[] {
  const weight = (subnet: Subnet) => targets.filter((target) => target.zoneId === subnet.zoneId).length;
  const sorted = [...chosen].sort((a, b) => weight(b) - weight(a) || compare(a.zoneId, b.zoneId));
  return (zones === null ? sorted : sorted.slice(0, zones)).sort((a, b) => compare(a.zoneId, b.zoneId));
}

function byZone(subnets: readonly Subnet[]): Map<string, Subnet[]> {
  const zones = new Map<string, Subnet[]>();
  for (const subnet of subnets) zones.set(subnet.zoneId, [...(zones.get(subnet.zoneId) ?? []), subnet]);
  return zones;
}

function canHost(snapshot: Snapshot, subnet: Subnet, room: number): boolean {
  return (
    subnet.cidrBlock !== null && !subnet.ipv6Only && subnet.freeAddresses >= room && isOrdinaryZone(snapshot, subnet)
  );
}

function isOrdinaryZone(snapshot: Snapshot, subnet: Subnet): boolean {
  const type = snapshot.zones.find((zone) => zone.id === subnet.zoneId)?.type ?? 'availability-zone';
  return type === 'availability-zone' && subnet.outpostArn === null;
}

function roomiest(subnets: readonly Subnet[]): Subnet[] {
  return [...subnets].sort((a, b) => b.freeAddresses - a.freeAddresses || compare(a.id, b.id));
}

function ranked(snapshot: Snapshot, subnets: readonly Subnet[]): Subnet[] {
  const rank = (subnet: Subnet) => {
    const at = EXPOSURE.indexOf(classify(snapshot, subnet).class);
    return at < 0 ? EXPOSURE.length : at;
  };
  return roomiest(subnets).sort((a, b) => rank(a) - rank(b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
