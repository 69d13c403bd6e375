import type { Network } from '../../../src/sandbox/index.ts';
import { enterSubnet, enterTable } from '../../../src/sandbox/network/endpoint.ts';
import { WorldBuilder } from '../../../src/sandbox/worlds/builder.ts';

/** Opens all that the service of `failing-service` needs, as somebody would: endpoints, and the route to S3. */
export function openPath(network: Network): void {
  const b = new WorldBuilder();
  const [vpc] = network.vpcs;
  const group = network.securityGroups.find(({ name }) => name === 'default')!;
  for (const service of ['ecr.api', 'ecr.dkr', 'logs', 'secretsmanager']) {
    const endpoint = b.endpoint(vpc!, service);
    endpoint.groupIds = [group.id];
    for (const subnet of network.subnets) enterSubnet(network, b.ids, endpoint, subnet);
    network.endpoints.push(endpoint);
  }
  group.rules.push(b.rule(['tcp', 443, '10.0.0.0/16']));
  const gateway = b.gatewayEndpoint(vpc!, 's3', []);
  const tables = network.routeTables.filter(({ associations }) => associations.some(({ subnetId }) => subnetId));
  for (const table of tables) enterTable(network, gateway, table.id);
  network.endpoints.push(gateway);
}

/** Shuts it again. */
export function shutPath(network: Network): void {
  network.interfaces = network.interfaces.filter(({ endpointId }) => endpointId === undefined);
  network.endpoints = [];
  for (const table of network.routeTables) table.routes = table.routes.filter(({ target }) => target === 'local');
}
