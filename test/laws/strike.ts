import { expect } from 'vitest';
import type { Choices } from '../../src/plan/choices.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Fault, Sandbox, SandboxOptions, WorldName } from '../../src/sandbox/index.ts';
import type { World } from '../../src/sandbox/network/types.ts';
import { openStage, type Stage } from './stage.ts';
import { lean } from './worlds.ts';

const CONSENT: Partial<Choices> = { modifyExisting: 'all' };
const FOREVER = Number.POSITIVE_INFINITY;

type Fate = 'lives' | 'dies';

/** What befalls the n-th request, and whether the process that sent it lives on. */
export const MISFORTUNES: readonly (readonly [string, (n: number) => Fault[], Fate])[] = [
  [
    'and all after it are refused (half)',
    (n) => [{ at: n, times: FOREVER, do: 'fail', code: 'UnauthorizedOperation' }],
    'lives',
  ],
  ['alone fails (half)', (n) => [{ at: n, do: 'fail', code: 'InvalidParameterValue' }], 'lives'],
  ['is carried out, but its answer is lost (lost answer)', (n) => [{ at: n, do: 'lose' }], 'lives'],
  ['is never sent, because the process is killed (death)', (n) => [{ at: n, times: FOREVER, do: 'stop' }], 'dies'],
  [
    'is carried out while the process is killed (death)',
    (n) => [
      { at: n, do: 'stop', executed: true },
      { at: n + 1, times: FOREVER, do: 'stop' },
    ],
    'dies',
  ],
];

/** A world before us and as a stack leaves it, with the plans that lead from one to the other and back: made once. */
interface Ground {
  readonly closed: World;
  readonly before: ReturnType<Sandbox['state']>;
  readonly plan: Plan;
  readonly opened: World;
  readonly rollback: Plan;
}

const grounds = new Map<WorldName, Promise<Ground>>();

export function groundOf(name: WorldName): Promise<Ground> {
  const known = grounds.get(name) ?? makeGround(name);
  grounds.set(name, known);
  return known;
}

async function makeGround(name: WorldName): Promise<Ground> {
  const closed = lean(name);
  const stage = await openStage(closed);
  try {
    const before = stage.sandbox.state();
    const plan = await stage.plan(CONSENT);
    expect((await stage.apply(plan)).failure).toBeUndefined();
    const opened = { ...closed, ...structuredClone(stage.sandbox.network()) };
    return { closed, before, plan, opened, rollback: await stage.rollbackPlan() };
  } finally {
    await stage.close();
  }
}

export interface Strike {
  readonly world: WorldName;
  readonly faults: Fault[];
  readonly fate: Fate;
  readonly n: number;
  /** What is struck, and what follows in a new process. */
  readonly story: 'apply, then apply' | 'apply, then rollback' | 'rollback, then rollback';
  readonly options?: Omit<SandboxOptions, 'world'>;
}

/** One run that is struck, then what follows. @returns false where the run ended before the n-th request */
export async function strike({ world, faults, fate, n, story, options = {} }: Strike): Promise<boolean> {
  const ground = await groundOf(world);
  const isRollback = story.startsWith('rollback');
  const stage = await openStage(isRollback ? ground.opened : ground.closed, options);
  const rest = async () => {
    if (options.physics !== undefined) await stage.settled();
  };
  try {
    const plan = isRollback ? ground.rollback : ground.plan;
    const reached = await under(stage, faults, fate, n, () => stage.apply(plan));
    const next = await stage.again();
    if (story.endsWith('apply')) {
      const applied = await next.apply(await next.plan(CONSENT));
      expect(applied.failure, `${story}, n = ${n}`).toBeUndefined();
      // Also what the struck run had begun: the path is open when apply says that it is done.
      const states = stage.sandbox.network().endpoints.map(({ state }) => state);
      expect(states.filter((state) => state !== 'available')).toEqual([]);
    }
    await rest();
    const both = await next.plans(CONSENT);
    if (story.endsWith('apply')) expect(both.apply.steps, `rest, n = ${n}`).toEqual([]);
    const taken = await next.apply(both.rollback);
    expect(taken.failure, `${story}, n = ${n}`).toBeUndefined();
    await rest();
    expect(next.sandbox.state(), `return, n = ${n}`).toEqual(ground.before);
    return reached;
  } finally {
    await stage.close();
  }
}

/** Does something under a misfortune. @returns false where it ended before the n-th request */
async function under(
  stage: Stage,
  faults: Fault[],
  fate: Fate,
  n: number,
  work: () => Promise<unknown>,
): Promise<boolean> {
  const sent = stage.sandbox.journal.entries.length;
  const struck = new Promise<'struck'>((resolve) => {
    stage.sandbox.inject(
      ...faults.map((fault) => (fault.do === 'stop' ? { ...fault, stopped: () => resolve('struck') } : fault)),
    );
  });
  if (fate === 'dies') {
    await Promise.race([work(), struck]);
    stage.kill();
  } else await work();
  const reached = stage.sandbox.journal.entries.length - sent >= n;
  stage.sandbox.inject();
  return reached;
}
