import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/sandbox/index.ts';
import { DIST } from '../program.ts';
import { type Simulated, simulated } from './simulated.ts';

/** Recognisable, and of the shapes that AWS gives them. */
const SECRETS = {
  AWS_ACCESS_KEY_ID: 'ASIARECOGNISABLEKEY1',
  AWS_SECRET_ACCESS_KEY: 'recognisable/secret+KEY/aaaaaaaaaaaaaaaa',
  AWS_SESSION_TOKEN: 'recognisable//TOKEN+bbbbbbbbbbbbbbbbbbbb==',
};

/** The secrets, and what would give them away: a part, or another way to write them. */
const MARKS = Object.values(SECRETS).flatMap((secret) => [
  secret,
  secret.slice(0, 12),
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').slice(0, 16),
]);

let account: Simulated;
beforeAll(async () => {
  account = await simulated({ world: 'two-vpcs' });
});
afterAll(() => account.sandbox.close());

function assertNothingTold(output: string): void {
  for (const mark of MARKS) expect(output).not.toContain(mark);
  expect(output).not.toMatch(/X-Amz-|Authorization:|Signature=/i);
}

const VPC = '--vpc-id vpc-0a000000000000001';
const ROLE = 'arn:aws:iam::111122223333:role/x';

describe('--debug tells no secret', () => {
  it.each([
    `audit ${VPC}`,
    `audit --all-vpcs --role-arn ${ROLE}`,
    `plan ${VPC} --check-permissions`,
    `apply --yes ${VPC}`,
    `rollback --yes ${VPC}`,
    `apply --yes ${VPC} --output jsonl`,
    `rollback --yes ${VPC} --output json`,
    'explain CannotPullContainerError',
    'iam-policy apply',
    'schema audit',
    'completion bash',
    'audit --endpoint-url http://127.0.0.1:9',
    'audit --regoin x',
    '--version',
    '--help',
  ])('with %s', async (line) => {
    const { stdout, stderr } = await account.run([...line.split(' '), '--debug'], SECRETS);
    assertNothingTold(stdout + stderr);
  });

  it('of a password in an address', async () => {
    const { code, stdout, stderr } = await account.run([
      ...['audit', '--debug', '--endpoint-url', 'http://somebody:recognisable@127.0.0.1:9'],
    ]);
    expect(code).toBe(252);
    expect(stdout + stderr).not.toContain('recognisable');
  });

  it.each<[string, Fault]>([
    ['is refused', { at: 1, times: 100, do: 'fail', code: 'UnauthorizedOperation' }],
    ['breaks', { at: 1, times: 100, do: 'fail', code: 'InternalError', status: 500 }],
    ['goes unanswered', { at: 1, times: 100, do: 'drop' }],
    ['is throttled', { at: 1, times: 3, do: 'fail', code: 'RequestLimitExceeded' }],
  ])('where a request %s', async (_, fault) => {
    account.sandbox.inject(fault);
    const { stdout, stderr } = await account.run(['audit', ...VPC.split(' '), '--debug', '--timeout', '20'], SECRETS);
    account.sandbox.inject();
    assertNothingTold(stdout + stderr);
  });

  it('of an account that is simulated', async () => {
    const child = spawn(process.execPath, [`${DIST}pullpath.js`, 'sandbox', '--debug'], {
      env: { PATH: process.env.PATH ?? '', ...account.environment, ...SECRETS },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    await once(child.stdout, 'readable');
    child.kill('SIGINT');
    assertNothingTold((await output).join('\n'));
  });
});

describe('--debug', () => {
  const debugLines = (stderr: string) => stderr.split('\n').filter((line) => line.startsWith('debug: '));

  it('tells every request with its answer, time and id, and how many there were', async () => {
    const before = account.sandbox.journal.entries.length;
    const { stderr } = await account.run(['audit', ...VPC.split(' '), '--debug']);
    const sent = account.sandbox.journal.entries.slice(before);
    const lines = debugLines(stderr);
    for (const { action, service, requestId } of sent) {
      const line = lines.find((candidate) => candidate.endsWith(requestId));
      expect(line).toMatch(new RegExp(`^debug: ${service}:${action} 200 in \\d+ ms ${requestId}$`));
    }
    expect(lines.at(-1)).toBe(`debug: ${sent.length} requests, none of them throttled`);
  });

  it('counts every attempt, and those that AWS has throttled', async () => {
    account.sandbox.inject({ at: 1, of: 'DescribeSubnets', times: 2, do: 'fail', code: 'RequestLimitExceeded' });
    const before = account.sandbox.journal.entries.length;
    const { stderr } = await account.run(['audit', ...VPC.split(' '), '--debug']);
    account.sandbox.inject();
    const sent = account.sandbox.journal.entries.length - before;
    const lines = debugLines(stderr);
    expect(lines.find((line) => line.includes('DescribeSubnets'))).toContain('after 3 attempts');
    expect(lines.at(-1)).toBe(`debug: ${sent} requests, 2 of them throttled`);
  });

  it('tells the region of each request where there are several', async () => {
    const { stderr } = await account.run(['audit', '--regions', 'us-east-1,eu-west-1', '--debug']);
    expect(stderr).toMatch(/^debug: ec2:DescribeVpcs eu-west-1 200 in/m);
    expect(stderr).toMatch(/^debug: ec2:DescribeVpcs us-east-1 200 in/m);
  });

  it('tells what a report of a defect needs, beside the version', async () => {
    const plain = await account.run(['--version']);
    const more = await account.run(['--version', '--debug']);
    expect(plain.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(more.stdout).toBe(
      `pullpath ${plain.stdout}Node ${process.versions.node}\nAWS SDK for JavaScript ${more.stdout.trim().split(' ').at(-1)}\n`,
    );
    expect(more.stdout).toMatch(/JavaScript 3\.\d+\.\d+\n$/);
  });
});
