import { measure } from './measure.ts';
import { ms, type Section } from './section.ts';
import { simulate } from './simulated.ts';
import { median } from './statistics.ts';

const ROUNDS = 7;
const LATENCY_MS = 100;

interface Job {
  readonly args: readonly string[];
  readonly expected: number;
  readonly bar?: number;
}

const VPC = ['--vpc-id', 'vpc-0a000000000000001'];
const JOBS: readonly Job[] = [
  { args: ['audit', ...VPC], expected: 2, bar: 4 },
  { args: ['audit'], expected: 2, bar: 4 },
  { args: ['plan', ...VPC], expected: 0 },
];

/**
 * How often a command waits for AWS, one wait after another: the same command on an account that answers at once and on
 * one that takes 100 ms for each answer, and how much longer the latter takes.
 */
export async function roundTrips(): Promise<Section> {
  const near = await simulate('guide');
  const far = await simulate('guide', { latencyMs: LATENCY_MS });
  const rows: string[][] = [];
  for (const { args, expected, bar } of JOBS) {
    await near.take();
    await measure(near.pullpath(...args), expected);
    const requests = (await near.take()).length;
    await measure(far.pullpath(...args), expected);
    const walls = { near: [] as number[], far: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      walls.near.push((await measure(near.pullpath(...args), expected)).wall);
      walls.far.push((await measure(far.pullpath(...args), expected)).wall);
    }
    const more = median(walls.far) - median(walls.near);
    rows.push([
      `\`pullpath ${args.join(' ')}\``,
      String(requests),
      ms(median(walls.near)),
      ms(median(walls.far)),
      ((more * 1000) / LATENCY_MS).toFixed(1),
      bar === undefined ? '' : String(bar),
    ]);
  }
  near.stop();
  far.stop();
  return {
    title: 'Round trips',
    text: [
      `One VPC (the world guide), ${ROUNDS} runs in turns: on an account that answers at once, and on one that takes ${LATENCY_MS} ms for\nevery answer. The difference, in such latencies, is how many answers are waited for one after the other.`,
    ],
    heads: ['command', 'requests', 'at 0 ms', `at ${LATENCY_MS} ms`, 'latencies beyond start-up', 'bar'],
    rows,
  };
}
