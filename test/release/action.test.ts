import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { worlds } from '../../src/sandbox/index.ts';
import { simulated } from '../cli/simulated.ts';

const SCRIPT = fileURLToPath(new URL('../../scripts/action-audit.js', import.meta.url));

describe('the audit of the action', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'pullpath-action-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
  });

  const written = (name: string) => readFileSync(join(directory, name), 'utf8');

  /** Runs the step as a runner does; resolves to its exit code and what it told the job. */
  async function step(inputs: Readonly<Record<string, string>>): Promise<{ code: number; outputs: string[] }> {
    const env = {
      PATH: process.env.PATH,
      RUNNER_TEMP: directory,
      GITHUB_OUTPUT: join(directory, 'output'),
      GITHUB_STEP_SUMMARY: join(directory, 'summary'),
      AUDIT_FAIL_ON: 'unknown',
      AUDIT_FORMAT: 'sarif',
      AUDIT_REGION: 'us-east-1',
      AUDIT_ARGUMENTS: '--all-vpcs',
      ...inputs,
    };
    const code = await new Promise<number>((resolve) => {
      execFile(process.execPath, [SCRIPT], { env }, (error) => resolve(Number(error?.code ?? 0)));
    });
    return { code, outputs: code === 0 ? written('output').trim().split('\n') : [] };
  }

  const served = async () => {
    const { environment } = await simulated({ world: worlds.guide.make() });
    return environment;
  };

  it('goes through where the path is closed: report, summary, and the exit code for the last step', async () => {
    const { code, outputs } = await step(await served());
    expect({ code, outputs }).toEqual({
      code: 0,
      outputs: [`report=${join(directory, 'pullpath.sarif')}`, 'exit-code=2'],
    });
    expect(JSON.parse(written('pullpath.sarif')).version).toBe('2.1.0');
    expect(written('summary')).toContain('✘');
  });

  it('writes the format that is asked for', async () => {
    await step({ ...(await served()), AUDIT_FORMAT: 'junit' });
    expect(written('pullpath.xml')).toMatch(/^<\?xml/);
  });

  it('takes further words for words, and nothing in them for a shell', async () => {
    const { code } = await step({ ...(await served()), AUDIT_ARGUMENTS: '--all-vpcs $(touch x); echo' });
    expect(code).toBe(252);
  });

  it('fails where the audit did', async () => {
    const { code } = await step({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_EC2_METADATA_DISABLED: 'true' });
    expect(code).toBe(253);
  });
});
