import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { canned } from '../aws/canned.ts';
import { FRESH_MACHINE } from '../cli/simulated.ts';
import { DIST, pullpath } from '../program.ts';

const HERE = mkdtempSync(join(tmpdir(), 'pullpath-attacks-'));
const KEYS = { ...FRESH_MACHINE, AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };

/** What no terminal may be sent by others: control characters, and those that turn the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const COMMANDING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

function file(name: string, content: string): string {
  const path = join(HERE, name);
  writeFileSync(path, content);
  return path;
}

function fifo(name: string): string {
  const path = join(HERE, name);
  execFileSync('mkfifo', [path]);
  return path;
}

describe('an account whose answers hold escape sequences', () => {
  it.each([
    ['audit', '--debug'],
    ['rollback', '--yes', '--debug'],
    ['plan', '--debug', '--output', 'json'],
  ])('cannot command the terminal: %s %s', async (...args) => {
    const evil = '&#27;]0;owned&#7;&#27;[2J&#8238;&#155;2J';
    const body = `<Response><Errors><Error><Code>Evil${evil}</Code><Message>no${evil}</Message></Error></Errors><RequestID>r${evil}</RequestID></Response>`;
    const { url } = await canned(() => ({ status: 400, body }), { 'x-amzn-requestid': 'r\u009b2J\u009d0;owned' });
    const { code, stdout, stderr } = await pullpath(args, { ...KEYS, AWS_ENDPOINT_URL: url });
    expect(code).toBeGreaterThan(0);
    expect(stderr).not.toMatch(COMMANDING);
    expect(stdout).not.toMatch(COMMANDING);
  });
});

describe('what the environment names and has no end', () => {
  it.each([
    ['AWS_CONFIG_FILE', 'a FIFO', () => fifo('config')],
    ['AWS_SHARED_CREDENTIALS_FILE', 'a FIFO', () => fifo('credentials')],
    ['AWS_WEB_IDENTITY_TOKEN_FILE', 'a FIFO', () => fifo('token')],
    ['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', 'a FIFO', () => fifo('container-token')],
    ['AWS_CONFIG_FILE', 'a device', () => '/dev/tty'],
    ['AWS_CA_BUNDLE', 'a FIFO', () => fifo('bundle')],
  ])('%s as %s is refused, and the process ends', async (variable, _, make) => {
    const path = make();
    const { code, stderr } = await pullpath(['audit', '--timeout', '5'], {
      ...FRESH_MACHINE,
      AWS_REGION: 'us-east-1',
      AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/x',
      [variable]: path,
    });
    expect([252, 253]).toContain(code);
    expect(stderr).toContain(variable);
  });

  it('/dev/null is no file with settings, and none that is refused', async () => {
    const { stderr } = await pullpath(['audit', '--timeout', '5'], {
      ...FRESH_MACHINE,
      AWS_REGION: 'us-east-1',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    });
    expect(stderr).toContain('NoCredentials');
  });
});

const PRICES = { endpointZoneHour: 0.01, endpointGb: 0.01, natHour: 0.045, natGb: 0.045 };
const priced = (over: object, asOf = '2026-10-06') =>
  file(
    'prices.json',
    JSON.stringify({ asOf, regions: { 'us-east-1': { ...PRICES, ...over } } }).replace(/"(1e\d+)"/, '$1'),
  );

describe('a table of prices', () => {
  it.each([
    ['negative', { endpointZoneHour: -1 }],
    ['infinite', { natHour: '1e999' }],
    ['so high that a month of it is infinite', { endpointZoneHour: 1e308 }],
  ])('that is %s is refused', async (_, over) => {
    const { code, stderr } = await pullpath(['plan', '--sandbox', 'guide', '--prices', priced(over)], FRESH_MACHINE);
    expect({ code, stderr }).toMatchObject({ code: 252, stderr: expect.stringContaining('UnreadablePrices') });
  });

  it('by which NAT is free has no gigabyte at which endpoints are cheaper', async () => {
    const args = ['plan', '--sandbox', 'guide', '--output', 'json', '--prices', priced({ natGb: 0, natHour: 0 })];
    const { code, stdout } = await pullpath(args, FRESH_MACHINE);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).cost).toMatchObject({ breakEvenGb: null });
  });

  it('whose date holds escape sequences cannot command the terminal', async () => {
    const args = ['plan', '--sandbox', 'guide', '--prices', priced({}, '\u001b[2J\u202e2026\n\u009b')];
    const { code, stdout } = await pullpath(args, FRESH_MACHINE);
    expect(code).toBe(0);
    expect(stdout).not.toMatch(COMMANDING);
  });
});

describe('standard input of explain', () => {
  it('that is longer than any text may be is read at both ends', async () => {
    const child = spawn(process.execPath, [`${DIST}pullpath.js`, 'explain'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const megabyte = Buffer.alloc(1 << 20, 'x');
    const ended = Promise.all([text(child.stdout), text(child.stderr)]);
    const fill = async () => {
      for (let i = 0; i < 530; i += 1)
        if (!child.stdin.write(megabyte)) await new Promise((resolve) => child.stdin.once('drain', resolve));
      child.stdin.end('\nCannotPullContainerError: dial tcp 10.0.0.1:443: i/o timeout\n');
    };
    await fill();
    const [stdout, stderr] = await ended;
    expect(stderr).toBe('');
    expect(stdout).toMatch(/The message is very long: 55\d,?\d{3},?\d{3} characters/);
    // By its end.
    expect(stdout).toContain('A connection was not made');
  });
});
