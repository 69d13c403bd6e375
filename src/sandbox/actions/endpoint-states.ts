import type { Call } from '../action.ts';
import type { Endpoint, Network } from '../network/types.ts';

const last = (serviceName: string) => serviceName.split('.').slice(-2).join('.');

/** From `pending` to `available`, or to `failed` for a service that the physics let fail. */
export function become(call: Call, endpoint: Endpoint): void {
  const { region, physics } = call;
  endpoint.state = 'pending';
  const fails = physics.failing.some((name) => endpoint.serviceName.endsWith(`.${name}`));
  region.later(physics.pendingMs, () => {
    if (endpoint.state !== 'pending') return;
    endpoint.state = fails ? 'failed' : 'available';
    if (fails)
      endpoint.lastError = { code: 'InternalError', message: `Provisioning of ${last(endpoint.serviceName)} failed` };
  });
}

/**
 * From `deleting` to gone, perhaps by way of `deleted`; its network interfaces may outlast it
 * [aws-facts: delete-endpoints, group-in-use].
 */
export function vanish(call: Call, endpoint: Endpoint): void {
  const { region, physics } = call;
  const { network } = region;
  endpoint.state = 'deleting';
  const interfaceIds = [...endpoint.interfaceIds];
  region.later(physics.deletingMs, () => {
    endpoint.state = 'deleted';
    endpoint.privateDns = false;
    endpoint.interfaceIds = [];
  });
  region.later(physics.deletingMs + physics.tombstoneMs, () => {
    network.endpoints = network.endpoints.filter((other) => other !== endpoint);
  });
  region.later(physics.deletingMs + physics.lingerMs, () => removeInterfaces(network, interfaceIds));
}

export function removeInterfaces(network: Network, ids: readonly string[]): void {
  network.interfaces = network.interfaces.filter(({ id }) => !ids.includes(id));
}
