import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../src/cli/line/arguments.ts';
import { commandForSaved, completed } from '../../src/cli/line/command-line.ts';
import { Options, parseOptions } from '../../src/cli/line/options.ts';
import { completedRemedy, withRemedies } from '../../src/cli/run/user-flags.ts';
import { CATALOGUE } from '../../src/diagnose/catalogue/catalogue.ts';
import type { CatalogueEntry } from '../../src/diagnose/catalogue/catalogue-entry.ts';
import { pageRemedy } from '../../src/diagnose/catalogue/template.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { needsOf } from '../../src/diagnose/need.ts';
import { argvOf, aws, commandText, program } from '../../src/remedy/command.ts';
import { commandsIn, commandsOf, remedyText } from '../../src/remedy/remedy.ts';
import { ENDPOINTS, NAMES } from '../diagnose/cases/names.ts';
import { soundNetwork } from '../diagnose/cases/network.ts';
import { CAPACITY, GROUPS, POLICIES } from '../diagnose/cases/rest.ts';
import { ACLS, ROUTES } from '../diagnose/cases/ways.ts';
import { snapshotOf } from '../snapshots.ts';

const WAYS: readonly (readonly [string, Partial<Options>])[] = [
  ['an endpoint', { endpointUrl: 'http://127.0.0.1:5000' }],
  ['a profile', { profile: "anna's own" }],
  ['a role', { roleArn: ['arn:aws:iam::111122223333:role/x'] }],
  ['a simulated account', { sandbox: 'guide' }],
];

/** Every finding that there is. */
const DIAGNOSES = [...NAMES, ...ENDPOINTS, ...ROUTES, ...ACLS, ...GROUPS, ...POLICIES, ...CAPACITY].map((each) => {
  const network = soundNetwork();
  each.sound?.(network);
  each.fault?.(network);
  const snapshot = snapshotOf(network.world);
  return diagnose(each.misread?.(snapshot, network) ?? snapshot, {
    vpcId: network.vpc.id,
    targetSubnetIds: [network.a.id, network.c.id],
    needs: needsOf('1.4.0', []),
    ...each.options?.(network),
  });
});

async function parsed(argv: readonly string[]): Promise<Options> {
  const { values, complaints } = await parseArguments(argv.slice(1));
  return parseOptions(values, complaints);
}

describe.each(WAYS)('what is printed in an account that is reached by %s', (_, way) => {
  const options: Options = { ...Options.parse({}), stack: 'blue', ...way };
  const findings = DIAGNOSES.flatMap((each) => withRemedies(each, { options, region: 'us-east-1' }).findings);

  it('parses, and leads into that account', async () => {
    const argvs = new Map(findings.flatMap(({ remedy }) => commandsOf(remedy).map((argv) => [argv.join(' '), argv])));
    const ours = [...argvs.values()].filter(([program, command]) => program === 'pullpath' && command !== 'iam-policy');
    expect(ours.some(([, command]) => command === 'audit')).toBe(true);
    for (const argv of ours) {
      expect(await parsed(argv)).toMatchObject(way);
      if (way.sandbox === undefined) expect(argv).toContain('us-east-1');
      if (argv[1] === 'apply') expect(argv).toContain('blue');
    }
  });

  it('is in the text as in the list of commands, and the other way round', () => {
    for (const { remedy } of findings) {
      const text = remedyText(remedy);
      const listed = commandsIn(remedy).map((each) => commandText(each));
      for (const command of listed) expect(text).toContain(`\`${command}\``);
      // The bare name of a command inside of a sentence is no line to run.
      const quoted = text.split('`').filter((_, i) => i % 2 === 1);
      for (const line of quoted.filter((each) => /^(pullpath|aws) \S+ ./.test(each))) expect(listed).toContain(line);
    }
  });
});

it('a plan that only --modify-existing can open is never begun without it', () => {
  const run = { options: Options.parse({}), region: 'us-east-1' };
  const modifying = new Set(
    (Object.values(CATALOGUE) as CatalogueEntry[])
      .filter(({ fixedBy }) => fixedBy === 'apply --modify-existing')
      .map(({ code }) => code),
  );
  const needing = DIAGNOSES.filter(({ findings }) =>
    findings.some(({ code, verdict }) => verdict === 'closed' && modifying.has(code as CatalogueEntry['code'])),
  );
  expect(needing.length).toBeGreaterThan(1);
  for (const each of needing) {
    const argvs = withRemedies(each, run).findings.flatMap(({ remedy }) => commandsOf(remedy));
    for (const argv of argvs.filter(([, command]) => command === 'apply')) expect(argv).toContain('--modify-existing');
  }
});

it('the AWS CLI is sent where pullpath was', () => {
  const options: Options = { ...Options.parse({}), profile: 'prod', endpointUrl: 'http://127.0.0.1:5000' };
  const command = completed(aws('ec2 delete-route', { 'route-table-id': 'rtb-1' }), { options, region: 'eu-west-1' });
  expect(commandText(command)).toBe(
    'aws ec2 delete-route --region eu-west-1 --profile prod --endpoint-url http://127.0.0.1:5000 --route-table-id rtb-1',
  );
});

it('no other program is sent there, nor a command that only reads files', () => {
  const run = { options: { ...Options.parse({}), profile: 'prod' }, region: 'eu-west-1' };
  const told = [program('docker pull {image}'), aws('configure list-profiles', {}), aws('sso login', {})];
  expect(told.map((command) => commandText(completed(command, run)))).toEqual([
    "docker pull '{image}'",
    'aws configure list-profiles',
    'aws sso login --profile prod',
  ]);
});

it('the AWS CLI, which takes no role, is to be run with its credentials, said once', () => {
  const run = { options: { ...Options.parse({}), roleArn: ['arn:aws:iam::111122223333:role/x'] }, region: 'eu-west-1' };
  const remedy = ['Remove it:', aws('ec2 delete-route', { 'route-table-id': 'rtb-1' })];
  const text = remedyText(completedRemedy(completedRemedy(remedy, run), run));
  expect(text).toBe(
    'Remove it: `aws ec2 delete-route --region eu-west-1 --route-table-id rtb-1` The AWS CLI has no --role-arn: run it with credentials of arn:aws:iam::111122223333:role/x.',
  );
  expect(remedyText(completedRemedy(['Sign in:', aws('sso login', {})], run))).toBe('Sign in: `aws sso login`');
});

it('the name of a saved plan is not taken for a flag', async () => {
  const argv = argvOf(commandForSaved('-x.json', Options.parse({})));
  expect(argv).toEqual(['pullpath', 'apply', './-x.json']);
  expect((await parsed(argv)).plan).toBe('./-x.json');
});

it.each(Object.entries(CATALOGUE))(
  'every command of pullpath on the page of %s parses once it is filled in',
  async (_, entry) => {
    const ours = commandsOf(pageRemedy(entry).remedy).filter(([program]) => program === 'pullpath');
    for (const argv of ours) {
      const filled = argv.map((word) =>
        word
          .replace('<region>', 'us-east-1')
          .replace(/<subnets?>/, 'subnet-0a1b2c3d')
          .replace(/<\w+>/, 'vpc-0a1b2c3d'),
      );
      await expect(parsed(filled)).resolves.toBeDefined();
    }
  },
);
