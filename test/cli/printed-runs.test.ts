import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS, isCommand } from '../../src/cli/line/command-table.ts';
import type { Options } from '../../src/cli/line/options.ts';
import { explain } from '../../src/explain/explain.ts';
import { explanationDocument } from '../../src/render/documents/explain.ts';
import { type Fault, type SandboxOptions, worldNames } from '../../src/sandbox/index.ts';
import { TEXTS } from '../explain/texts/index.ts';
import { parsedCommand, printedIn } from './printed.ts';
import { FRESH_MACHINE, simulated } from './simulated.ts';

const PROFILE = 'audit@prod';
const CONFIG = join(mkdtempSync(join(tmpdir(), 'pullpath-config-')), 'config');
writeFileSync(CONFIG, `[profile ${PROFILE}]\naws_access_key_id = sandbox\naws_secret_access_key = sandbox\n`);
const ROLE = 'arn:aws:iam::111122223333:role/auditor';

/** How a user gets into an account: what is typed, what the environment has, and what a printed command has to say of it. */
interface Way {
  readonly argv: (url: string) => readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Variables that are to be missing. */
  readonly without?: readonly string[];
  readonly means: (url: string) => Partial<Options>;
}

const WAYS: { readonly [name: string]: Way } = {
  'an endpoint': {
    argv: (url) => ['--endpoint-url', url],
    without: ['AWS_ENDPOINT_URL'],
    means: (url) => ({ endpointUrl: url }),
  },
  'a profile': {
    argv: () => ['--profile', PROFILE],
    environment: { AWS_CONFIG_FILE: CONFIG },
    means: () => ({ profile: PROFILE }),
  },
  'a role': { argv: () => ['--role-arn', ROLE], means: () => ({ roleArn: [ROLE] }) },
  'a region': { argv: () => ['--region', 'us-east-1'], means: () => ({}) },
};

/** Of every command line that a run prints: it parses, and leads where the run has been. */
async function expectSameAccount(printed: string, way: Partial<Options>): Promise<number> {
  const commands = printedIn(printed);
  for (const argv of commands) {
    const options = await parsedCommand(argv);
    const [, name] = argv;
    if (!isCommand(name) || !COMMANDS[name].flags.includes('endpoint-url')) continue;
    expect({ argv, options: { ...options, region: options.region ?? null } }).toMatchObject({
      argv,
      options: { ...way, region: 'us-east-1' },
    });
  }
  return commands.length;
}

interface Scene {
  readonly options: SandboxOptions;
  readonly commands: readonly (readonly string[])[];
  readonly fault?: Fault;
}

const APPLY = ['apply', '--yes', '--timeout', '3'];
const ROLLBACK = ['rollback', '--yes', '--timeout', '3'];
const ALL_OF_IT = [['audit'], ['plan'], APPLY, ['audit'], APPLY, ROLLBACK];
const SERVICE = ['--cluster', 'prod', '--service', 'orders'];

/** Runs the commands one after another in one account. @returns how many command lines were printed */
async function play({ options, commands, fault }: Scene, way: Way, format: string): Promise<number> {
  const account = await simulated({
    ...options,
    timing: { pendingMs: 1, interfaceRemovalDelayMs: 1, ...options.timing },
  });
  try {
    if (fault !== undefined) account.sandbox.inject(fault);
    let count = 0;
    for (const command of commands) {
      const { stdout, stderr } = await account.run(
        [...command, ...way.argv(account.sandbox.url), '--output', format],
        way.environment,
        way.without,
      );
      count += await expectSameAccount(`${stdout}\n${stderr}`, way.means(account.sandbox.url));
    }
    return count;
  } finally {
    await account.sandbox.close();
  }
}

describe.each(Object.entries(WAYS))('every command line that is printed to who came by %s', (name, way) => {
  const at = Object.keys(WAYS).indexOf(name);
  // Every way looks at every world, by audit or by plan, as text or as JSON; one of the ways changes it too.
  it.each(worldNames)('leads there, in the world %s', async (world) => {
    const turn = worldNames.indexOf(world) + at;
    const changes = worldNames.indexOf(world) % Object.keys(WAYS).length === at;
    const commands = changes ? ALL_OF_IT : [turn % 2 === 0 ? ['audit'] : ['plan']];
    await play({ options: { world }, commands }, way, Math.floor(turn / 2) % 2 === 0 ? 'text' : 'json');
  });

  it('leads there where a service fails, is audited, opened and followed', async () => {
    const scene: Scene = {
      options: { world: 'failing-service' },
      commands: [
        ['audit'],
        ['plan'],
        ['watch', '--timeout', '1'],
        ['apply', '--yes'],
        ['audit'],
        ['rollback', '--yes'],
      ].map((command) => (command[0] === 'rollback' ? command : [...command, ...SERVICE])),
    };
    expect(await play(scene, way, at % 2 === 0 ? 'text' : 'json')).toBeGreaterThan(3);
  });
});

it.each([
  ['UnauthorizedOperation', 'a profile', 'text'],
  ['DependencyViolation', 'an endpoint', 'json'],
  ['RouteAlreadyExists', 'a role', 'text'],
  ['DuplicateSubnetsInSameZone', 'a profile', 'json'],
  ['InvalidPermission.Duplicate', 'an endpoint', 'text'],
  ['IdempotentParameterMismatch', 'a role', 'json'],
  ['RequestLimitExceeded', 'a region', 'text'],
] as const)(
  'where a change is answered with %s, what is printed to who came by %s leads there',
  async (code, way, format) => {
    const fault: Fault = { at: 3, of: 'mutating', times: 1000, do: 'fail', code };
    const commands = [
      ['apply', '--yes', '--timeout', '2'],
      ['rollback', '--yes', '--timeout', '2'],
    ];
    expect(await play({ options: { world: 'guide' }, commands, fault }, WAYS[way]!, format)).toBeGreaterThan(0);
  },
);

it('every command line that explain prints parses', async () => {
  let count = 0;
  for (const [, rows] of TEXTS)
    for (const [, text] of rows)
      for (const argv of printedIn(JSON.stringify(explanationDocument(explain(text))))) {
        await parsedCommand(argv);
        count += 1;
      }
  expect(count).toBeGreaterThan(100);
});

it('a fresh machine is told commands that parse', async () => {
  const { runInProcess } = await import('../in-process.ts');
  for (const command of ['audit', 'plan', 'watch --service x', 'apply --yes', 'rollback --yes']) {
    for (const environment of [FRESH_MACHINE, { ...FRESH_MACHINE, AWS_REGION: 'us-east-1' }]) {
      const { stdout, stderr } = await runInProcess(command.split(' '), environment);
      for (const argv of printedIn(`${stdout}\n${stderr}`)) await parsedCommand(argv);
    }
  }
});
