import { expect } from 'vitest';
import type { Choices } from '../../src/plan/choices.ts';
import type { Fault, SandboxOptions } from '../../src/sandbox/index.ts';
import { type GroundName, groundOf } from './grounds.ts';
import { openStage, type Stage } from './stage.ts';

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

export interface Strike {
  readonly world: GroundName;
  readonly faults: Fault[];
  readonly fate: Fate;
  readonly n: number;
  /** What is struck, and what follows in a new process. */
  readonly story: 'apply, then apply' | 'apply, then rollback' | 'rollback, then rollback';
  readonly options?: Omit<SandboxOptions, 'world'>;
}

/** What followed, in which world, from which state of the account. */
const survived = new Set<string>();

/** One run that is struck, then what follows. @returns false where the run ended before the n-th request */
export async function strike({ world, faults, fate, n, story, options = {} }: Strike): Promise<boolean> {
  const ground = await groundOf(world);
  const isRollback = story.startsWith('rollback');
  const stage = await openStage(isRollback ? ground.opened : ground.world, options);
  const rest = async () => {
    if (options.timing !== undefined) await stage.settled();
  };
  try {
    const plan = isRollback ? ground.rollback : ground.plan;
    const reached = await under(stage, faults, fate, n, () => stage.apply(plan));
    // What follows is a new process on this account: where one has come to its end from here, so will the next.
    const from = `${story.split(', then ')[1]} ${world} ${JSON.stringify(stage.sandbox.state())}`;
    if (options.timing === undefined && survived.has(from)) return reached;
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
    survived.add(from);
    return reached;
  } finally {
    await stage.close();
  }
}

/** Does something under a misfortune. @returns false where it ended before the n-th request */
export async function under(
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
