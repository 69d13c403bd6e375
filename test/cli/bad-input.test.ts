import { afterEach, describe, expect, it } from 'vitest';
import { DOCUMENTS } from '../../src/render/documents/schemas.ts';
import type { SandboxOptions, WorldName } from '../../src/sandbox/index.ts';
import { type Environment, type Simulated, simulated } from './simulated.ts';

interface Case {
  readonly args: readonly string[];
  /** `guide`, where it does not matter. */
  readonly world?: WorldName;
  readonly credentials?: SandboxOptions['credentials'];
  readonly over?: Environment;
  readonly without?: readonly string[];
  readonly exit: number;
  readonly code: string;
  /** What the message or the remedy has to name. */
  readonly says: readonly string[];
}

const APPLY = ['apply', '--yes'];
/** The sandbox gives ids in the order in which a world is written. */
const FIRST = { vpc: 'vpc-0a000000000000001', subnet: 'subnet-0a000000000000001', table: 'rtb-0a000000000000002' };
const OTHER = { vpc: 'vpc-0a000000000000002', subnet: 'subnet-0a000000000000003' };

const CASES: Readonly<Record<string, Case>> = {
  'an unknown flag': { args: [...APPLY, '--regoin', 'x'], exit: 252, code: 'Usage', says: ['--regoin', '--region?'] },
  'an unknown value': {
    args: [...APPLY, '--ingress', 'everything'],
    exit: 252,
    code: 'Usage',
    says: ['--ingress', 'guide or https', 'everything'],
  },
  'an unknown command': { args: ['adit'], exit: 252, code: 'Usage', says: ['adit', 'audit?'] },
  'a saved plan that is not there': { args: ['plan.json'], exit: 252, code: 'Usage', says: ['no file plan.json'] },
  'no credentials': {
    args: APPLY,
    without: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    exit: 253,
    code: 'NoCredentials',
    says: ['--profile', 'aws sso login', '--sandbox'],
  },
  'expired credentials': {
    args: APPLY,
    credentials: 'expired',
    exit: 253,
    code: 'ExpiredToken',
    says: ['expired', 'aws sso login'],
  },
  'credentials that AWS does not know': {
    args: APPLY,
    credentials: 'invalid',
    exit: 253,
    code: 'InvalidClientTokenId',
    says: ['does not accept these credentials'],
  },
  'no region': { args: APPLY, without: ['AWS_REGION'], exit: 253, code: 'MissingRegion', says: ['--region'] },
  'an endpoint where nobody answers': {
    args: [...APPLY, '--endpoint-url', 'http://127.0.0.1:9'],
    exit: 1,
    code: 'EndpointUnreachable',
    says: ['http://127.0.0.1:9', '--endpoint-url'],
  },
  'an unknown VPC': {
    args: [...APPLY, '--vpc-id', 'vpc-0123456789abcdef0'],
    exit: 252,
    code: 'UnknownVpc',
    says: ['vpc-0123456789abcdef0', 'us-east-1', '111122223333', '--vpc-id'],
  },
  'a subnet of another VPC': {
    world: 'two-vpcs',
    args: [...APPLY, '--vpc-id', FIRST.vpc, '--subnet-ids', OTHER.subnet],
    exit: 252,
    code: 'UnknownSubnet',
    says: [OTHER.subnet, FIRST.vpc, FIRST.subnet],
  },
  'a route table of another VPC': {
    world: 'two-vpcs',
    args: [...APPLY, '--vpc-id', OTHER.vpc, '--route-table-ids', FIRST.table],
    exit: 252,
    code: 'UnknownRouteTable',
    says: [FIRST.table, OTHER.vpc],
  },
  'no target subnet in the VPC': {
    world: 'empty',
    args: [...APPLY, '--vpc-id', FIRST.vpc],
    exit: 252,
    code: 'NoTargetSubnet',
    says: [FIRST.vpc, 'public', '--subnet-ids'],
  },
  'no target subnet in the region': {
    world: 'empty',
    args: APPLY,
    exit: 252,
    code: 'NoTargetSubnet',
    says: ['us-east-1'],
  },
  'several VPCs and none chosen': {
    world: 'two-vpcs',
    args: APPLY,
    exit: 252,
    code: 'SeveralVpcs',
    says: [FIRST.vpc, OTHER.vpc, '--vpc-id'],
  },
  'an unknown service': {
    args: [...APPLY, '--with', 'secretmanager'],
    exit: 252,
    code: 'UnknownService',
    says: ['secretmanager', 'secretsmanager?', '--with'],
  },
  'a service by the name that it has in another region': {
    args: [...APPLY, '--with', 'com.amazonaws.eu-west-1.logs'],
    exit: 252,
    code: 'UnknownService',
    says: ['com.amazonaws.eu-west-1.logs is logs of eu-west-1', '--with logs', 'us-east-1'],
  },
  'a service by a name that only looks whole': {
    args: [...APPLY, '--with', 'org.example.us-east-1.logs'],
    exit: 252,
    code: 'UnknownService',
    says: ['org.example.us-east-1.logs', '--with'],
  },
  'ids and tags together': {
    args: [...APPLY, '--subnet-ids', FIRST.subnet, '--subnet-tag', 'tier=private'],
    exit: 252,
    code: 'Usage',
    says: ['--subnet-ids', '--subnet-tag'],
  },
  'nobody to ask': { args: ['apply'], exit: 252, code: 'NonInteractive', says: ['--yes'] },
  'nobody to ask before a rollback': { args: ['rollback'], exit: 252, code: 'NonInteractive', says: ['--yes'] },
};

let account: Simulated;
afterEach(() => account.sandbox.close());

describe.each(Object.entries(CASES))('%s', (_, { args, world, credentials, over, without, exit, code, says }) => {
  const start = async () => {
    account = await simulated({ world: world ?? 'guide', ...(credentials === undefined ? {} : { credentials }) });
    return account.sandbox.state();
  };
  const assertUnchanged = (before: unknown) => {
    expect(account.sandbox.state()).toEqual(before);
    expect(account.sandbox.journal.entries.filter(({ mutating, dryRun }) => mutating && !dryRun)).toEqual([]);
  };

  it('is told people in a sentence with what to do now', async () => {
    const before = await start();
    const { code: exitCode, stdout, stderr } = await account.run(args, over, without);
    const words = stderr.replace(/\s+/g, ' ');
    expect({ exitCode, stdout }).toEqual({ exitCode: exit, stdout: '' });
    expect(words).toMatch(/^pullpath: [A-Za-z-].*[.?] .*\((\w+).*\) ?$/);
    expect(words).toContain(`(${code}`);
    for (const word of says) expect(words).toContain(word);
    expect(stderr).not.toMatch(/^\s+at /m);
    assertUnchanged(before);
  });

  it('is a document for machines', async () => {
    const before = await start();
    const { code: exitCode, stdout } = await account.run([...args, '--output', 'json'], over, without);
    const document = DOCUMENTS.error.parse(JSON.parse(stdout));
    expect(exitCode).toBe(exit);
    expect(document.error.code).toBe(code);
    for (const word of says) expect(`${document.error.message} ${document.error.remedy}`).toContain(word);
    assertUnchanged(before);
  });
});
