import { expect } from 'vitest';
import type { Choices } from '../../src/plan/choices.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Sandbox, WorldName } from '../../src/sandbox/index.ts';
import type { World } from '../../src/sandbox/network/types.ts';
import { bear, endpointOf, groupOf } from '../plan/worlds.ts';
import { openedBy } from './opened.ts';
import { openStage } from './stage.ts';
import { lean, OPENABLE } from './worlds.ts';

const CONSENT: Partial<Choices> = { modifyExisting: 'all' };

/** Accounts that no named world has: as they are found, and as they are once everything of ours is gone. */
const FURTHER = {
  /** Two changes of the VPC, of which the second waits for the first. */
  'both-dns-attributes-off': async () => {
    const world = lean('dns-off');
    Object.assign(world.vpcs[0]!, { dnsSupport: false });
    return { world, before: world };
  },
  /** A stack of ours that needs every kind of repair. */
  'damaged-stack': async () => {
    const before = lean('guide');
    const world = await openedBy(before);
    const api = endpointOf(world, 'ecr.api');
    const s3 = endpointOf(world, 's3');
    const [gone] = api.interfaceIds.splice(1, 1);
    api.subnetIds.splice(1, 1);
    world.interfaces = world.interfaces.filter(({ id }) => id !== gone);
    bear(world, api, [groupOf(world, 'default').id]);
    endpointOf(world, 'ecr.dkr').state = 'failed';
    delete s3.tags.Name;
    const [tableId] = s3.routeTableIds.splice(0, 1);
    const table = world.routeTables.find(({ id }) => id === tableId)!;
    table.routes = table.routes.filter(({ target }) => target !== s3.id);
    const own = groupOf(world, 'pullpath-default');
    own.rules = own.rules.filter(({ egress, fromPort }) => egress || fromPort === 80);
    return { world, before };
  },
} as const satisfies Readonly<Record<string, () => Promise<{ world: World; before: World }>>>;

export type GroundName = WorldName | keyof typeof FURTHER;

export const GROUNDS: readonly GroundName[] = [...OPENABLE, ...(Object.keys(FURTHER) as (keyof typeof FURTHER)[])];

/**
 * An account as it is found and as a stack leaves it, with the plans that lead from one to the other and back: made
 * once.
 */
interface Ground {
  readonly world: World;
  /** Without anything of ours: what rollback returns to. */
  readonly before: ReturnType<Sandbox['state']>;
  readonly plan: Plan;
  readonly opened: World;
  readonly rollback: Plan;
}

const grounds = new Map<GroundName, Promise<Ground>>();

export function groundOf(name: GroundName): Promise<Ground> {
  const known = grounds.get(name) ?? makeGround(name);
  grounds.set(name, known);
  return known;
}

async function makeGround(name: GroundName): Promise<Ground> {
  const { world, before } = name in FURTHER ? await FURTHER[name as keyof typeof FURTHER]() : named(name as WorldName);
  const [stage, bare] = await Promise.all([openStage(world), openStage(before)]);
  try {
    const plan = await stage.plan(CONSENT);
    expect((await stage.apply(plan)).failure).toBeUndefined();
    const opened = { ...world, ...structuredClone(stage.sandbox.network()) };
    return { world, before: bare.sandbox.state(), plan, opened, rollback: await stage.rollbackPlan() };
  } finally {
    await Promise.all([stage.close(), bare.close()]);
  }
}

function named(name: WorldName): { world: World; before: World } {
  const world = lean(name);
  return { world, before: world };
}
