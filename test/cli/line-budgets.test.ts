import { afterEach, describe, expect, it } from 'vitest';
import { inTerminal, type TerminalRun } from '../terminal.ts';

/** What a screen of a VPC with two closed subnets may take, in lines. */
const BUDGETS: readonly (readonly [line: string, lines: number])[] = [
  ['audit', 24],
  ['plan', 30],
  ['apply --yes', 40],
];

const WIDTHS = [80, 100];
const CASES = BUDGETS.flatMap(([line, lines]) => WIDTHS.map((columns) => [line, columns, lines] as const));

let open: TerminalRun | null = null;
afterEach(() => open?.close());

/** All that a command leaves on the terminal. */
async function shown(line: string, columns = 80): Promise<string[]> {
  open = inTerminal([...line.split(' '), '--sandbox', 'guide'], { columns, rows: 60 });
  await open.exit;
  return open.scrollback();
}

describe('a screen', () => {
  it.each(CASES)('pullpath %s at %i columns fits on %i lines', async (line, columns, lines) => {
    const text = await shown(line, columns);
    expect(text.length, text.join('\n')).toBeLessThanOrEqual(lines);
    expect(text.filter((each) => each.length > columns && !each.startsWith('  pullpath '))).toEqual([]);
  });

  it.each(BUDGETS)('pullpath %s says once which account it is about', async (line) => {
    const text = await shown(line);
    expect(text.filter((each) => each.startsWith('Account '))).toHaveLength(1);
  });

  it.each([
    ['audit', /^The pull path is ✘ closed for 2 target subnets at ecr\.api, ecr\.dkr and s3\.$/],
    ['plan', /^Plan: 4 to create, 0 to change, 0 to delete; about \$29\.20 a month\.$/],
    ['apply --yes', /^Apply complete: 4 created in \d+ s\.$/],
    ['rollback --yes', /^No stack "default" found /],
  ])('pullpath %s --quiet is the verdict in a line', async (line, verdict) => {
    const text = await shown(`${line} --quiet`, 120);
    expect(text).toEqual([expect.stringMatching(verdict)]);
  });

  it.each(BUDGETS)('pullpath %s --verbose says more, with ids and reasons', async (line) => {
    const [short, long] = [await shown(line, 100), await shown(`${line} --verbose`, 100)];
    expect(long.length).toBeGreaterThan(short.length);
    expect(long.join('\n')).toContain('arn:aws:sts::111122223333:assumed-role/engineer/sandbox');
  });
});
