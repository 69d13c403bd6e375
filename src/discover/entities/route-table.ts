import * as z from 'zod/mini';
import type { AwsRoute, AwsRouteTable } from '../../aws/read/reader.ts';
import { Tags, toTags } from './tags.ts';

/** Everything that a route can point to in the EC2 model [aws-facts: route-targets]. */
export const RouteTargetKind = z.enum([
  'local',
  'internet-gateway',
  'nat-gateway',
  'network-interface',
  'transit-gateway',
  'core-network',
  'peering',
  'vpn-gateway',
  'egress-only-gateway',
  /** A gateway endpoint (prefix-list routes) or a Gateway Load Balancer endpoint: the endpoint's type tells. */
  'vpc-endpoint',
  'local-gateway',
  'carrier-gateway',
  'other',
]);
export type RouteTargetKind = z.infer<typeof RouteTargetKind>;

export const Route = z.object({
  destination: z.object({ kind: z.enum(['ipv4', 'ipv6', 'prefix-list']), value: z.string() }),
  target: z.object({ kind: RouteTargetKind, id: z.string() }),
  /** A blackhole route drops packets, but still wins the longest-prefix match. */
  state: z.enum(['active', 'blackhole', 'filtered']),
  propagated: z.boolean(),
});
export type Route = z.infer<typeof Route>;

export const RouteTable = z.object({
  id: z.string(),
  vpcId: z.string(),
  main: z.boolean(),
  /** Explicitly associated subnets only; the others ride on the main table. */
  subnetIds: z.array(z.string()),
  routes: z.array(Route),
  tags: Tags,
});
export type RouteTable = z.infer<typeof RouteTable>;

export function toRouteTable(raw: AwsRouteTable): RouteTable {
  const associations = (raw.Associations ?? []).filter(
    (a) => (a.AssociationState?.State ?? 'associated') === 'associated',
  );
  return {
    id: raw.RouteTableId ?? '',
    vpcId: raw.VpcId ?? '',
    main: associations.some((a) => a.Main === true),
    subnetIds: associations.map((a) => a.SubnetId).filter((id) => id !== undefined),
    routes: (raw.Routes ?? []).map(toRoute),
    tags: toTags(raw.Tags),
  };
}

function toRoute(raw: AwsRoute): Route {
  const state = raw.State;
  return {
    destination: toDestination(raw),
    target: toTarget(raw),
    state: state === 'blackhole' || state === 'filtered' ? state : 'active',
    propagated: raw.Origin === 'EnableVgwRoutePropagation' || raw.Origin === 'Advertisement',
  };
}

function toDestination(raw: AwsRoute): Route['destination'] {
  if (raw.DestinationCidrBlock !== undefined) return { kind: 'ipv4', value: raw.DestinationCidrBlock };
  if (raw.DestinationIpv6CidrBlock !== undefined) return { kind: 'ipv6', value: raw.DestinationIpv6CidrBlock };
  return { kind: 'prefix-list', value: raw.DestinationPrefixListId ?? '' };
}

const GATEWAY_PREFIXES: readonly (readonly [string, RouteTargetKind])[] = [
  ['local', 'local'],
  ['igw-', 'internet-gateway'],
  ['vgw-', 'vpn-gateway'],
  ['vpce-', 'vpc-endpoint'],
];

function toTarget(raw: AwsRoute): Route['target'] {
  const candidates: readonly (readonly [RouteTargetKind, string | undefined])[] = [
    ['nat-gateway', raw.NatGatewayId],
    ['transit-gateway', raw.TransitGatewayId],
    ['peering', raw.VpcPeeringConnectionId],
    ['egress-only-gateway', raw.EgressOnlyInternetGatewayId],
    ['core-network', raw.CoreNetworkArn],
    ['local-gateway', raw.LocalGatewayId],
    ['carrier-gateway', raw.CarrierGatewayId],
    // An instance target also names its interface; the interface is what carries the source/destination check.
    ['network-interface', raw.NetworkInterfaceId ?? raw.InstanceId],
  ];
  for (const [kind, id] of candidates) if (id !== undefined) return { kind, id };
  const gateway = raw.GatewayId ?? '';
  const found = GATEWAY_PREFIXES.find(([prefix]) => gateway.startsWith(prefix));
  return { kind: found?.[1] ?? 'other', id: gateway || raw.OdbNetworkArn || raw.IpAddress || '' };
}
