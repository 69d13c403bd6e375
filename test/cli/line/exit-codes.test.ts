import { describe, expect, it } from 'vitest';
import { COMMANDS, type CommandName } from '../../../src/cli/line/command-table.ts';
import { exitCodesText } from '../../../src/cli/line/exit-codes.ts';
import { type ErrorKind, exitCodeOf, PullpathError } from '../../../src/errors.ts';
import { pullpath } from '../../program.ts';
import { FRESH_MACHINE } from '../simulated.ts';

const KINDS: { readonly [K in ErrorKind]: true } = {
  usage: true,
  credentials: true,
  'refused-by-aws': true,
  failed: true,
  partial: true,
  'needs-person': true,
  'stale-plan': true,
  interrupted: true,
};
const NOBODY = '--region us-east-1 --endpoint-url http://127.0.0.1:9';
const KEYS = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };

describe('the table of exit codes', () => {
  it.each(Object.keys(KINDS) as ErrorKind[])('has what a %s error leads to', (kind) => {
    const code = exitCodeOf(new PullpathError(kind, { code: '', message: '', remedy: '' }));
    expect(COMMANDS.apply.exitCodes).toHaveProperty(String(code));
    expect(exitCodesText('pullpath')).toMatch(new RegExp(`\\b${code}\\b`));
  });

  it.each<[CommandName, string, number]>([
    ['audit', '--sandbox --timeout 0.0001', 1],
    ['audit', NOBODY, 1],
    ['audit', '--region nowhere', 252],
    ['audit', '--profile absent', 253],
    ['plan', '--sandbox --timeout 0.0001', 1],
    ['plan', NOBODY, 1],
    ['plan', '--sandbox --detailed-exitcode', 2],
    ['apply', '--yes --sandbox --timeout 0.0001', 1],
    ['apply', '--sandbox --dry-run --detailed-exitcode', 2],
    ['rollback', `--yes ${NOBODY}`, 1],
    ['explain', 'PP201', 0],
    ['iam-policy', 'nothing', 252],
    ['sandbox', 'nowhere', 252],
    ['schema', 'nothing', 252],
    ['completion', 'csh', 252],
  ])('of %s has how it ends with %s: %i', async (command, rest, expected) => {
    const { code } = await pullpath([command, ...rest.split(' ')], { ...FRESH_MACHINE, ...KEYS });
    expect(code).toBe(expected);
    expect(COMMANDS[command].exitCodes).toHaveProperty(String(code));
  });
});
