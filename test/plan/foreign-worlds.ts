import type { Endpoint, World } from '../../src/sandbox/network/types.ts';
import { bear, endpointOf, groupOf, https, world } from './worlds.ts';

/** `locked-endpoint` with its ecr.api endpoint changed further; ecr.dkr serves. */
export function locked(change: (endpoint: Endpoint, world: World) => void = () => undefined): World {
  return world('locked-endpoint', (w) => {
    const open = { ...groupOf(w, 'default'), id: 'sg-0b00000000000open', name: 'open', tags: {} };
    open.rules = [https('10.0.0.0/16')];
    w.securityGroups.push(open);
    bear(w, endpointOf(w, 'ecr.dkr'), [open.id]);
    change(endpointOf(w, 'ecr.api'), w);
  });
}

/** `foreign-ecr` whose endpoint answers no name. */
export function silent(change: (endpoint: Endpoint, world: World) => void = () => undefined): World {
  return world('foreign-ecr', (w) => {
    const endpoint = endpointOf(w, 'ecr.api');
    endpoint.privateDns = false;
    change(endpoint, w);
  });
}
