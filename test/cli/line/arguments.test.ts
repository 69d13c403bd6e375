import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../src/cli/line/arguments.ts';
import { COMMAND_NAMES, COMMANDS, type CommandName } from '../../../src/cli/line/command-table.ts';
import { flagOf } from '../../../src/cli/line/flag-lookup.ts';
import type { FlagName } from '../../../src/cli/line/flags.ts';
import { parseOptions } from '../../../src/cli/line/options.ts';
import { PullpathError } from '../../../src/errors.ts';

const ROLE = 'arn:aws:iam::111122223333:role/audit';
const OTHER_ROLE = 'arn:aws:iam::444455556666:role/audit';
const VPC = 'vpc-0123456789abcdef0';

const words = (line: string) => line.split(' ').filter((word) => word !== '');

/** What is wrong with a command line, as one text; null where nothing is. */
function complaint(line: string): string | null {
  const { values, complaints } = parseArguments(words(line));
  try {
    parseOptions(values, complaints);
    return null;
  } catch (error) {
    if (error instanceof PullpathError) return error.message;
    throw error;
  }
}

it('an item that is named twice is named once', () => {
  const { values, complaints } = parseArguments(
    words('apply --subnet-ids subnet-01234567,,subnet-01234567 --with logs --with ssm,logs'),
  );
  expect(complaints).toEqual([]);
  expect(values).toMatchObject({ subnetIds: ['subnet-01234567'], with: ['logs', 'ssm'] });
});

describe('the first word', () => {
  it.each<[string, CommandName]>([
    ['', 'apply'],
    ['--yes', 'apply'],
    ['audit', 'audit'],
    ['--debug audit', 'audit'],
    ['--sandbox audit', 'audit'],
    ['--sandbox two-vpcs audit', 'audit'],
  ])('of «%s» is the command %s', (line, command) => {
    expect(parseArguments(words(line))).toMatchObject({ command, complaints: [] });
  });

  it('is a saved plan where a file has that name', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'pullpath-plan-')), 'adit');
    writeFileSync(file, '{}');
    expect(parseArguments([file])).toMatchObject({ command: 'apply', values: { plan: file }, complaints: [] });
  });

  it.each([
    ['adit', 'There is no command adit; did you mean audit?'],
    ['rolback --yes', 'There is no command rolback; did you mean rollback?'],
    ['frobnicate', 'There is no command frobnicate.'],
    ['toString', 'There is no command toString.'],
    ['plan.json', 'There is no file plan.json.'],
    ['saved/plan', 'There is no file saved/plan.'],
  ])('of «%s» is a mistake', (line, sentence) => {
    expect(complaint(line)).toBe(sentence);
  });
});

describe('help', () => {
  it.each([
    ['--help', 'pullpath'],
    ['-h', 'pullpath'],
    ['help', 'pullpath'],
    ['help audit', 'audit'],
    ['audit --help', 'audit'],
    ['audit -h', 'audit'],
    ['--help audit', 'audit'],
    ['audit --regoin x --help', 'audit'],
    ['help --help', 'pullpath'],
  ])('of «%s» is that of %s', (line, manual) => {
    expect(parseArguments(words(line)).help).toBe(manual);
  });

  it.each(['help adit', 'adit --help'])('of «%s» is for no command, and says so', (line) => {
    expect(parseArguments(words(line)).help).toBeNull();
    expect(complaint(line)).toBe('There is no command adit; did you mean audit?');
  });
});

describe('flags', () => {
  it.each<[string, string]>([
    ['audit --regoin x', 'There is no flag --regoin; did you mean --region?'],
    ['audit --no-region', 'There is no flag --no-region; did you mean --region?'],
    ['audit --yes', '--yes does not go with pullpath audit.'],
    ['audit --region', '--region needs a value.'],
    ['apply --with , --yes', '--with needs a value.'],
    ['audit --region eu-west-1 --region eu-west-2', '--region is given 2 times.'],
    ['audit one', 'Unexpected argument "one" for pullpath audit.'],
    ['audit -- --sandbox', 'Unexpected argument "--sandbox" for pullpath audit.'],
    [
      'audit -- --sandbox two-vpcs',
      'Unexpected argument "--sandbox" for pullpath audit. Unexpected argument "two-vpcs" for pullpath audit.',
    ],
    ['audit -x', 'There is no flag -x.'],
    ['audit -x=1', 'There is no flag -x.'],
    ['audit --x', 'There is no flag --x.'],
    ['audit --x=1', 'There is no flag --x.'],
    ['apply --ingress everything', '--ingress of pullpath apply takes guide or https, not everything.'],
    ['plan --output sarif', '--output of pullpath plan takes text, json, jsonl or markdown, not sarif.'],
    ['audit --region Frankfurt', '--region: Frankfurt isn’t a region (expected eu-west-1).'],
    ['audit --vpc-id 10.0.0.0/16', '--vpc-id: 10.0.0.0/16 isn’t a valid VPC id (vpc-…).'],
    ['apply --azs x', '--azs: must be a number.'],
    ['apply --azs 0', '--azs: must be at least 1.'],
    ['audit --timeout -5', '--timeout: must be more than 0 seconds.'],
    ['audit --timeout 1e9', '--timeout: must be at most 86400 seconds, a day.'],
    ['audit --endpoint-url ftp://x', '--endpoint-url: ftp://x isn’t an http or https URL.'],
    ['audit --subnet-tag tier', '--subnet-tag: tier isn’t a tag (expected KEY=VALUE; escape commas as \\,).'],
    ['audit --role-arn admin', '--role-arn: a role ARN looks like arn:aws:iam::111122223333:role/NAME.'],
    [
      'audit --regoin x --timeout 0',
      'There is no flag --regoin; did you mean --region? --timeout: must be more than 0 seconds.',
    ],
  ])('«%s»: %s', (line, sentence) => {
    expect(complaint(line)).toBe(sentence);
  });

  const values: Partial<Record<FlagName, string>> = {
    region: 'eu-west-1',
    regions: 'all',
    'endpoint-url': 'http://localhost:1',
    'role-arn': ROLE,
    'hub-role-arn': ROLE,
    'vpc-id': VPC,
    'subnet-ids': 'subnet-0123456789abcdef0',
    'subnet-tag': 'a=b',
    'route-table-ids': 'rtb-0123456789abcdef0',
    'route-table-tag': 'a=b',
    'task-security-group-ids': 'sg-0123456789abcdef0',
    report: 'json=report.json',
  };
  const pairs = COMMAND_NAMES.flatMap((command) => COMMANDS[command].flags.map((name) => [command, name] as const));
  it.each(pairs)('pullpath %s takes --%s', (command, name) => {
    const flag = flagOf(name);
    const value =
      flag.type === 'boolean' ? '' : (values[name] ?? flag.choices?.[0] ?? (flag.type === 'number' ? '1' : 'x'));
    // These say what to do with a plan that is only shown.
    const shown = command === 'apply' && ['out', 'detailed-exitcode'].includes(name) ? '--dry-run' : '';
    const needed = name === 'cluster' ? '--service orders' : shown;
    expect(complaint(`${command} --${name} ${value} ${needed}`)).toBeNull();
  });
});

describe('a list', () => {
  it.each<[string, string[]]>([
    ['is divided at commas: --subnet-tag team=a,env=prod', ['team=a', 'env=prod']],
    ['may be given in parts: --subnet-tag team=a --subnet-tag env=prod', ['team=a', 'env=prod']],
    ['is not divided at a comma behind a backslash: --subnet-tag team=a\\,b,env=prod', ['team=a,b', 'env=prod']],
    ['keeps every other backslash: --subnet-tag path=C:\\team\\', ['path=C:\\team\\']],
  ])('%s', (title, items) => {
    expect(parseArguments(['audit', ...words(title).slice(words(title).indexOf('--subnet-tag'))]).values).toEqual({
      subnetTag: items,
    });
  });
});

describe('flags that do not go together', () => {
  it.each([
    ['apply --subnet-ids subnet-01234567 --subnet-tag a=b', /^--subnet-ids and --subnet-tag cannot go together/],
    ['plan --route-table-ids rtb-01234567 --route-table-tag a=b', /^--route-table-ids and --route-table-tag cannot/],
    ['audit --sandbox guide --endpoint-url http://localhost', /^--sandbox and --endpoint-url cannot go together/],
    ['audit --sandbox guide --profile prod', /^--sandbox and --profile cannot go together/],
    [`audit --all-vpcs --vpc-id ${VPC}`, /^--vpc-id and --all-vpcs cannot go together/],
    [`audit --regions all --vpc-id ${VPC}`, /^--vpc-id and --regions cannot go together/],
    [`audit --role-arn ${ROLE},${OTHER_ROLE} --vpc-id ${VPC}`, /^--vpc-id and --role-arn cannot go together/],
    ['audit --all-vpcs --subnet-ids subnet-01234567', /^--subnet-ids and --all-vpcs cannot go together/],
    ['audit --all-vpcs --task-security-group-ids sg-01234567', /^--task-security-group-ids and --all-vpcs cannot/],
    ['audit --region eu-west-1 --regions eu-west-2', /^--region and --regions cannot go together/],
    [`apply --role-arn ${ROLE} --role-arn ${OTHER_ROLE} --yes`, /^pullpath apply takes one --role-arn/],
    [`rollback --role-arn ${ROLE},${OTHER_ROLE} --yes`, /^pullpath rollback takes one --role-arn/],
    ['apply --out plan.json', /^--out is for pullpath plan, or for --dry-run/],
    ['apply --detailed-exitcode', /^--detailed-exitcode is for pullpath plan, or for --dry-run/],
    ['apply package.json --region eu-west-1', /^--region does not go with a saved plan/],
    ['package.json --modify-existing --with logs', /^--with does not go .*\. --modify-existing does not go with/],
    ['package.json --dry-run', /^--dry-run does not go with a saved plan/],
    ['package.json --no-private-dns', /^--private-dns does not go with a saved plan/],
  ])('«%s»', (line, sentence) => {
    expect(complaint(line)).toMatch(sentence);
  });

  it.each([
    `audit --role-arn ${ROLE} --vpc-id ${VPC}`,
    `audit --role-arn ${ROLE} --role-arn ${OTHER_ROLE} --all-vpcs --regions eu-west-1,eu-west-2`,
    'audit --region eu-west-1 --regions all',
    'audit --all-vpcs --subnet-tag tier=private',
    'apply --dry-run --out plan.json --detailed-exitcode',
    'package.json --yes --profile prod --timeout 60',
  ])('while these do: «%s»', (line) => {
    expect(complaint(line)).toBeNull();
  });
});
