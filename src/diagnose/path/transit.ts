import { type AddressSet, addressesOf, covers } from '../../discover/addresses/address-set.ts';
import { contains } from '../../discover/addresses/cidr.ts';
import type { Subnet } from '../../discover/entities/subnet.ts';
import type { TransitAttachment, TransitRoute } from '../../discover/entities/vpc-connections.ts';
import { type Cause, cause } from '../findings/cause.ts';
import type { SourceSubnet, VpcContext } from '../vpc-context.ts';
import { passageOfAnswers, passageToPort } from './acl-passage.ts';
import { coversAll } from './flows.ts';
import { blockingFilter, type PathFilter, unknownFilter } from './path-filter.ts';

/** What packets cross between two VPCs, and where they come from and go. */
export interface Crossing {
  readonly context: VpcContext;
  readonly source: SourceSubnet;
  /** The other VPC, as its account shows it. */
  readonly hub: VpcContext;
  readonly host: Subnet;
  readonly far: AddressSet;
  /** The endpoint's address, for a route of one. */
  readonly address: string;
}

/** A transit gateway there and back [aws-facts: hub-path, transit-gateway-reads, transit-gateway-zones]. */
export function throughTransitGateway(crossing: Crossing, gateway: string): PathFilter[] {
  const { context, source, hub, host, far, address } = crossing;
  const connections = context.snapshot.connections;
  const attachments = (connections?.attachments ?? []).filter(
    ({ gatewayId, state }) => gatewayId === gateway && (state === 'available' || state === 'modifying'),
  );
  const near = attachments.find(({ vpcId }) => vpcId === context.vpc.id);
  const there = attachments.find(({ vpcId }) => vpcId === hub.vpc.id);
  const owner = attachments[0]?.gatewayOwner || 'unknown';
  const unknown = () =>
    unknownFilter(far, [cause('transit-gateway-not-readable', gateway, { gateway, owner, other: hub.vpc.id })]);
  if (near === undefined || there === undefined) return [unknown()];
  const zones = [...inZone(context, near, source.subnet, source.subnet.id), ...inZone(hub, there, host, host.id)];
  if (zones.length > 0) return [blockingFilter(zones)];
  const forward = routeIn(connections?.tables ?? [], near, addressesOf([address]));
  const back = routeIn(connections?.tables ?? [], there, source.addresses);
  if (forward === undefined || back === undefined || near.subnetIds === null || there.subnetIds === null)
    return [unknown()];
  const values = { gateway, owner };
  const stops: Cause[] = [];
  if (forward?.attachmentId !== there.id) {
    const destination = hub.vpc.cidrBlocks.find((cidr) => contains(cidr, address)) ?? `${address}/32`;
    stops.push(
      cause('transit-gateway-drops', gateway, {
        ...values,
        table: near.tableId ?? '',
        destination,
        attachment: there.id,
        way: 'so no request gets to the endpoint',
      }),
    );
  }
  if (back?.attachmentId !== near.id) {
    stops.push(
      cause('transit-gateway-drops', gateway, {
        ...values,
        table: there.tableId ?? '',
        destination: source.cidr,
        attachment: near.id,
        way: 'so no answer comes back',
      }),
    );
  }
  if (stops.length > 0) return [blockingFilter(stops)];
  // What network ACLs of the gateway's own subnets do beyond letting everything through is not followed.
  return attachmentAclsPass(crossing, near, there) ? [] : [unknown()];
}

function inZone(
  { index }: VpcContext,
  { id, subnetIds }: TransitAttachment,
  { zoneId, zoneName }: Subnet,
  at: string,
): Cause[] {
  if (subnetIds === null) return [];
  const zones = subnetIds.map((each) => index.subnets.get(each)?.zoneId ?? '');
  if (zones.includes('') || zones.includes(zoneId)) return [];
  const attached = `${id} has subnets in other zones only`;
  return [cause('transit-gateway-not-attached', id, { at, zone: zoneName, attached, attachment: id })];
}

/** The route that carries all of these addresses; null for none, undefined where the table is not known. */
function routeIn(
  tables: readonly { readonly id: string; readonly routes: readonly TransitRoute[] }[],
  from: TransitAttachment,
  addresses: AddressSet,
): TransitRoute | null | undefined {
  const table = tables.find(({ id }) => id === from.tableId);
  if (table === undefined) return undefined;
  const length = ({ cidr }: TransitRoute) => Number(cidr.split('/')[1]);
  const sorted = [...table.routes].sort((a, b) => length(b) - length(a) || Number(b.isStatic) - Number(a.isStatic));
  const meeting = sorted.filter(({ cidr }) => covers(addressesOf([cidr]), addresses));
  const partly = sorted.find(
    ({ cidr }) => !meeting.some((each) => each.cidr === cidr) && covers(addresses, addressesOf([cidr])),
  );
  // A more specific route for a part of the subnet is not followed.
  return partly === undefined ? (meeting[0] ?? null) : undefined;
}

function attachmentAclsPass(
  { context, source, hub, host, far }: Crossing,
  near: TransitAttachment,
  there: TransitAttachment,
): boolean {
  const sides = [
    { at: context, ids: near.subnetIds ?? [], own: source.subnet.id },
    { at: hub, ids: there.subnetIds ?? [], own: host.id },
  ];
  return sides.every(({ at, ids, own }) =>
    ids
      .filter((id) => id !== own)
      .every((id) => {
        const acl = at.index.aclOfSubnet.get(id);
        if (acl === undefined) return false;
        return [source.addresses, far].every((remote) =>
          [true, false].every(
            (egress) =>
              coversAll(passageToPort(acl, egress, remote).flows, remote) &&
              coversAll(passageOfAnswers(acl, egress, remote).flows, remote),
          ),
        );
      }),
  );
}
