import { request as ask, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, type onTestFinished, vi } from 'vitest';
import { systemClock } from '../../../../src/apply/clock.ts';
import { Deadline } from '../../../../src/cli/run/session/deadline.ts';
import { pullpath } from '../../../program.ts';
import { simulated } from '../../simulated.ts';

const VPC = 'vpc-0a000000000000001';
const words = (text: string) => text.replace(/\s+/g, ' ');

/** From the n-th request on whose form says so, nothing is answered, or a byte now and then without an end. */
interface Silence {
  readonly of: RegExp;
  readonly from: number;
  readonly manner: 'mute' | 'dripping' | 'answered, but not heard';
}

/** Stands before a simulated account and lets through what is not to be silent. */
async function before(port: number, { of, from, manner }: Silence): Promise<Server> {
  let seen = 0;
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const isSilent = of.test(body.toString()) && ++seen >= from;
      if (isSilent && manner === 'mute') return;
      if (isSilent && manner === 'dripping') {
        outgoing.writeHead(200, { 'content-type': 'text/xml' });
        const drip = setInterval(() => outgoing.write(' '), 200);
        outgoing.on('close', () => clearInterval(drip));
        return;
      }
      const { method, url: path, headers } = incoming;
      ask({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
        if (isSilent) answer.resume();
        else answer.pipe(outgoing.writeHead(answer.statusCode ?? 500, answer.headers));
      }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** A simulated account of the test's own, so that what waits does so side by side. */
async function opened(finished: typeof onTestFinished) {
  const account = await simulated({ world: 'guide' });
  finished(() => account.sandbox.close());
  const run = async (line: string, silence: Silence) => {
    const front = await before(account.sandbox.port, silence);
    const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
    const args = [...line.split(' '), ...(line.includes('--all-vpcs') ? [] : ['--vpc-id', VPC])];
    // Killed, it would have no exit code.
    const { code, stdout, stderr } = await pullpath(args, { ...account.environment, AWS_ENDPOINT_URL: url });
    front.closeAllConnections();
    front.close();
    return { code, said: words(`${stdout} ${stderr}`) };
  };
  return { account, run };
}

describe.concurrent.each(['mute', 'dripping'] as const)('an endpoint that is %s', (manner) => {
  it.for<[string, string, RegExp, number]>([
    ['to a reading', 'audit --timeout 2', /Action=DescribeSubnets/, 1],
    ['to STS', 'audit --timeout 2', /Action=GetCallerIdentity/, 1],
    ['to a role', 'plan --timeout 2 --role-arn arn:aws:iam::111122223333:role/x', /Action=AssumeRole/, 1],
    ['to everything', 'audit --all-vpcs --timeout 2', /Action=/, 1],
    ['to a dry run', 'plan --check-permissions --timeout 3', /DryRun=true/, 1],
    ['to the dry runs of apply', 'apply --yes --check-permissions --timeout 3', /DryRun=true/, 1],
    ['to the reading of apply', 'apply --yes --timeout 2', /Action=DescribeRouteTables/, 1],
    ['to the reading of rollback', 'rollback --yes --timeout 2', /Action=DescribeSecurityGroups/, 1],
  ])(
    '%s is given up in time, exit 1, and nothing is changed',
    async ([, line, of, from], { expect, onTestFinished }) => {
      const { account, run } = await opened(onTestFinished);
      const { code, said } = await run(line, { of, from, manner });
      expect(said).toMatch(/took longer than \d seconds, and was given up/);
      expect(code).toBe(1);
      expect(account.sandbox.journal.mutations()).toEqual([]);
    },
  );

  it.for<[string, RegExp, number, RegExp]>([
    ['to the first change', /Action=CreateSecurityGroup/, 1, /may or may not have happened/],
    ['to a later change', /Action=CreateVpcEndpoint/, 1, /may or may not have happened/],
    ['to polling', /Action=DescribeVpcEndpoints/, 2, /when the time ran out/],
    ['to the reading afterwards', /Action=DescribeSubnets/, 2, /could not be read again/],
  ])(
    '%s is given up in time, exit 3, and said; then apply converges and rollback returns',
    async ([, of, from, told], { expect, onTestFinished }) => {
      const { account, run } = await opened(onTestFinished);
      const before = account.sandbox.state();
      const { code, said } = await run('apply --yes --timeout 6', { of, from, manner });
      expect(said).toMatch(told);
      expect(said).toContain('pullpath rollback');
      expect(code).toBe(3);
      expect(await account.run(['apply', '--yes'])).toMatchObject({ code: 0 });
      expect(await account.run(['rollback', '--yes'])).toMatchObject({ code: 0 });
      expect(account.sandbox.state()).toEqual(before);
    },
  );
});

it.concurrent('a change that was carried out and not answered is found by the next run', async ({
  expect,
  onTestFinished,
}) => {
  const { account, run } = await opened(onTestFinished);
  const before = account.sandbox.state();
  const silence = { of: /Action=CreateVpcEndpoint/, from: 1, manner: 'answered, but not heard' } as const;
  expect(await run('apply --yes --timeout 6', silence)).toMatchObject({ code: 3 });
  expect(await account.run(['apply', '--yes'])).toMatchObject({ code: 0 });
  expect(await account.run(['rollback', '--yes'])).toMatchObject({ code: 0 });
  expect(account.sandbox.state()).toEqual(before);
});

describe('the clock', () => {
  afterEach(() => vi.useRealTimers());

  it("of waiting does not follow the machine's time", () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const startedAt = systemClock.now();
    vi.setSystemTime(Date.now() + 3_600_000);
    expect(systemClock.now() - startedAt).toBeLessThan(3_600_000);
    vi.setSystemTime(Date.now() - 7_200_000);
    expect(systemClock.now()).toBeGreaterThanOrEqual(startedAt);
  });

  it('of a run stands still while a person is asked', async () => {
    vi.useFakeTimers();
    const deadline = new Deadline(10);
    await vi.advanceTimersByTimeAsync(4000);
    await deadline.whileAsking(() => vi.advanceTimersByTimeAsync(3_600_000));
    expect(deadline.signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(7000);
    expect(deadline.signal.aborted).toBe(true);
    expect(deadline.leftMs()).toBe(0);
  });
});
