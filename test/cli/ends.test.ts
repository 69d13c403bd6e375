import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { largeNetwork } from '../../src/sandbox/index.ts';
import { DIST, pullpath } from '../program.ts';
import { type Listener, listening } from './mute.ts';
import { type Environment, FRESH_MACHINE, simulated } from './simulated.ts';

const KEYS = { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing', AWS_REGION: 'us-east-1' };

function configured(text: string): Environment {
  const file = join(mkdtempSync(join(tmpdir(), 'pullpath-config-')), 'config');
  writeFileSync(file, text);
  return { ...FRESH_MACHINE, AWS_CONFIG_FILE: file, AWS_REGION: 'us-east-1' };
}

let mute: Listener;
beforeAll(async () => {
  mute = await listening();
});
afterAll(() => mute.close());

/**
 * What holds a program up that waits for it. `program.ts` kills what does not end by itself; then there is no exit
 * code.
 */
const HELD_UP_BY: Readonly<Record<string, () => Environment>> = {
  'a command for credentials that never ends': () =>
    configured('[default]\ncredential_process = exec sleep 200 < /dev/null\n'),
  'a source of container credentials that never answers': () => ({
    ...FRESH_MACHINE,
    AWS_REGION: 'us-east-1',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${mute.url}/credentials`,
  }),
  'a proxy that never answers': () => ({ ...FRESH_MACHINE, ...KEYS, HTTPS_PROXY: mute.url }),
  'an endpoint that never answers': () => ({ ...FRESH_MACHINE, ...KEYS, AWS_ENDPOINT_URL: mute.url }),
};

describe.concurrent.each(Object.entries(HELD_UP_BY))('with %s', (_, environment) => {
  it.for(['audit', 'audit --all-vpcs', 'audit --output json', 'plan', 'apply --yes', 'rollback --yes'])(
    '%s gives up in time, says so, and ends',
    async (line, { expect }) => {
      const { code, stdout, stderr } = await pullpath([...line.split(' '), '--timeout', '1'], environment());
      expect(`${stdout}${stderr}`).toMatch(/took\s+longer\s+than\s+1\s+second/);
      expect(code).toBe(1);
    },
  );

  it('the tab key gets an answer', async ({ expect }) => {
    const words = ['__complete', 'zsh', 'pullpath', 'audit', '--vpc-id', ''];
    expect(await pullpath(words, environment())).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('whoever reads slowly', () => {
  const account = simulated({ world: largeNetwork({ vpcs: 40, subnetsPerVpc: 10 }) });
  afterAll(async () => (await account).sandbox.close());

  it('gets all that a run has to say', async () => {
    const args = ['audit', '--all-vpcs', '--output', 'json', '--debug'];
    const { environment } = await account;
    const child = spawn(process.execPath, [`${DIST}pullpath.js`, ...args], {
      env: { PATH: process.env.PATH ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 100_000,
      killSignal: 'SIGKILL',
    });
    const read = async (stream: AsyncIterable<Buffer>) => {
      let text = '';
      for await (const chunk of stream) {
        text += chunk;
        await delay(20);
      }
      return text;
    };
    const [stdout, stderr] = await Promise.all([read(child.stdout), read(child.stderr)]);
    expect(JSON.parse(stdout)).toMatchObject({ command: 'audit', verdict: 'closed' });
    expect(stdout.length).toBeGreaterThan(2 ** 17);
    expect(stderr).toMatch(/debug: \d+ requests, none of them throttled\n$/);
  });
});
