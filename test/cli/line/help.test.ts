import { describe, expect, it } from 'vitest';
import { HELP_TOPICS, HELP_WIDTH, helpText } from '../../../src/cli/line/help.ts';
import { pullpath } from '../../program.ts';
import { inTerminal } from '../../terminal.ts';

describe('the help of the built program', () => {
  it.each(HELP_TOPICS)('is for %s what yargs lays out of the tables', async (manual) => {
    const args = manual === 'pullpath' ? ['--help'] : [manual, '--help'];
    const { stdout, stderr, code } = await pullpath(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`${await helpText(manual)}\n`);
  });

  it.each([80, 200])('is laid out for a terminal of %i columns in lines of 80', async (columns) => {
    const run = inTerminal(['apply', '--help'], { columns });
    expect(await run.exit).toBe(0);
    const lines = (await helpText('apply')).split('\n').map((line) => line.trimEnd());
    expect(run.scrollback()).toEqual(lines);
  });

  it.each(HELP_TOPICS)('fits the lines it is made for, for %s', async (manual) => {
    for (const line of (await helpText(manual)).split('\n')) expect(line.length).toBeLessThanOrEqual(HELP_WIDTH);
  });
});
