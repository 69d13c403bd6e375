import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pullpath } from '../program.ts';
import { FRESH_MACHINE, simulated } from './simulated.ts';

const run = (line: string) => pullpath(line.split(' '), FRESH_MACHINE);
/** The commands that a result ends with, by what they are for. */
function printed(text: string): Record<string, string> {
  const found = text.matchAll(/^(\S.*):\n {2}(pullpath .*)$/gm);
  return Object.fromEntries([...found].map(([, what = '', command = '']) => [what, command]));
}
const words = (command = '') => command.replace(/^pullpath /, '');

describe('a command that is printed in a simulated account', () => {
  it('applies the plan that was saved there, and does not turn to AWS', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'pullpath-plan-')), 'plan.json');
    const planned = await run(`plan --sandbox nat-beside --out ${file}`);
    const [command] = Object.values(printed(planned.stdout));
    expect(command).toBe(`pullpath apply ${file} --sandbox nat-beside`);
    expect(await run(`${words(command)} --yes`)).toMatchObject({ code: 0 });
  });

  it('finds, where it follows audit or plan, what they have found', async () => {
    const audited = printed((await run('audit --sandbox two-vpcs --vpc-id vpc-0a000000000000002')).stdout);
    const planned = await run(words(audited['To fix PP201 and PP301, preview the changes and apply them']));
    expect(planned.code).toBe(0);
    expect(printed(planned.stdout)['Nothing was changed. To apply it']).toBe(
      'pullpath apply --vpc-id vpc-0a000000000000002 --sandbox two-vpcs',
    );
  });

  it('after apply leads to an account that lasts, since in this one there is nothing left to undo', async () => {
    const { stdout } = await run('apply --sandbox --yes');
    expect(printed(stdout)).toEqual({
      'The simulated account ends here. For one that lasts': 'pullpath sandbox guide',
    });
  });
});

describe('--quiet', () => {
  it.each(['audit --sandbox', 'audit --sandbox two-vpcs --all-vpcs', 'plan --sandbox', 'apply --sandbox --yes'])(
    '%s is one line of what is said without it, with the same exit code',
    async (line) => {
      const [loud, quiet] = await Promise.all([run(line), run(`${line} --quiet`)]);
      expect(quiet).toMatchObject({ code: loud.code, stderr: '' });
      const timeless = (text: string) => text.replace(/\d+ s\./g, '');
      expect(quiet.stdout).toMatch(/^.+\n$/);
      expect(timeless(loud.stdout)).toContain(timeless(quiet.stdout));
    },
  );

  it('still says how to continue after a failure', async () => {
    const account = await simulated({ world: 'guide' });
    onTestFinished(() => account.sandbox.close());
    account.sandbox.inject({ at: 3, of: 'mutating', times: 1000, do: 'fail', code: 'UnauthorizedOperation' });
    const { code, stdout } = await account.run(['apply', '--yes', '--quiet']);
    expect(code).toBe(3);
    expect(Object.keys(printed(stdout))).toEqual(['To continue', 'To undo']);
  });
});
