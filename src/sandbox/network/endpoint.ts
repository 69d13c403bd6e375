import type { Ids } from '../state/ids.ts';
import { addressOf, rangeOf } from './ipv4.ts';
import type { Endpoint, EndpointService, Network, NetworkInterface, Subnet } from './types.ts';

/** AWS keeps the first four addresses of a subnet and the last one. */
const reserved = { low: 4, high: 1 };

/** `AvailableIpAddressCount` of a subnet. */
export function freeAddresses(network: Network, subnet: Subnet): number {
  if (!subnet.cidr) return 0;
  const { first, last } = rangeOf(subnet.cidr);
  const taken = network.interfaces.filter(({ subnetId }) => subnetId === subnet.id).length;
  return Math.max(0, last - first + 1 - reserved.low - reserved.high - subnet.occupied - taken);
}

function lowestFree(network: Network, subnet: Subnet): string {
  const taken = new Set(network.interfaces.filter(({ subnetId }) => subnetId === subnet.id).map(({ ip }) => ip));
  let address = rangeOf(subnet.cidr).first + reserved.low;
  while (taken.has(addressOf(address))) address += 1;
  return addressOf(address);
}

/** Puts a network interface with a free address into a subnet. */
export function addInterface(
  network: Network,
  id: string,
  subnet: Subnet,
  rest: Partial<NetworkInterface> & Pick<NetworkInterface, 'description' | 'type' | 'ownerId'>,
): NetworkInterface {
  const made: NetworkInterface = {
    id,
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    ip: lowestFree(network, subnet),
    groupIds: [],
    status: 'in-use',
    requesterManaged: false,
    sourceDestCheck: true,
    tags: {},
    ...rest,
  };
  network.interfaces.push(made);
  return made;
}

/** Gives an interface endpoint its network interface in a subnet: requester-managed, with the endpoint's groups. */
export function enterSubnet(network: Network, ids: Ids, endpoint: Endpoint, subnet: Subnet): void {
  const made = addInterface(network, ids.next('eni'), subnet, {
    ownerId: endpoint.ownerId,
    groupIds: [...endpoint.groupIds],
    description: `VPC Endpoint Interface ${endpoint.id}`,
    type: 'vpc_endpoint',
    requesterManaged: true,
    sourceDestCheck: false,
    endpointId: endpoint.id,
  });
  endpoint.subnetIds.push(subnet.id);
  endpoint.interfaceIds.push(made.id);
}

/** The prefix list whose addresses a gateway endpoint serves: it has the service's name. */
export function prefixListOf(network: Network, endpoint: { serviceName: string }): string {
  const list = network.prefixLists.find(({ name, ownerId }) => name === endpoint.serviceName && ownerId === 'AWS');
  if (!list) throw new Error(`No prefix list for ${endpoint.serviceName}`);
  return list.id;
}

/** Adds a gateway endpoint's route to a table. */
export function enterTable(network: Network, endpoint: Endpoint, tableId: string): void {
  const table = network.routeTables.find(({ id }) => id === tableId);
  if (!table) throw new Error(`No route table ${tableId}`);
  const destination = prefixListOf(network, endpoint);
  table.routes.push({ destination, target: endpoint.id, state: 'active', origin: 'CreateRoute' });
  endpoint.routeTableIds.push(tableId);
}

export function leaveTable(network: Network, endpoint: Endpoint, tableId: string): void {
  const table = network.routeTables.find(({ id }) => id === tableId);
  if (table) table.routes = table.routes.filter(({ target }) => target !== endpoint.id);
  endpoint.routeTableIds = endpoint.routeTableIds.filter((id) => id !== tableId);
}

/** The service that an endpoint connects to, or undefined where the region does not list it. */
export function endpointServiceOf(
  network: Network,
  endpoint: Pick<Endpoint, 'serviceName' | 'type'>,
): EndpointService | undefined {
  return network.services.find(({ name, type }) => name === endpoint.serviceName && type === endpoint.type);
}

/** Full access: what AWS writes where no policy is given. */
export const fullAccess = '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}';
