import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseArguments } from '../../src/cli/line/arguments.ts';
import { COMMAND_NAMES, COMMANDS } from '../../src/cli/line/command-table.ts';
import { FLAG_NAMES, flagOf } from '../../src/cli/line/flag-lookup.ts';
import { keyOf } from '../../src/cli/line/flag-name.ts';
import type { FlagName } from '../../src/cli/line/flags.ts';
import { Options, parseOptions } from '../../src/cli/line/options.ts';
import { ExitCode, PullpathError } from '../../src/errors.ts';
import { DocumentCommand } from '../../src/render/documents/envelope.ts';
import { DOCUMENT_NAMES } from '../../src/render/documents/schemas.ts';
import { type Simulated, simulated } from './simulated.ts';

const ROLE = 'arn:aws:iam::000000000000:role/someone';

/** A sound value of every flag that needs one. */
const VALUES: Partial<Record<FlagName, string>> = {
  region: 'eu-west-1',
  regions: 'all',
  'endpoint-url': 'http://localhost:1',
  'role-arn': ROLE,
  'hub-role-arn': ROLE,
  'vpc-id': 'vpc-0123456789abcdef0',
  'subnet-ids': 'subnet-0123456789abcdef0',
  'subnet-tag': 'a=b',
  'route-table-ids': 'rtb-0123456789abcdef0',
  'route-table-tag': 'a=b',
  'task-security-group-ids': 'sg-0123456789abcdef0',
  report: 'json=report.json',
};

const given = (name: FlagName): string[] => {
  const { type, choices } = flagOf(name);
  return type === 'boolean'
    ? [`--${name}`]
    : [`--${name}`, VALUES[name] ?? choices?.[0] ?? (type === 'number' ? '1' : 'x')];
};

/** What is wrong with a command line, as one text; null where nothing is. */
function complaint(words: readonly string[]): string | null {
  const { values, complaints } = parseArguments(words);
  try {
    parseOptions(values, complaints);
    return null;
  } catch (error) {
    if (error instanceof PullpathError) return error.message;
    throw error;
  }
}

describe('every flag with every command', () => {
  const pairs = COMMAND_NAMES.flatMap((command) => FLAG_NAMES.map((name) => [command, name] as const));
  it.each(pairs)('pullpath %s --%s is taken, or refused in one sentence', (command, name) => {
    const { flags } = COMMANDS[command];
    const { onlyWith, onlyWithOneOf = [] } = flagOf(name);
    const partner = flags.find((other) => onlyWithOneOf.includes(other));
    const needed = [
      ...(onlyWith !== undefined && flags.includes(onlyWith) ? [`--${onlyWith}`] : []),
      ...(partner === undefined ? [] : given(partner)),
    ];
    const said = complaint([command, ...given(name), ...needed]);
    if (flags.includes(name)) expect(said).toBeNull();
    else expect(said).toMatch(new RegExp(`^--${name} does not go with pullpath ${command}\\.`));
  });

  it('has its key in the options, and in the help the value that counts where it is left out', () => {
    const options: Readonly<Record<string, unknown>> = Options.parse({});
    for (const name of FLAG_NAMES) {
      expect(Object.keys(Options.shape)).toContain(keyOf(name));
      const value = options[keyOf(name)];
      const { default: said, isOnByDefault } = flagOf(name);
      if (typeof value === 'string' || typeof value === 'number') expect([name, said]).toEqual([name, String(value)]);
      if (typeof value === 'boolean') expect([name, value]).toEqual([name, isOnByDefault ?? false]);
    }
  });

  it('has a letter and other names that mean nothing else', () => {
    const letters = FLAG_NAMES.flatMap((name) => flagOf(name).short ?? []);
    expect(letters.toSorted()).toEqual([...new Set(letters)].toSorted());
    const others: string[] = FLAG_NAMES.flatMap((name) => flagOf(name).suggestFor ?? []);
    expect(others.toSorted()).toEqual([...new Set(others)].toSorted());
    expect(others.filter((name) => (FLAG_NAMES as string[]).includes(name))).toEqual([]);
  });
});

describe('every command', () => {
  it.each(COMMAND_NAMES)('%s has a document, a word for each exit code, and comes when it is called', async (name) => {
    const { document, positionals, load, exitCodes } = COMMANDS[name];
    expect(DOCUMENT_NAMES).toContain(document);
    expect(DocumentCommand.options).toContain(document);
    for (const { key } of positionals) expect(Object.keys(Options.shape)).toContain(key);
    for (const words of Object.values(exitCodes)) expect(words).not.toBe('');
    expect(await load()).toBeTypeOf('function');
  });
});

describe('a word that people from other tools type', () => {
  it.each([
    ['audit --vpc vpc-0123456789abcdef0', 'There is no flag --vpc; did you mean --vpc-id?'],
    ['apply --subnets subnet-01234567', 'There is no flag --subnets; did you mean --subnet-ids?'],
    ['apply --auto-approve', 'There is no flag --auto-approve; did you mean --yes?'],
    ['destroy', 'There is no command destroy; did you mean rollback?'],
    ['version', 'There is no command version; did you mean --version?'],
    ['doctor', 'There is no command doctor; did you mean audit?'],
  ])('«%s»: %s', (line, sentence) => {
    expect(complaint(line.split(' '))).toBe(sentence);
  });
});

describe('the command line takes', () => {
  it.each<[string, object]>([
    ['rollback -y -q -o json', { yes: true, quiet: true, output: 'json' }],
    ['audit -v -o=sarif', { verbose: true, output: 'sarif' }],
    ['rollback -yq', { yes: true, quiet: true }],
    ['audit --color', { color: 'on' }],
    ['audit --color off', { color: 'off' }],
    ['audit --color=auto --region eu-west-1', { color: 'auto', region: 'eu-west-1' }],
    ['--color audit', { color: 'on' }],
    ['audit --color --no-color', { color: 'off' }],
    ['audit --color=false', { color: 'off' }],
    [
      'audit --subnet-ids subnet-01234567 subnet-12345678 -q',
      { subnetIds: ['subnet-01234567', 'subnet-12345678'], quiet: true },
    ],
    ['audit --with logs ssm,kms --with sts', { with: ['logs', 'ssm', 'kms', 'sts'] }],
    ['audit --subnet-tag a=b c=d', { subnetTag: ['a=b', 'c=d'] }],
    ['iam-policy --with logs ssm audit', { with: ['logs', 'ssm'], mode: 'audit' }],
    ['iam-policy apply --with logs', { with: ['logs'], mode: 'apply' }],
    ['--with logs ssm audit', { with: ['logs', 'ssm'] }],
    ['explain -- -y', { text: '-y' }],
  ])('«%s»', (line, values) => {
    const parsed = parseArguments(line.split(' '));
    expect(parsed.complaints).toEqual([]);
    expect(parsed.values).toEqual(values);
  });

  it('a list, and behind it a saved plan', () => {
    expect(parseArguments(['--role-arn', ROLE, 'package.json']).values).toEqual({
      roleArn: [ROLE],
      plan: 'package.json',
    });
  });

  it('-V as the version, and -v as none', () => {
    expect(parseArguments(['audit', '-V']).version).toBe(true);
    expect(parseArguments(['audit', '-v']).version).toBe(false);
  });
});

describe('a flag beside a saved plan is used, or refused', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pullpath-plan-'));
  const FILE = join(directory, 'plan.json');
  const NO_PRICES = join(directory, 'prices.json');
  const reads = {
    Statement: { Effect: 'Allow', Action: ['ec2:Describe*', 'ec2:Get*', 'sts:*'], Resource: '*' },
  } as const;
  let account: Simulated;
  beforeAll(async () => {
    account = await simulated({ world: 'guide', iam: { policies: [reads] } });
    expect(await account.run(['plan', '--out', FILE])).toMatchObject({ code: 0 });
    writeFileSync(NO_PRICES, '{}');
  });
  afterAll(() => account.sandbox.close());

  const run = (...flags: string[]) => account.run(['apply', FILE, ...flags]);
  const entries = () => account.sandbox.journal.entries;

  /** How it shows that a flag is used, by a caller who may change nothing. */
  const USED: Partial<Record<FlagName, () => Promise<void>>> = {
    profile: async () =>
      expect(await run('--yes', '--profile', 'absent')).toMatchObject({ code: ExitCode.Credentials }),
    'endpoint-url': async () =>
      expect((await run('--yes', '--endpoint-url', 'http://127.0.0.1:9')).stderr).toContain('127.0.0.1:9'),
    'role-arn': async () => {
      await run('--yes', '--role-arn', ROLE);
      expect(entries().map(({ action }) => action)).toContain('AssumeRole');
    },
    'hub-role-arn': async () => {
      await run('--yes', '--hub-role-arn', ROLE);
      expect(entries().map(({ action }) => action)).toContain('AssumeRole');
    },
    prices: async () => expect((await run('--yes', '--prices', NO_PRICES)).stderr).toContain('price table'),
    yes: async () => {
      expect(await run()).toMatchObject({ code: ExitCode.Usage });
      expect(await run('--yes')).toMatchObject({ code: ExitCode.RefusedByAws });
    },
    'check-permissions': async () => {
      expect(await run('--yes', '--check-permissions')).toMatchObject({ code: ExitCode.NeedsPerson });
      expect(entries().filter(({ dryRun }) => dryRun)).not.toEqual([]);
    },
    timeout: async () => expect((await run('--yes', '--timeout', '0.0001')).stderr).toContain('0.0001 seconds'),
    // Of this plan no service is known, which both of them say.
    watch: async () => expect((await run('--yes', '--watch')).stderr).toContain('--watch is about a service'),
    'force-new-deployment': async () =>
      expect((await run('--yes', '--force-new-deployment')).stderr).toContain(
        '--force-new-deployment is about a service',
      ),
    output: async () => expect(JSON.parse((await run('--yes', '--output', 'json')).stdout)).toHaveProperty('command'),
    color: async () => expect((await run('--yes', '--color')).stderr).toContain('\u001b['),
    quiet: async () => {
      expect((await run('--yes')).stderr).toContain('Plan');
      expect((await run('--yes', '--quiet')).stderr).not.toContain('Plan');
    },
    verbose: async () => {
      const [short, full] = [await run('--yes'), await run('--yes', '--verbose')];
      expect(full.stderr.length).toBeGreaterThan(short.stderr.length);
    },
    report: async () =>
      expect((await run('--yes', '--report', 'markdown=plan.md')).stderr).toContain('--report of pullpath apply takes'),
    debug: async () => expect((await run('--yes', '--debug')).stderr).toContain('DescribeVpcs'),
    // Another account's world, so that the plan does not fit it.
    sandbox: async () =>
      expect(await run('--yes', '--sandbox', 'two-vpcs')).toMatchObject({ code: ExitCode.StalePlan }),
  };

  it.each(COMMANDS.apply.flags)('--%s', async (name) => {
    const said = complaint(['apply', FILE, ...given(name)]);
    const show = USED[name];
    expect({ name, used: show !== undefined, refused: said !== null }).toEqual({
      name,
      used: said === null,
      refused: show === undefined,
    });
    if (said !== null)
      expect(said).toMatch(new RegExp(`^--${name} (does not go with a saved plan|is for pullpath plan)`));
    account.sandbox.journal.clear();
    await show?.();
    expect(account.sandbox.network().endpoints).toEqual([]);
  });
});

it('audit -v shows each of several VPCs in full, below the summary', async () => {
  const account = await simulated({ world: 'two-vpcs' });
  const [short, full] = [await account.run(['audit', '--all-vpcs']), await account.run(['audit', '--all-vpcs', '-v'])];
  await account.sandbox.close();
  expect(short.stdout).not.toContain('PP201');
  expect(full.stdout).toContain('PP201');
  expect(full.code).toBe(short.code);
});
