import { afterEach, describe, expect, it } from 'vitest';
import { scaledClock } from '../../src/sandbox/index.ts';
import { start } from '../program.ts';
import { inTerminal } from '../terminal.ts';
import { type Simulated, simulated } from './simulated.ts';

let account: Simulated;
afterEach(() => account.sandbox.close());

/** Endpoints that stay pending for longer than any test lasts, until the clock is moved on. */
async function slow(): Promise<{ before: ReturnType<Simulated['sandbox']['state']>; ready(): void }> {
  let factor = 1;
  const real = scaledClock();
  const clock = { now: () => real.now() * factor };
  account = await simulated({
    world: 'guide',
    timing: { pendingMs: 3_600_000, deletingMs: 100 },
    clock: { ...real, ...clock },
  });
  return {
    before: account.sandbox.state(),
    ready: () => {
      factor = 1e6;
    },
  };
}

const begin = (...args: string[]) => start(args, account.environment);
const words = (text: string) => text.replace(/\s+/g, ' ');

describe('apply that is interrupted while endpoints are pending', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    'by %s once says what stands and what goes on, exit %i; then apply converges and rollback returns',
    async (signal, code) => {
      const { before, ready } = await slow();
      // Without, it says so every half a minute only.
      const run = begin('apply', '--yes', '--verbose');
      await run.says(/ecr\.dkr endpoint +pending/);
      run.kill(signal);
      const { code: exit, stdout, stderr } = await run.ended;
      expect(exit).toBe(code);
      expect(words(stderr)).toContain('Stopping after the current call.');
      expect(words(stdout)).toMatch(/Stopped by you; vpce-\w+ was still pending/);
      expect(stdout).toMatch(/pullpath apply .*--vpc-id vpc-/);
      expect(stdout).toMatch(/pullpath rollback .*--vpc-id vpc-/);
      const sent = account.sandbox.journal.mutations().length;
      ready();
      const again = await account.run(['apply', '--yes', '--output', 'json']);
      expect(again.code).toBe(0);
      expect(JSON.parse(again.stdout)).toMatchObject({ verified: 'open' });
      expect(account.sandbox.journal.mutations()).toHaveLength(sent);
      expect(await account.run(['rollback', '--yes'])).toMatchObject({ code: 0 });
      expect(account.sandbox.state()).toEqual(before);
    },
  );

  it('in a terminal leaves the list whole: each step once, and the notice below it', async () => {
    await slow();
    const args = ['apply', '--yes', '--vpc-id', 'vpc-0a000000000000001'];
    const run = inTerminal(args, { columns: 100, rows: 60, env: account.environment });
    await run.until('pending');
    run.press('ctrl-c');
    expect(await run.exit).toBe(130);
    const screen = run.scrollback();
    run.close();
    const head = screen.findIndex((line) => / of 5 steps done/.test(line));
    const notice = screen.indexOf('Stopping after the current call. Press again to quit at once.');
    const rows = screen.slice(head + 1, notice).filter((line) => /^[^ ] {2}\+ {2}/.test(line));
    expect(rows.map((line) => line.slice(6).split('  ')[0])).toEqual([
      'security group pullpath-default',
      'rules of pullpath-default',
      'ecr.api endpoint',
      'ecr.dkr endpoint',
      's3 endpoint',
    ]);
    expect(screen.filter((line) => / of 5 steps done/.test(line))).toHaveLength(1);
  });

  it('twice ends at once, and rollback returns', async () => {
    const { before, ready } = await slow();
    account.sandbox.inject({ at: 1, of: 'DescribeVpcEndpoints', times: 1000, do: 'slow', ms: 60_000 });
    const run = begin('apply', '--yes', '--verbose', '--vpc-id', 'vpc-0a000000000000001');
    account.sandbox.inject({ at: 4, of: 'mutating', do: 'slow', ms: 600_000 });
    await run.says(/ecr\.(api|dkr) endpoint +started/);
    run.kill('SIGINT');
    await run.says(/Press again to quit at once/);
    run.kill('SIGINT');
    const { code, stderr } = await run.ended;
    expect(code).toBe(130);
    expect(words(stderr)).toContain('Stopped in the middle.');
    account.sandbox.inject();
    ready();
    expect(await account.run(['rollback', '--yes'])).toMatchObject({ code: 0 });
    expect(account.sandbox.state()).toEqual(before);
  });

  it('by its own --timeout says what stands, exit 3; then apply converges and rollback returns', async () => {
    const { before, ready } = await slow();
    const run = await account.run(['apply', '--yes', '--timeout', '3']);
    expect(run.code).toBe(3);
    expect(words(run.stdout)).toMatch(/vpce-\w+ was still pending when the time ran out/);
    expect(words(run.stdout)).toContain('--timeout SECONDS');
    ready();
    expect(await account.run(['apply', '--yes'])).toMatchObject({ code: 0 });
    expect(await account.run(['audit'])).toMatchObject({ code: 0 });
    expect(await account.run(['rollback', '--yes'])).toMatchObject({ code: 0 });
    expect(account.sandbox.state()).toEqual(before);
  });

  it('before anything is changed says so', async () => {
    await slow();
    account.sandbox.inject({ at: 1, of: 'DescribeVpcs', do: 'slow', ms: 600_000 });
    const run = begin('apply', '--yes');
    while (!account.sandbox.journal.entries.some(({ action }) => action === 'DescribeSubnets'))
      await new Promise((resolve) => setTimeout(resolve, 20));
    run.kill('SIGINT');
    expect(await run.ended).toMatchObject({ code: 130, stderr: expect.stringContaining('nothing was changed') });
    expect(account.sandbox.journal.mutations()).toEqual([]);
  });
});

describe('rollback that is interrupted', () => {
  it('while endpoints are going says what stands, exit 130; the next one returns', async () => {
    account = await simulated({ world: 'guide', timing: { deletingMs: 5000 } });
    const before = account.sandbox.state();
    await account.run(['apply', '--yes']);
    const run = begin('rollback', '--yes', '--verbose');
    await run.says(/deleting/);
    run.kill('SIGINT');
    const { code, stdout } = await run.ended;
    expect(code).toBe(130);
    expect(words(stdout)).toContain('was still');
    expect(stdout).toMatch(/pullpath rollback .*--vpc-id vpc-/);
    expect(await account.run(['rollback', '--yes'])).toMatchObject({ code: 0 });
    expect(account.sandbox.state()).toEqual(before);
  });
});

describe('credentials that expire halfway', () => {
  it('end the run with what stands; with new ones apply converges and rollback returns', async () => {
    account = await simulated({ world: 'guide' });
    const before = account.sandbox.state();
    account.sandbox.inject({ at: 3, of: 'mutating', times: 1000, do: 'fail', code: 'RequestExpired', status: 400 });
    const run = await account.run(['apply', '--yes']);
    expect(run.code).toBe(3);
    expect(words(run.stdout)).toContain('sg-');
    account.sandbox.inject();
    expect(await account.run(['apply', '--yes'])).toMatchObject({ code: 0 });
    expect(await account.run(['rollback', '--yes'])).toMatchObject({ code: 0 });
    expect(account.sandbox.state()).toEqual(before);
  });
});
