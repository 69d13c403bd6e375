import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { inTerminal, type TerminalRun } from '../../terminal.ts';

let home: string;
const open: TerminalRun[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pullpath-home-'));
  mkdirSync(join(home, '.aws'));
});
afterEach(() => {
  for (const run of open.splice(0)) run.close();
  rmSync(home, { recursive: true });
});

/** The program with a home of its own, and this in its AWS configuration. */
function wizard(args: readonly string[], config = ''): TerminalRun {
  writeFileSync(join(home, '.aws', 'config'), config);
  const run = inTerminal(args, { env: { HOME: home } });
  open.push(run);
  return run;
}

const SSO = `[profile prod]
region = eu-west-1
sso_session = company
sso_account_id = 111122223333
sso_role_name = engineer
[sso-session company]
sso_region = eu-west-1
sso_start_url = https://company.awsapps.com/start
`;

describe('a sign-in that has expired', () => {
  it('is told with the command that renews it, may be tried again, and ends with code 253 for who leaves', async () => {
    const run = wizard(['--profile', 'prod'], SSO);
    await run.until('What now?');
    expect(run.screen()).toEqual([
      'The SSO session of the profile prod has expired, or was never opened.',
      '(SsoSessionExpired)',
      'Run `aws sso login --profile prod` and try again.',
      '',
      '? What now?',
      '❯ Try again',
      '  Quit',
      '',
      '↑↓ move, enter choose, ctrl-c quit',
    ]);
    run.press('down', 'enter');
    expect(await run.exit).toBe(253);
    expect(run.scrollback().filter((line) => line.includes('The SSO session of the profile prod'))).toHaveLength(1);
  });

  it('does not cost the answers that were given before it', async () => {
    const sandbox = await startSandbox({ world: 'two-vpcs' });
    try {
      const credentials = join(home, 'credentials.json');
      const config = `[profile dev]\ncredential_process = cat ${credentials}\n`;
      const run = wizard(['--profile', 'dev', '--endpoint-url', sandbox.url], config);
      await run.until('Which region?');
      run.type(sandbox.region);
      await run.until(`❯ ${sandbox.region}`);
      run.press('enter');
      await run.until('What now?');
      writeFileSync(credentials, '{ "Version": 1, "AccessKeyId": "sandbox", "SecretAccessKey": "sandbox" }');
      run.press('enter');
      await run.until('Which VPC?');
      expect(run.screen().join('\n')).toContain(`${sandbox.region} (from your answer)`);
    } finally {
      await sandbox.close();
    }
  });
});

it('a profile that gets its keys while the question stands is found by trying again', async () => {
  const sandbox = await startSandbox({ world: 'two-vpcs' });
  try {
    const config = `[profile dev]\nregion = ${sandbox.region}\n`;
    const run = wizard(['--profile', 'dev', '--endpoint-url', sandbox.url], config);
    await run.until('What now?');
    expect(run.screen().join(' ')).toContain('(NoCredentials)');
    const keys = 'aws_access_key_id = sandbox\naws_secret_access_key = sandbox\n';
    writeFileSync(join(home, '.aws', 'config'), `${config}${keys}`);
    run.press('enter');
    await run.until('Which VPC?');
  } finally {
    await sandbox.close();
  }
});

describe('a region that nobody has named', () => {
  it('is asked for, and never chosen by Enter alone', async () => {
    const run = wizard([]);
    await run.until('Which region?');
    run.press('enter');
    await run.until('type to search');
    run.type('ireland');
    await run.until('❯ eu-west-1  Europe (Ireland)');
    run.press('enter');
    await run.until('What now?');
    expect(run.screen().join('\n')).toContain('NoCredentials');
    run.press('escape');
    await run.until('❯ eu-west-1');
    run.press('ctrl-c');
    expect(await run.exit).toBe(130);
    expect(run.screen()).toContain('pullpath: Cancelled. Nothing was changed.');
  });
});

describe('a sign-in', () => {
  /** A profile whose credentials come from a program, which leaves a line for every time it was run. */
  function counted(region: string, url: string) {
    const log = join(home, 'sign-ins');
    const program = join(home, 'sign-in');
    const keys = { Version: 1, AccessKeyId: 'sandbox', SecretAccessKey: 'sandbox' };
    writeFileSync(program, `#!/bin/sh\necho run >>${log}\necho '${JSON.stringify(keys)}'\n`, { mode: 0o755 });
    const settings = region === '' ? '' : `region = ${region}\n`;
    const config = `[profile dev]\n${settings}endpoint_url = ${url}\ncredential_process = ${program}\n`;
    return { config, signIns: () => readFileSync(log, 'utf8').trim().split('\n').length };
  }

  it.each([
    ['of the wizard, from the questions to the verified path', ''],
    ['of apply --yes', '--yes'],
  ])('happens once a run: %s', async (_, flag) => {
    const sandbox = await startSandbox({ world: 'guide' });
    try {
      const { config, signIns } = counted(sandbox.region, sandbox.url);
      const run = wizard(['apply', '--profile', 'dev', ...(flag === '' ? [] : [flag])], config);
      if (flag === '') await acceptAll(run);
      expect(await run.exit).toBe(0);
      expect(run.scrollback().join(' ')).toContain('Verified: the pull path');
      expect(signIns()).toBe(1);
    } finally {
      await sandbox.close();
    }
  });

  it('is not repeated where the region is asked for and chosen again', async () => {
    const sandbox = await startSandbox({ world: 'two-vpcs' });
    try {
      const { config, signIns } = counted('', sandbox.url);
      const run = wizard(['apply', '--profile', 'dev'], config);
      await run.until('Which region?');
      run.type(sandbox.region);
      await run.until(`❯ ${sandbox.region}`);
      run.press('enter');
      await run.until('Which VPC?');
      expect(run.screen().join(' ')).toContain('from your answer');
      run.press('escape');
      await run.until('Which region?');
      run.press('enter');
      await run.until('Which VPC?');
      expect(signIns()).toBe(1);
    } finally {
      await sandbox.close();
    }
  });

  /** Takes what is proposed, and says yes to the plan. */
  async function acceptAll(run: TerminalRun): Promise<void> {
    for (const question of ['Which subnets do your', 'Which Fargate platform', 'Which other AWS services']) {
      await run.until(question);
      run.press('enter');
    }
    await run.until('(y/N)');
    run.type('y');
    run.press('enter');
  }
});
