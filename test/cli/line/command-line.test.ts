import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../src/cli/line/arguments.ts';
import { commandFor, commandForSaved, equivalentCommand } from '../../../src/cli/line/command-line.ts';
import { FLAGS } from '../../../src/cli/line/flags.ts';
import { Options, parseOptions } from '../../../src/cli/line/options.ts';
import { commandText } from '../../../src/remedy/command.ts';
import { shellWord } from '../../../src/remedy/shell-syntax.ts';

const options = (over: Partial<Options> = {}): Options => ({ ...Options.parse({}), ...over });
const id = (prefix: string) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: 17, maxLength: 17 })
    .map((hex) => `${prefix}-${hex.join('')}`);

/** The words that a shell makes of a command line. */
function shellWords(line: string): string[] {
  return JSON.parse(
    execFileSync('sh', ['-c', `"$NODE" -e 'console.log(JSON.stringify(process.argv.slice(1)))' -- ${line}`], {
      encoding: 'utf8',
      env: { NODE: process.execPath },
    }),
  );
}

describe('the command that says the same', () => {
  it.each<[string, Partial<Options>, string]>([
    ['nothing that is the default', {}, 'pullpath apply --yes'],
    ['the account', { region: 'eu-west-1', profile: 'prod' }, 'pullpath apply --region eu-west-1 --profile prod --yes'],
    [
      'ids and services in one list each',
      { subnetIds: ['subnet-0a1b2c3d', 'subnet-1a1b2c3d'], with: ['logs', 'ssm'] },
      'pullpath apply --subnet-ids subnet-0a1b2c3d,subnet-1a1b2c3d --with logs,ssm --yes',
    ],
    ['no choice that is made anyway', { platformVersion: '1.4.0', ingress: 'guide' }, 'pullpath apply --yes'],
    ['no service where none was wanted', { with: [] }, 'pullpath apply --yes'],
    [
      'tags one by one, quoted for the shell',
      {
        subnetTag: [
          { key: 'tier', value: "the app's own" },
          { key: 'env', value: 'prod' },
        ],
      },
      `pullpath apply --subnet-tag 'tier=the app'\\''s own' --subnet-tag env=prod --yes`,
    ],
    [
      'a comma in a tag as one that divides nothing',
      { subnetTag: [{ key: 'team', value: 'a,b' }] },
      `pullpath apply --subnet-tag 'team=a\\,b' --yes`,
    ],
    ['what is on unless it is taken off', { privateDns: false }, 'pullpath apply --no-private-dns --yes'],
    ['a profile that looks like a flag', { profile: '-x' }, 'pullpath apply --profile=-x --yes'],
    ['the simulated account', { sandbox: 'two-vpcs' }, 'pullpath apply --yes --sandbox two-vpcs'],
    [
      'nothing of how the result is shown or kept',
      {
        output: 'json',
        color: 'off',
        quiet: true,
        debug: true,
        out: 'plan.json',
        detailedExitcode: true,
        dryRun: true,
      },
      'pullpath apply --yes',
    ],
  ])('names %s', (_, over, line) => {
    expect(commandText(equivalentCommand(options(over)))).toBe(line);
  });

  it('for a saved plan names the way into the account, and nothing that the plan itself knows', () => {
    const given = options({
      region: 'eu-west-1',
      profile: 'prod',
      roleArn: ['arn:aws:iam::111122223333:role/x'],
      stack: 'blue',
      out: 'my plan.json',
    });
    expect(commandText(commandForSaved('my plan.json', given))).toBe(
      "pullpath apply 'my plan.json' --profile prod --role-arn arn:aws:iam::111122223333:role/x",
    );
  });

  it('leaves out what the other command does not take, and never passes a yes on', () => {
    const given = options({ region: 'eu-west-1', vpcId: 'vpc-0a1b2c3d', with: ['logs'], stack: 'blue', yes: true });
    expect(commandText(commandFor('rollback', given))).toBe(
      'pullpath rollback --region eu-west-1 --vpc-id vpc-0a1b2c3d --stack blue',
    );
    expect(commandText(commandFor('audit', given, { vpcId: 'vpc-99999999' }))).toBe(
      'pullpath audit --region eu-west-1 --vpc-id vpc-99999999 --with logs',
    );
  });

  it('knows the value of every flag', () => {
    const keys = Object.keys(FLAGS).map((name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase()));
    expect(keys.filter((key) => !(key in Options.shape))).toEqual([]);
  });

  it('is read back as the same options', async () => {
    const service = fc.constantFrom('logs', 'secretsmanager', 'ssm', 'ecr-fips.api');
    const given = fc.record(
      {
        region: fc.constantFrom('eu-west-1', 'us-gov-west-1'),
        profile: fc.stringMatching(/^[ -~]{1,12}$/).filter((text) => text.trim() !== ''),
        vpcId: id('vpc'),
        subnetIds: fc.uniqueArray(id('subnet'), { minLength: 1, maxLength: 3 }),
        routeTableTag: fc.uniqueArray(
          fc.record({ key: fc.stringMatching(/^[\w:,\\]{1,8}$/), value: fc.stringMatching(/^[^\s]{1,8}$/) }),
          { minLength: 1, maxLength: 2, selector: ({ key, value }) => `${key}=${value}` },
        ),
        platformVersion: fc.constant('1.3.0' as const),
        with: fc.uniqueArray(service, { minLength: 1, maxLength: 3 }),
        ingress: fc.constant('https' as const),
        admit: fc.constant('targets' as const),
        stack: fc.constant('blue'),
        privateDns: fc.constant(false),
        azs: fc.integer({ min: 1, max: 6 }),
        modifyExisting: fc.constant(true),
        timeout: fc.integer({ min: 1, max: 9000 }),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(given, async (over) => {
        const line = commandText(equivalentCommand(options(over as Partial<Options>)));
        const { values, complaints } = await parseArguments(shellWords(line).slice(1));
        expect(parseOptions(values, complaints)).toEqual(options({ ...(over as Partial<Options>), yes: true }));
      }),
      { numRuns: 25 },
    );
  });
});

it('a shell takes a quoted word back as it was', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
      expect(shellWords(words.map((word) => shellWord(word, 'posix')).join(' '))).toEqual(words);
    }),
    { numRuns: 20 },
  );
});
