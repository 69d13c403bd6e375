import { type WorldName, worldNames, worlds } from '../../src/sandbox/index.ts';
import type { World } from '../../src/sandbox/network/types.ts';

/** Nothing can be opened there: no VPC, no target, not ours, or a name that somebody else owns. */
const CLOSED_TO_US: readonly WorldName[] = [
  'shared-vpc',
  'empty',
  'no-vpc',
  'private-zone',
  'zone-without-wildcard',
  'zone-misnamed',
  'forwarded-to-nothing',
  'hub',
  'hub-no-way-back',
  'hub-zone-not-attached',
  'hub-group-by-reference',
];

/** Worlds in which apply, with every consent, comes to its end. */
export const OPENABLE = worldNames.filter((name) => !CLOSED_TO_US.includes(name));

/** A world in a region that offers a pull's services and no other, which are most of what a snapshot reads. */
export function lean(name: WorldName): World {
  const world = worlds[name].make();
  return { ...world, services: world.services.filter((service) => /\.(ecr\.(api|dkr)|s3|logs)$/.test(service.name)) };
}
