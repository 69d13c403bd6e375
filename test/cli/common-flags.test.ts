import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DOCUMENTS } from '../../src/render/documents/schemas.ts';
import { type Simulated, simulated } from './simulated.ts';

/** In an order in which one finds what the other left. */
const COMMANDS = [
  'audit',
  'audit --regions us-east-1,eu-west-1',
  'plan',
  'apply --yes',
  'audit --all-vpcs',
  'rollback --yes',
  'explain PP201',
  'explain CannotPullContainerError',
  'iam-policy audit',
  'schema audit',
  'completion bash',
];

const ESCAPE = '\u001b';

let account: Simulated;
beforeEach(async () => {
  account = await simulated({ world: 'guide' });
});
afterEach(() => account.sandbox.close());

async function runAll(flags: readonly string[], over: Readonly<Record<string, string>> = {}) {
  const runs = [];
  for (const command of COMMANDS) {
    const run = await account.run([...command.split(' '), ...flags], over);
    runs.push({ command, ...run });
  }
  return runs;
}

it('--quiet leaves the result alone, and all of it', async () => {
  for (const { command, stdout, stderr } of await runAll(['--quiet'])) {
    expect({ command, stderr }).toEqual({ command, stderr: '' });
    expect(stdout).not.toBe('');
  }
});

describe('colours', () => {
  it('are taken off by --no-color, whatever else wants them', async () => {
    for (const { command, stdout, stderr } of await runAll(['--no-color'], { FORCE_COLOR: '1' })) {
      expect({ command, coloured: (stdout + stderr).includes(ESCAPE) }).toEqual({ command, coloured: false });
    }
    for (const flag of ['--no-color', '--color=false']) {
      expect((await account.run(['adit', flag], { FORCE_COLOR: '1' })).stderr).not.toContain(ESCAPE);
    }
  });

  it.each([
    ['--color', {}],
    ['', { FORCE_COLOR: '1' }],
  ])('are put on by «%s» and %j, in errors too', async (flag, over) => {
    const flags = flag === '' ? [] : [flag];
    expect((await account.run(['audit', ...flags], over)).stdout).toContain(ESCAPE);
    expect((await account.run(['adit', ...flags], over)).stderr).toContain(ESCAPE);
  });

  it('are never in what machines read', async () => {
    for (const format of ['json', 'jsonl', 'sarif', 'junit', 'markdown']) {
      const { stdout } = await account.run(['audit', '--output', format, '--color']);
      expect({ format, coloured: stdout.includes(ESCAPE) }).toEqual({ format, coloured: false });
    }
  });
});

describe('--timeout bounds the reading', () => {
  it.each(['audit', 'audit --all-vpcs', 'plan', 'apply --yes', 'rollback --yes'])('of %s', async (command) => {
    const before = account.sandbox.state();
    account.sandbox.inject({ at: 1, of: 'DescribeSubnets', times: 1000, do: 'stop' });
    const { code, stdout } = await account.run([...command.split(' '), '--timeout', '0.5', '--output', 'json']);
    expect(DOCUMENTS.error.parse(JSON.parse(stdout)).error).toMatchObject({
      code: 'Timeout',
      message: 'Reading us-east-1 took longer than 0.5 seconds, and was given up.',
      remedy: expect.stringContaining('--timeout'),
    });
    expect(code).toBe(1);
    expect(account.sandbox.state()).toEqual(before);
  });
});
