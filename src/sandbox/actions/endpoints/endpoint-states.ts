import type { Endpoint, Network } from '../../network/types.ts';
import type { Call } from '../action.ts';

const last = (serviceName: string) => serviceName.split('.').slice(-2).join('.');

/** From `pending` to `available`, or to `failed` for a service that is set to fail. */
export function transition(call: Call, endpoint: Endpoint): void {
  const { region, timing } = call;
  endpoint.state = 'pending';
  const fails = timing.failing.some((name) => endpoint.serviceName.endsWith(`.${name}`));
  region.later(timing.pendingMs, () => {
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
  const { region, timing } = call;
  const { network } = region;
  endpoint.state = 'deleting';
  const interfaceIds = [...endpoint.interfaceIds];
  region.later(timing.deletingMs, () => {
    endpoint.state = 'deleted';
    endpoint.privateDns = false;
    endpoint.interfaceIds = [];
  });
  region.later(timing.deletingMs + timing.deletedVisibleMs, () => {
    network.endpoints = network.endpoints.filter((other) => other !== endpoint);
  });
  region.later(timing.deletingMs + timing.interfaceRemovalDelayMs, () => removeInterfaces(network, interfaceIds));
}

export function removeInterfaces(network: Network, ids: readonly string[]): void {
  network.interfaces = network.interfaces.filter(({ id }) => !ids.includes(id));
}
