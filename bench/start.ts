import type { Command } from './measure.ts';
import { PROGRAM } from './program.ts';
import { type Contender, inRounds, medians } from './rounds.ts';
import { mib, ms, type Section, times } from './section.ts';
import { simulate } from './simulated.ts';
import { median } from './statistics.ts';

const ROUNDS = 15;

interface Row extends Contender {
  /** What it is measured beside. */
  readonly beside: string;
  readonly bar?: number;
}

const BARE = 'node -e 0';
const BARE_WITH_BUNDLE = 'node -e 0, with a CA bundle';

/**
 * How long a command takes that says something about the program, and one that asks an account, beside Node doing
 * nothing.
 */
export async function start(): Promise<Section> {
  const account = await simulate('guide');
  const { PATH = '', NODE_EXTRA_CA_CERTS } = process.env;
  const node = (...args: string[]) => ({ command: process.execPath, args, env: { PATH } });
  const audit = account.pullpath('audit');
  const rows: Row[] = [
    { name: BARE, command: node('-e', '0'), beside: BARE },
    { name: 'pullpath --version', command: node(PROGRAM, '--version'), beside: BARE, bar: 1.5 },
    { name: 'pullpath --help', command: node(PROGRAM, '--help'), beside: BARE, bar: 1.5 },
    { name: 'pullpath audit --help', command: node(PROGRAM, 'audit', '--help'), beside: BARE, bar: 1.5 },
    { name: 'pullpath audit', command: audit, expected: 2, beside: BARE, bar: 4 },
  ];
  if (NODE_EXTRA_CA_CERTS !== undefined) {
    const bundled = (command: Command) => ({ ...command, env: { ...command.env, NODE_EXTRA_CA_CERTS } });
    rows.push(
      { name: BARE_WITH_BUNDLE, command: bundled(node('-e', '0')), beside: BARE_WITH_BUNDLE },
      {
        name: 'pullpath audit, with a CA bundle',
        command: bundled(audit),
        expected: 2,
        beside: BARE_WITH_BUNDLE,
        bar: 4,
      },
    );
  }
  const figures = await inRounds(rows, ROUNDS);
  account.stop();
  const runsOf = (name: string) => figures.get(name) ?? [];
  return {
    title: 'Start',
    text: [
      `Whole processes, ${ROUNDS} rounds side by side. The ratio is the median of the ratios of each round. The account is a
sandbox in another process that answers at once. Nothing is in the environment but the path, and what names the account;
with a CA bundle: \`NODE_EXTRA_CA_CERTS\` as well, which Node reads before anything else.`,
    ],
    heads: ['command', 'wall, median', 'CPU, median', 'peak memory', 'beside `node -e 0`', 'bar'],
    rows: rows.map(({ name, beside, bar }) => {
      const { wall, cpu, memory } = medians(runsOf(name));
      const ratio = median(runsOf(name).map((run, round) => run.wall / runsOf(beside)[round]!.wall));
      return [
        name.replace(/^[^,]+/, '`$&`'),
        ms(wall),
        ms(cpu),
        mib(memory),
        times(ratio),
        bar === undefined ? '' : times(bar),
      ];
    }),
  };
}
