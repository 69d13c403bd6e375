import { describe, expect, it } from 'vitest';
import type { Choices } from '../../src/plan/choices.ts';
import { type Fault, type SandboxOptions, scaledClock, type WorldName } from '../../src/sandbox/index.ts';
import { openStage, SPEED, type Stage } from './stage.ts';
import { OPENABLE } from './worlds.ts';

const CONSENT: Partial<Choices> = { modifyExisting: 'all' };
/** The group, its rules, two interface endpoints and the gateway. */
const CHANGES_OF_GUIDE = 5;

type Fate = 'lives' | 'dies';

const FOREVER = Number.POSITIVE_INFINITY;

/** What befalls the n-th request of an apply, and whether the process that sent it lives on. */
const MISFORTUNES: readonly (readonly [string, (n: number) => Fault[], 'lives' | 'dies'])[] = [
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

interface Strike {
  readonly world: WorldName;
  readonly faults: Fault[];
  readonly fate: Fate;
  readonly n: number;
  /** What is struck, and what follows in a new process. */
  readonly story: 'apply, then apply' | 'apply, then rollback' | 'rollback, then rollback';
  readonly options?: Omit<SandboxOptions, 'world'>;
}

/** One run that is struck, then what follows. @returns false where the run ended before the n-th request */
async function strike({ world, faults, fate, n, story, options = {} }: Strike): Promise<boolean> {
  const stage = await openStage(world, options);
  try {
    const before = stage.sandbox.state();
    if (story.startsWith('rollback')) await stage.apply(await stage.plan(CONSENT));
    const plan = story.startsWith('rollback') ? await stage.rollbackPlan() : await stage.plan(CONSENT);
    const reached = await under(stage, faults, fate, n, () => stage.apply(plan));
    const next = await stage.again();
    if (story.endsWith('apply')) {
      const applied = await next.apply(await next.plan(CONSENT));
      expect(applied.failure, `${story}, n = ${n}`).toBeUndefined();
      if (options.physics !== undefined) await next.settled();
      expect((await next.plan(CONSENT)).steps, `rest, n = ${n}`).toEqual([]);
    } else if (options.physics !== undefined) await next.settled();
    const taken = await next.rollback();
    expect(taken.failure, `${story}, n = ${n}`).toBeUndefined();
    if (options.physics !== undefined) await next.settled();
    expect(next.sandbox.state(), `return, n = ${n}`).toEqual(before);
    return reached;
  } finally {
    await stage.close();
  }
}

describe.each(OPENABLE)('in the world %s', (world) => {
  it.each(MISFORTUNES)(
    'whichever request of apply %s, apply converges and rollback returns',
    async (_title, faultsAt, fate) => {
      for (let n = 1; await strike({ world, faults: faultsAt(n), fate, n, story: 'apply, then apply' }); n += 1);
      for (let n = 1; await strike({ world, faults: faultsAt(n), fate, n, story: 'apply, then rollback' }); n += 1);
    },
  );

  it.each(MISFORTUNES)('whichever request of rollback %s, rollback returns', async (_title, faultsAt, fate) => {
    for (let n = 1; await strike({ world, faults: faultsAt(n), fate, n, story: 'rollback, then rollback' }); n += 1);
  });
});

describe('where lists lag behind for seconds and endpoints take their time', () => {
  const physics = { consistencyMs: 4000, pendingMs: 20_000, deletingMs: 10_000, lingerMs: 5000 };

  it.each(MISFORTUNES)(
    'whichever change of apply %s, apply at once converges and rollback returns',
    async (_title, faultsAt, fate) => {
      for (const story of ['apply, then apply', 'apply, then rollback'] as const) {
        for (let n = 1; n <= CHANGES_OF_GUIDE; n += 1) {
          const faults = faultsAt(n).map((fault): Fault => ({ ...fault, of: 'mutating' }));
          await strike({ world: 'guide', faults, fate, n, story, options: { physics, clock: scaledClock(SPEED) } });
        }
      }
    },
  );
});
