import { PROGRAM } from './program.ts';
import { inRounds, medians } from './rounds.ts';
import { mib, ms, type Section, times } from './section.ts';
import { simulate } from './simulated.ts';
import { median } from './statistics.ts';

const ROUNDS = 15;

/** How long a command takes that says something about the program, and one that asks an account, beside Node doing nothing. */
export async function start(): Promise<Section> {
  const account = await simulate('guide');
  const { PATH = '' } = process.env;
  const node = (...args: string[]) => ({ command: process.execPath, args, env: { PATH } });
  const contenders = [
    { name: 'node -e 0', command: node('-e', '0') },
    { name: 'pullpath --version', command: node(PROGRAM, '--version'), bar: 1.5 },
    { name: 'pullpath --help', command: node(PROGRAM, '--help'), bar: 1.5 },
    { name: 'pullpath audit --help', command: node(PROGRAM, 'audit', '--help'), bar: 1.5 },
    { name: 'pullpath audit', command: account.pullpath('audit'), expected: 2, bar: 4 },
  ];
  const figures = await inRounds(contenders, ROUNDS);
  account.stop();
  const bare = figures.get('node -e 0') ?? [];
  return {
    title: 'Start',
    text: [
      `Whole processes, ${ROUNDS} rounds side by side. The ratio is the median of the ratios of each round. The account is a\nsandbox in another process that answers at once.`,
    ],
    heads: ['command', 'wall, median', 'CPU, median', 'peak memory', 'beside `node -e 0`', 'bar'],
    rows: contenders.map(({ name, bar }) => {
      const runs = figures.get(name) ?? [];
      const { wall, cpu, memory } = medians(runs);
      const ratio = median(runs.map((run, round) => run.wall / bare[round]!.wall));
      return [`\`${name}\``, ms(wall), ms(cpu), mib(memory), times(ratio), bar === undefined ? '' : times(bar)];
    }),
  };
}
