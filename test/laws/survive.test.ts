import { describe, expect, it } from 'vitest';
import type { Choices } from '../../src/plan/choices.ts';
import type { Fault, WorldName } from '../../src/sandbox/index.ts';
import { openStage, type Stage } from './stage.ts';
import { OPENABLE } from './worlds.ts';

const CONSENT: Partial<Choices> = { modifyExisting: 'all' };
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
  fate: 'lives' | 'dies',
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

/** One run that is struck, then what follows in a new process. @returns false where the run ended before the n-th request */
async function strike(
  world: WorldName,
  faults: Fault[],
  fate: 'lives' | 'dies',
  n: number,
  then: 'apply' | 'rollback',
) {
  const stage = await openStage(world);
  try {
    const before = stage.sandbox.state();
    const plan = await stage.plan(CONSENT);
    const reached = await under(stage, faults, fate, n, () => stage.apply(plan));
    const next = await stage.again();
    if (then === 'apply') {
      const applied = await next.apply(await next.plan(CONSENT));
      expect(applied.failure, `apply after n = ${n}`).toBeUndefined();
      expect((await next.plan(CONSENT)).steps, `rest after n = ${n}`).toEqual([]);
    }
    const taken = await next.rollback();
    expect(taken.failure, `rollback after n = ${n}`).toBeUndefined();
    expect(next.sandbox.state(), `return after n = ${n}`).toEqual(before);
    return reached;
  } finally {
    await stage.close();
  }
}

async function strikeRollback(world: WorldName, faults: Fault[], fate: 'lives' | 'dies', n: number): Promise<boolean> {
  const stage = await openStage(world);
  try {
    const before = stage.sandbox.state();
    await stage.apply(await stage.plan(CONSENT));
    const plan = await stage.rollbackPlan();
    const reached = await under(stage, faults, fate, n, () => stage.apply(plan));
    const next = await stage.again();
    const taken = await next.rollback();
    expect(taken.failure, `rollback after n = ${n}`).toBeUndefined();
    expect(next.sandbox.state(), `return after n = ${n}`).toEqual(before);
    return reached;
  } finally {
    await stage.close();
  }
}

describe.each(OPENABLE)('in the world %s', (world) => {
  it.each(MISFORTUNES)(
    'whichever request of apply %s, apply converges and rollback returns',
    async (_title, faultsAt, fate) => {
      for (const then of ['apply', 'rollback'] as const) {
        for (let n = 1; await strike(world, faultsAt(n), fate, n, then); n += 1);
      }
    },
  );
});

describe.each(OPENABLE)('in the world %s', (world) => {
  it.each(MISFORTUNES)('whichever request of rollback %s, rollback returns', async (_title, faultsAt, fate) => {
    for (let n = 1; await strikeRollback(world, faultsAt(n), fate, n); n += 1);
  });
});
