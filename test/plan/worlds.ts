import type { Choices } from '../../src/plan/choices.ts';
import { type WorldName, worlds } from '../../src/sandbox/index.ts';
import type { Endpoint, Rule, SecurityGroup, Subnet, World } from '../../src/sandbox/network/types.ts';
import { openedBy } from '../laws/opened.ts';

/** A named world after a change by hand. */
export function world(name: WorldName, change: (world: World) => void = () => undefined): World {
  const made = worlds[name].make();
  change(made);
  return made;
}

/** The world as a stack of ours leaves it: applied in the sandbox once, copied for whoever asks. */
export function opener(
  name: WorldName,
  choices: Partial<Choices> = {},
): () => Promise<(change?: (world: World) => void) => World> {
  let opened: Promise<World> | undefined;
  return async () => {
    opened ??= openedBy(world(name), choices);
    const kept = await opened;
    return (change = () => undefined) => {
      const copy = structuredClone(kept);
      change(copy);
      return copy;
    };
  };
}

export function endpointOf(world: World, service: string, nth = 0): Endpoint {
  const found = world.endpoints.filter(({ serviceName }) => serviceName.endsWith(`.${world.region}.${service}`));
  return found[nth]!;
}

export function groupOf(world: World, name: string): SecurityGroup {
  return world.securityGroups.find((group) => group.name === name)!;
}

export function subnetOf(world: World, name: string): Subnet {
  return world.subnets.find(({ tags }) => tags.Name === name)!;
}

/** A rule that lets a CIDR or a group in on TCP 443. */
export function https(peer: string, over: Partial<Rule> = {}): Rule {
  return { id: `sgr-${peer}`, egress: false, protocol: 'tcp', fromPort: 443, toPort: 443, peer, tags: {}, ...over };
}

/** Puts these groups onto an endpoint, and no others. */
export function bear(world: World, endpoint: Endpoint, groupIds: readonly string[]): void {
  endpoint.groupIds = [...groupIds];
  for (const card of world.interfaces) if (card.endpointId === endpoint.id) card.groupIds = [...groupIds];
}
