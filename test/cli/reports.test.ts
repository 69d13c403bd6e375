import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { junitErrors, sarifErrors } from '../render/formats/published-schemas.ts';
import { type Simulated, simulated } from './simulated.ts';

let account: Simulated;
const folder = mkdtempSync(join(tmpdir(), 'pullpath-reports-'));
const file = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(file(name), 'utf8');

beforeAll(async () => {
  account = await simulated({ world: 'guide' });
});
afterAll(() => account.sandbox.close());

describe('--report', () => {
  it('writes every format in one run, the same as one run each, and nothing else on standard output', async () => {
    const formats = { sarif: 'a.sarif', junit: 'a.xml', markdown: 'a.md', json: 'a.json', text: 'a,b.txt' };
    const reports = Object.entries(formats).flatMap(([format, name]) => [
      '--report',
      `${format}=${file(name).replaceAll(',', '\\,')}`,
    ]);
    const run = await account.run(['audit', ...reports]);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe((await account.run(['audit'])).stdout);
    for (const [format, name] of Object.entries(formats))
      expect(read(name)).toBe((await account.run(['audit', '--output', format])).stdout);
    expect(sarifErrors(JSON.parse(read('a.sarif')))).toEqual([]);
    expect(await junitErrors([read('a.xml')])).toEqual([]);
  });

  it('writes a plan', async () => {
    await account.run(['plan', '--quiet', '--report', `markdown=${file('plan.md')}`]);
    expect(read('plan.md')).toMatch(/^## pullpath plan: 4 to create/);
  });

  it.each([
    ['foo=x', 'foo=x isn’t a report'],
    ['sarif=', 'sarif= isn’t a report'],
    ['jsonl=x', 'jsonl=x isn’t a report'],
  ])('%s is refused before anything is read', async (report, complaint) => {
    const { code, stderr } = await account.run(['audit', '--report', report]);
    expect(code).toBe(252);
    expect(stderr).toContain(complaint);
  });

  it('in a format that the command has not is refused', async () => {
    const { code, stderr } = await account.run(['plan', '--report', 'sarif=x']);
    expect(code).toBe(252);
    expect(stderr).toContain('--report of pullpath plan takes text, json or markdown, not sarif');
  });

  it('to a file that cannot be written is an error, and the result is there all the same', async () => {
    const { code, stdout, stderr } = await account.run(['audit', '--report', `json=${file('no/such/folder')}`]);
    expect(code).toBe(252);
    expect(stdout).toContain('PP201');
    expect(stderr).toContain('UnwritableFile');
  });
});
