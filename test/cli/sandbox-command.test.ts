import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { DOCUMENTS } from '../../src/render/documents/schemas.ts';
import { DIST } from '../program.ts';

const Environment = z.strictObject({
  AWS_ENDPOINT_URL: z.string().regex(/^http:\/\/127\.0\.0\.1:\d+$/),
  AWS_REGION: z.literal('us-east-1'),
  AWS_DEFAULT_REGION: z.literal('us-east-1'),
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
});

/** What `pullpath sandbox` prints before it waits to be interrupted, up to a line with this text. */
async function printed(end: string, ...args: string[]): Promise<string[]> {
  const child = spawn(process.execPath, [`${DIST}pullpath.js`, 'sandbox', '--quiet', ...args], {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    child.kill('SIGINT');
    if (child.exitCode === null) await once(child, 'exit');
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (line.includes(end)) break;
  }
  return said;
}

it('a served sandbox prints what to export for every SDK and either version of the AWS CLI, as text', async () => {
  const lines = await printed('AWS_SECRET_ACCESS_KEY');
  const pairs = lines.map((line) => /^export (\w+)=(\S+)$/.exec(line)?.slice(1) ?? [line, '']);
  expect(Environment.parse(Object.fromEntries(pairs))).toBeDefined();
});

it.each([
  ['posix', /^export AWS_REGION=us-east-1$/],
  ['powershell', /^\$env:AWS_REGION = 'us-east-1'$/],
  ['cmd', /^set "AWS_REGION=us-east-1"$/],
])('as %s sets it, where that is asked for', async (shell, region) => {
  const lines = await printed('AWS_SECRET_ACCESS_KEY', '--shell', shell);
  expect(lines).toContainEqual(expect.stringMatching(region));
});

it('and as JSON', async () => {
  const [line] = await printed('AWS_SECRET_ACCESS_KEY', '--output', 'jsonl');
  expect(Environment.parse(DOCUMENTS.sandbox.parse(JSON.parse(line ?? '')).environment)).toBeDefined();
});
