import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { complete } from '../../../src/cli/completion/complete.ts';
import { COMMAND_NAMES } from '../../../src/cli/line/command-table.ts';
import { pullpath } from '../../program.ts';
import { FRESH_MACHINE, type Simulated, simulated } from '../simulated.ts';

/** What fish is told for a line typed up to its end; of each candidate the value alone. */
const offered = async (line: string, environment: NodeJS.ProcessEnv = {}) => {
  const answer = await complete(['fish', 'pullpath', ...line.split(' ')], environment);
  return answer.split('\n').map((candidate) => candidate.split('\t')[0]);
};

describe('the tab key', () => {
  it('offers every command, and help with each', async () => {
    expect((await offered('')).toSorted()).toEqual([...COMMAND_NAMES, 'help'].toSorted());
    expect((await offered('help ')).toSorted()).toEqual(COMMAND_NAMES.toSorted());
  });

  it.each<[string, readonly string[]]>([
    ['roll', ['rollback']],
    ['audit --fail-on ', ['closed', 'unknown', 'risk']],
    ['audit --fail-on=u', ['--fail-on=unknown']],
    ['audit --output m', ['markdown']],
    ['plan --output ', ['text', 'json', 'jsonl', 'markdown']],
    ['apply --with logs,secret', ['logs,secretsmanager']],
    ['audit --regions a', ['all', 'af-south-1', 'ap-east-1']],
    ['audit --region eu-west-', ['eu-west-1', 'eu-west-2', 'eu-west-3']],
    ['apply --sandbox t', ['two-vpcs', 'transit']],
    ['sandbox two', ['two-vpcs']],
    ['iam-policy ', ['audit', 'plan', 'apply', 'rollback']],
    ['completion ', ['bash', 'zsh', 'fish', 'powershell']],
    ['sandbox --shell ', ['posix', 'powershell', 'cmd']],
    ['schema ex', ['explain']],
    ['explain PP2', ['PP201']],
    ['apply --no-', ['--no-private-dns', '--no-color']],
    ['apply --modify-existing --mod', ['']],
    ['apply ', [':files']],
    ['plan --out ', [':files']],
    ['plan --nothing=', ['']],
    ['rollback --stack ', ['']],
  ])('after «%s» offers %j', async (line, some) => {
    expect(await offered(line)).toEqual(expect.arrayContaining([...some]));
  });

  it.each([
    ['+', 'audit'],
    ['+ro', 'rollback'],
  ])(
    'hears of PowerShell the word at the cursor behind a sign, so that an empty one gets through: %s',
    async (typed, one) => {
      const answer = await complete(['powershell', 'pullpath', typed], {});
      expect(answer.split('\n').map((candidate) => candidate.split('\t')[0])).toContain(one);
    },
  );

  it('offers the flags of the command and no others, each as long as it may still be given', async () => {
    expect(await offered('explain --')).toEqual([
      '--region',
      '--vpc-id',
      '--from',
      '--output',
      '--color',
      '--no-color',
      '--quiet',
      '--debug',
      '--verbose',
      '--report',
      '--help',
    ]);
    expect(await offered('explain --debug --output json --')).not.toContain('--debug');
    expect(await offered('apply --with logs --w')).toEqual(['--with', '--watch']);
  });

  it('offers the profiles of both files', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'pullpath-profiles-'));
    const environment = {
      AWS_CONFIG_FILE: join(directory, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(directory, 'credentials'),
    };
    expect(await offered('audit --profile ', environment)).toEqual(['']);
    writeFileSync(
      environment.AWS_CONFIG_FILE,
      '[default]\nregion = eu-west-1\n[profile prod]\nsso_session = corp\n[sso-session corp]\nsso_region = x\n[services local]\nec2 =\n  endpoint_url = http://x\n',
    );
    writeFileSync(
      environment.AWS_SHARED_CREDENTIALS_FILE,
      '[prod]\naws_access_key_id = x\n[ci]\naws_access_key_id = y\n',
    );
    expect(await offered('audit --profile ', environment)).toEqual(['default', 'prod', 'ci']);
  });
});

it('a profile that nobody could type is not offered', async () => {
  const AWS_CONFIG_FILE = join(mkdtempSync(join(tmpdir(), 'pullpath-profiles-')), 'config');
  writeFileSync(AWS_CONFIG_FILE, '[profile \u001b[2Jevil]\nregion = x\n[profile good]\nregion = x\n');
  expect(await offered('audit --profile ', { AWS_CONFIG_FILE })).toEqual(['good']);
});

describe('the ids of VPCs', () => {
  let account: Simulated;
  beforeEach(async () => {
    account = await simulated({ world: 'two-vpcs' });
  });
  afterEach(() => account.sandbox.close());

  const asked = () => account.sandbox.journal.entries.map(({ action, region }) => `${action} ${region}`);

  it('come from the account, in one request, with their names', async () => {
    const { stdout, stderr, code } = await account.run(['__complete', 'fish', 'pullpath', 'audit', '--vpc-id', '']);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toBe('vpc-0a000000000000001\torders 10.1.0.0/16\nvpc-0a000000000000002\tbilling 10.2.0.0/16\n');
    expect(asked()).toEqual(['DescribeVpcs us-east-1']);
  });

  it('are told without what a terminal would obey, whoever named the VPCs', async () => {
    for (const vpc of account.sandbox.network('us-east-1').vpcs.values())
      vpc.tags.Name = `\u001b]0;owned\u0007\u001b[2Jorders\u202e\u009b31m${vpc.tags.Name}\u0000\n\u000dx`;
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { stdout } = await account.run(['__complete', shell, 'pullpath', 'audit', '--vpc-id', '']);
      expect(stdout.trimEnd().split('\n')).toHaveLength(2);
      expect(stdout.replace(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      if (shell !== 'bash') expect(stdout).toMatch(/orders.*orders/);
    }
  });

  it('are those of the region on the command line', async () => {
    const { stdout } = await account.run([
      '__complete',
      'zsh',
      'pullpath',
      'audit',
      '--region',
      'eu-west-1',
      '--vpc-id',
      '',
    ]);
    expect(stdout).toBe('');
    expect(asked()).toEqual(['DescribeVpcs eu-west-1']);
  });

  it('come from a profile with keys of its own', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'pullpath-profiles-'));
    const file = join(directory, 'credentials');
    writeFileSync(
      file,
      '[ci]\naws_access_key_id = a\naws_secret_access_key = b\nregion = eu-west-1\n[role]\nrole_arn = x\n',
    );
    const keys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION'];
    const over = { AWS_SHARED_CREDENTIALS_FILE: file };
    await account.run(['__complete', 'bash', 'pullpath', 'plan', '--profile', 'ci', '--vpc-id', ''], over, keys);
    expect(asked()).toEqual(['DescribeVpcs eu-west-1']);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['credentials', [], ['AWS_ACCESS_KEY_ID']],
    ['a region', [], ['AWS_REGION']],
    ['an account that would not begin anew', ['--sandbox'], []],
    ['a role at hand', ['--role-arn', 'arn:aws:iam::111122223333:role/x'], []],
    ['keys in the profile', ['--profile', 'sso'], []],
  ])('are not asked for without %s', async (_, args, without) => {
    const run = await account.run(['__complete', 'bash', 'pullpath', 'audit', ...args, '--vpc-id', ''], {}, without);
    expect(run).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(asked()).toEqual([]);
  });

  it.each(['stop', 'fail', 'drop'] as const)(
    'are left out without a word where AWS does not answer: %s',
    async (what) => {
      account.sandbox.inject({ at: 1, times: 100, do: what, code: 'UnauthorizedOperation' });
      const run = await account.run(['__complete', 'bash', 'pullpath', 'audit', '--vpc-id', '']);
      expect(run).toEqual({ code: 0, stdout: '', stderr: '' });
    },
  );
});

it('whatever it is asked, the program answers in silence', async () => {
  for (const words of [
    [],
    ['tcsh'],
    ['bash'],
    ['zsh', 'pullpath', '--vpc-id'],
    ['fish', '', '', ''],
    ['bash', '=', ':'],
  ]) {
    expect(await pullpath(['__complete', ...words], FRESH_MACHINE)).toMatchObject({ code: 0, stderr: '' });
  }
});
