import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENTS } from '../../src/render/documents/schemas.ts';
import { pullpath } from '../program.ts';
import { FRESH_MACHINE, type Simulated, simulated } from './simulated.ts';

const directory = mkdtempSync(join(tmpdir(), 'pullpath-snapshot-'));
const at = (name: string) => join(directory, name);
const FILE = at('one.jsonl');
const NAMED = ['--cluster', 'prod', '--service', 'billing'];

/** What would look for credentials or open a connection ends the program. */
const OFFLINE = at('offline.cjs');
writeFileSync(
  OFFLINE,
  `for (const [name, calls] of [['net', ['connect', 'createConnection']], ['tls', ['connect']], ['dns', ['lookup']], ['dgram', ['createSocket']], ['http', ['request', 'get']], ['https', ['request', 'get']]]) {
    const module = require('node:' + name);
    for (const call of calls) module[call] = () => { console.error('CONNECTED: ' + name); process.exit(99); };
  }
  require('node:net').Socket.prototype.connect = () => { console.error('CONNECTED'); process.exit(99); };
  const fs = require('node:fs');
  for (const call of ['readFile', 'readFileSync', 'open', 'openSync']) {
    const own = fs[call];
    fs[call] = (file, ...rest) => { if (/[.]aws/.test(String(file))) { console.error('CREDENTIALS: ' + file); process.exit(98); } return own(file, ...rest); };
  }
`,
);
const ALONE = {
  ...FRESH_MACHINE,
  NODE_OPTIONS: `--require=${OFFLINE}`,
  AWS_PROFILE: 'nobody',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
};

let account: Simulated;
beforeAll(async () => {
  account = await simulated({ world: 'one-of-two' });
  const { code, stdout } = await account.run(['snapshot', '--all-services', '--out', FILE, '--output', 'json']);
  expect(code).toBe(0);
  expect(DOCUMENTS.snapshot.parse(JSON.parse(stdout))).toMatchObject({
    file: FILE,
    unread: [],
    counts: { Vpcs: 1, services: 2 },
  });
});
afterAll(async () => {
  await account.sandbox.close();
  rmSync(directory, { recursive: true });
});

/** A document without what tells one run from another: the note, the run's id, and the way into the account. */
function told(stdout: string): unknown {
  const { note: _, run: __, ...document } = JSON.parse(stdout);
  // In the simulated account tasks go on failing.
  const text = JSON.stringify(document, (key, value) => (key === 'symptom' ? undefined : value));
  return JSON.parse(
    text
      .replaceAll(` --from ${FILE}`, '')
      .replaceAll(`"--from","${FILE}",`, '')
      .replaceAll(`,"--from","${FILE}"`, '')
      .replaceAll(/20\d{6}T\d{6}Z-[0-9a-f]{8}/g, 'RUN'),
  );
}

describe('--from a snapshot', () => {
  it.each([
    ['audit'],
    ['audit', '--all-vpcs'],
    ['audit', '--all-services'],
    ['audit', ...NAMED],
    ['audit', '--task-definition', 'billing', '--vpc-id', 'vpc-0a000000000000001'],
    ['plan'],
    ['plan', ...NAMED],
    ['plan', '--with', 'kms', '--ingress', 'https'],
  ])(
    'pullpath %s %s %s %s answers as on the account, without credentials and without a connection',
    async (...args) => {
      const live = await account.run([...args, '--output', 'json']);
      const saved = await pullpath([...args, '--output', 'json', '--from', FILE], ALONE);
      expect(saved.stderr).not.toMatch(/CONNECTED|CREDENTIALS/);
      expect(saved.code).toBe(live.code);
      expect(told(saved.stdout)).toEqual(told(live.stdout));
    },
  );

  it('prints commands that read the same file, where they only read', async () => {
    const { stdout } = await pullpath(['plan', '--from', FILE, '--with', 'kms'], ALONE);
    expect(stdout).toContain('pullpath apply --region us-east-1 --vpc-id vpc-0a000000000000001');
    const audit = await pullpath(['audit', '--from', FILE, ...NAMED], ALONE);
    expect(audit.stdout).toMatch(/Read from .*one\.jsonl, taken .*, not from AWS/s);
  });

  it('explains the newest failure that is in it, or a text with its region and VPC', async () => {
    const newest = await pullpath(['explain', '--from', FILE, '--output', 'json'], ALONE);
    expect(JSON.parse(newest.stdout)).toMatchObject({ region: 'us-east-1', class: 'network' });
    const given = await pullpath(['explain', 'dial tcp 10.0.0.5:443: i/o timeout', '--from', FILE], ALONE);
    expect(given.stdout).toContain(`--from ${FILE}`);
  });

  it('says what is not in it, and takes it for unknown', async () => {
    const bare = at('bare.jsonl');
    await account.run(['snapshot', '--out', bare]);
    const { code, stdout } = await pullpath(['audit', '--from', bare, ...NAMED, '--output', 'json'], ALONE);
    expect(code).not.toBe(0);
    expect(stdout).toMatch(/taken without ECS/);
  });

  it('writes for its owner only, and to standard output where that is named', async () => {
    expect(statSync(FILE).mode & 0o777).toBe(0o600);
    const { stdout, code } = await account.run(['snapshot', '--out', '/dev/stdout']);
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toContain('pullpath-snapshot');
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
        .at(-1),
    ).toHaveProperty('end');
  });

  it.each<[string, (text: string) => string, RegExp]>([
    ['cut off', (text) => text.slice(0, text.length / 2), /damaged snapshot: (its end is missing|line \d+ is not)/],
    ['without its end', (text) => `${text.trim().split('\n').slice(0, -1).join('\n')}\n`, /its end is missing/],
    [
      'with a line less',
      (text) =>
        text
          .split('\n')
          .filter((line) => !line.includes('"Subnets"'))
          .join('\n'),
      /should hold \d+ things/,
    ],
    [
      'with another type in it',
      (text) => text.replace('"IsDefault":false', '"IsDefault":"no"'),
      /of Vpcs, IsDefault is not a boolean/,
    ],
    [
      'of a newer format',
      (text) => text.replace('"formatVersion":1', '"formatVersion":2'),
      /written by a newer pullpath/,
    ],
    ['that is empty', () => '', /neither a snapshot|is empty|holds neither/],
    [
      'that is a saved plan',
      () => JSON.stringify({ formatVersion: 1, command: 'plan', steps: [] }),
      /holds neither a snapshot/,
    ],
    ['that is a picture', () => '\x89PNG\r\n', /neither a snapshot/],
    ['that is JSON of nobody', () => '[1, 2]', /holds neither a snapshot/],
  ])('a file %s is one sentence and exit 252', async (name, change, said) => {
    const file = at(`${name.replace(/\W+/g, '-')}.jsonl`);
    writeFileSync(file, change(readFileSync(FILE, 'utf8')));
    const { code, stdout, stderr } = await pullpath(['audit', '--from', file, '--output', 'json'], ALONE);
    expect([code, stderr]).toEqual([252, '']);
    expect(JSON.parse(stdout).error.message).toMatch(said);
    expect(JSON.parse(stdout).error.message).not.toContain('\n');
  });

  it('leaves out sections that it does not know, and says so', async () => {
    const file = at('later.jsonl');
    const lines = readFileSync(FILE, 'utf8').trim().split('\n');
    const { end } = JSON.parse(lines.at(-1) ?? '');
    writeFileSync(
      file,
      [
        ...lines.slice(0, -1),
        '{"section":"Moons","items":[{}]}',
        JSON.stringify({ end: { items: end.items + 1 } }),
      ].join('\n'),
    );
    const { code, stderr } = await pullpath(['audit', '--from', file, ...NAMED], ALONE);
    expect(code).toBe(2);
    expect(stderr).toMatch(/sections that this version does not know.*Moons/s);
  });

  it.each([
    [['--region', 'eu-west-1'], /is a snapshot of us-east-1/],
    [['--sandbox'], /--from and --sandbox cannot go together/],
    [['--profile', 'x'], /cannot go together/],
    [['--regions', 'all'], /cannot go together/],
  ])('%j beside it is a usage error', async (more, said) => {
    const { code, stderr } = await pullpath(['audit', '--from', FILE, ...more], ALONE);
    expect(code).toBe(252);
    expect(stderr.replace(/\s+/g, ' ')).toMatch(said);
  });
});

describe('the script that collects', () => {
  it('asks for everything once, keeps what was refused as that, and stores no environment', async () => {
    const script = at('collect.sh');
    writeFileSync(
      script,
      (await pullpath(['snapshot', '--script', '--cluster', 'prod', '--service', 'orders'], ALONE)).stdout,
    );
    const bin = at('bin');
    mkdirSync(bin);
    writeFileSync(
      join(bin, 'aws'),
      `#!/bin/sh
echo "$*" >> "${at('calls')}"
case "$*" in
  *describe-network-acls*) echo 'An error occurred (UnauthorizedOperation) when calling the DescribeNetworkAcls operation: no' >&2; exit 254 ;;
  *'describe-vpcs --query'*) echo vpc-0a000000000000001 ;;
  *'ec2 describe-vpcs'*) echo '{"Vpcs": [{"VpcId": "vpc-0a000000000000001", "CidrBlock": "10.0.0.0/16"}]}' ;;
  *describe-route-tables*) echo '{"RouteTables": []}' ;;
  *'--output text'*) echo None ;;
  *describe-subnets*) echo '{"Subnets": [{"SubnetId": "subnet-0a000000000000001", "VpcId": "vpc-0a000000000000001", "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "us-east-1a"}]}' ;;
  *) echo '{}' ;;
esac
`,
    );
    chmodSync(join(bin, 'aws'), 0o755);
    const into = at('collected');
    execFileSync('sh', [script, into], { env: { PATH: `${bin}:${process.env.PATH}` }, stdio: 'pipe' });
    const calls = readFileSync(at('calls'), 'utf8');
    expect(calls).toMatch(/ecs describe-services --cluster prod --services orders/);
    expect(calls).not.toMatch(/create|delete|modify|update|put-/);
    expect(readFileSync(script, 'utf8')).not.toMatch(/environment\b(?!Files)/);
    expect(readdirSync(into)).toEqual(expect.arrayContaining(['describe-vpcs.json', 'describe-network-acls.err']));
    expect(existsSync(join(into, 'describe-network-acls.json'))).toBe(false);
    const { stdout } = await pullpath(['audit', '--from', into, '--output', 'json'], ALONE);
    expect(JSON.parse(stdout).verdict).toBe('unknown');
  });
});
