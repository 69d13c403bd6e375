import type { Association, Route, RouteTable } from '../../network/types.ts';
import { byTags } from '../../protocol/filters.ts';
import { type Fields, set, tagSet } from '../../protocol/wire.ts';
import { kinds } from '../../state/kinds.ts';
import { describe } from '../describe.ts';

/** Which element names a target, by the form of its id [aws-facts: route-targets]. */
const targetFields: readonly [RegExp, string][] = [
  [/^(local$|igw-|vgw-|vpce-)/, 'gatewayId'],
  [/^nat-/, 'natGatewayId'],
  [/^eni-/, 'networkInterfaceId'],
  [/^i-/, 'instanceId'],
  [/^tgw-/, 'transitGatewayId'],
  [/^pcx-/, 'vpcPeeringConnectionId'],
  [/^eigw-/, 'egressOnlyInternetGatewayId'],
  [/^lgw-/, 'localGatewayId'],
  [/^cagw-/, 'carrierGatewayId'],
  [/^arn:[^:]+:networkmanager:/, 'coreNetworkArn'],
  [/^arn:[^:]+:odb:/, 'odbNetworkArn'],
  [/^[0-9.]+$/, 'ipAddress'],
];

/** The element that holds the target of a route, e.g. `natGatewayId`. */
function targetField(target: string): string {
  const found = targetFields.find(([pattern]) => pattern.test(target));
  if (!found) throw new Error(`A route cannot lead to '${target}'`);
  return found[1];
}

function destinationField(destination: string): string {
  if (destination.startsWith('pl-')) return 'destinationPrefixListId';
  return destination.includes(':') ? 'destinationIpv6CidrBlock' : 'destinationCidrBlock';
}

const routeView = ({ destination, target, state, origin }: Route) => ({
  [destinationField(destination)]: destination,
  [targetField(target)]: target,
  origin,
  state,
});

/** An implicit association names no subnet [aws-facts: effective-route-table]. */
const associationView = (table: RouteTable, { id, main, subnetId, gatewayId, state }: Association) => ({
  main,
  routeTableAssociationId: id,
  routeTableId: table.id,
  subnetId,
  gatewayId,
  associationState: { state },
});

function view(table: RouteTable): Fields {
  return {
    routeTableId: table.id,
    vpcId: table.vpcId,
    ownerId: table.ownerId,
    associationSet: set(table.associations.map((association) => associationView(table, association))),
    propagatingVgwSet: '',
    routeSet: set(table.routes.map(routeView)),
    tagSet: tagSet(table.tags),
  };
}

const targets = (table: RouteTable, field: string) =>
  table.routes.map(({ target }) => target).filter((target) => targetField(target) === field);
const destinations = (table: RouteTable, field: string) =>
  table.routes.map(({ destination }) => destination).filter((destination) => destinationField(destination) === field);

export const DescribeRouteTables = describe<RouteTable>({
  set: 'routeTableSet',
  kind: kinds.routeTable,
  ids: 'RouteTableId',
  items: ({ region }) => region.network.routeTables,
  pages: { min: 5, max: 100 },
  filters: {
    ...byTags,
    'route-table-id': ({ id }) => id,
    'vpc-id': ({ vpcId }) => vpcId,
    'owner-id': ({ ownerId }) => ownerId,
    'association.route-table-association-id': ({ associations }) => associations.map(({ id }) => id),
    'association.route-table-id': ({ id, associations }) => (associations.length > 0 ? id : undefined),
    'association.subnet-id': ({ associations }) => associations.map(({ subnetId }) => subnetId),
    'association.gateway-id': ({ associations }) => associations.map(({ gatewayId }) => gatewayId),
    'association.main': ({ associations }) => associations.map(({ main }) => main),
    'route.destination-cidr-block': (table) => destinations(table, 'destinationCidrBlock'),
    'route.destination-ipv6-cidr-block': (table) => destinations(table, 'destinationIpv6CidrBlock'),
    'route.destination-prefix-list-id': (table) => destinations(table, 'destinationPrefixListId'),
    'route.gateway-id': (table) => targets(table, 'gatewayId'),
    'route.nat-gateway-id': (table) => targets(table, 'natGatewayId'),
    'route.transit-gateway-id': (table) => targets(table, 'transitGatewayId'),
    'route.vpc-peering-connection-id': (table) => targets(table, 'vpcPeeringConnectionId'),
    'route.instance-id': (table) => targets(table, 'instanceId'),
    'route.origin': ({ routes }) => routes.map(({ origin }) => origin),
    'route.state': ({ routes }) => routes.map(({ state }) => state),
  },
  view,
});
