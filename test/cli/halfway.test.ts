import { afterEach, describe, expect, it } from 'vitest';
import { DOCUMENTS } from '../../src/render/documents/schemas.ts';
import type { Fault } from '../../src/sandbox/index.ts';
import { type Simulated, simulated } from './simulated.ts';

let account: Simulated;
afterEach(() => account.sandbox.close());

const refusedAt = (at: number): Fault => ({
  at,
  of: 'mutating',
  times: 100,
  do: 'fail',
  code: 'UnauthorizedOperation',
});

describe('AWS refuses a call halfway through apply', () => {
  const start = async (at: number) => {
    account = await simulated({ world: 'guide', faults: [refusedAt(at)] });
  };

  it('people are told what stands, and both ways from there', async () => {
    await start(3);
    const { code, stdout, stderr } = await account.run(['apply', '--yes']);
    expect(code).toBe(3);
    expect(stdout).toMatch(/sg-[0-9a-f]{17}/);
    expect(stdout).toContain('UnauthorizedOperation');
    expect(stdout).toMatch(/pullpath apply .*--vpc-id vpc-0a000000000000001/);
    expect(stdout).toMatch(/pullpath rollback .*--vpc-id vpc-0a000000000000001/);
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
  });

  it('machines get the results of every step, and the error', async () => {
    await start(2);
    const { code, stdout } = await account.run(['apply', '--yes', '--output', 'json']);
    const document = DOCUMENTS.apply.parse(JSON.parse(stdout));
    expect(code).toBe(3);
    expect(document.error).toMatchObject({ code: 'UnauthorizedOperation', requestId: expect.any(String) });
    expect(document.results).toHaveLength(document.steps.length);
    const statuses = new Set(document.results.map(({ status }) => status));
    expect(statuses).toEqual(new Set(['done', 'failed', 'skipped']));
  });

  it('nothing is left where the first change is refused, and the code is that of the refusal', async () => {
    await start(1);
    const before = account.sandbox.state();
    const { code, stdout } = await account.run(['apply', '--yes', '--output', 'json']);
    expect(code).toBe(254);
    expect(DOCUMENTS.apply.parse(JSON.parse(stdout)).error?.code).toBe('UnauthorizedOperation');
    expect(account.sandbox.state()).toEqual(before);
  });

  it('the command that is named goes on from there', async () => {
    await start(3);
    await account.run(['apply', '--yes']);
    account.sandbox.inject();
    const again = await account.run(['apply', '--yes']);
    expect(again.code).toBe(0);
    expect((await account.run(['audit'])).code).toBe(0);
  });
});

it('a rollback that is refused halfway says so, and goes on when it is called again', async () => {
  account = await simulated({ world: 'guide' });
  const before = account.sandbox.state();
  await account.run(['apply', '--yes']);
  account.sandbox.inject(refusedAt(2));
  const { code, stdout } = await account.run(['rollback', '--yes', '--output', 'json']);
  expect(code).toBe(3);
  expect(DOCUMENTS.rollback.parse(JSON.parse(stdout)).error?.code).toBe('UnauthorizedOperation');
  account.sandbox.inject();
  expect((await account.run(['rollback', '--yes'])).code).toBe(0);
  expect(account.sandbox.state()).toEqual(before);
});

describe('a person has to decide before apply can go on', () => {
  it('the ending says what to look at first, and nowhere just to run the same again', async () => {
    // Where Route 53 may not be asked, only the refusal of AWS tells that there is a zone.
    const faults = [
      { at: 1, of: 'ListHostedZonesByVPC', times: 100, do: 'fail', code: 'AccessDenied', status: 403 },
    ] as const;
    account = await simulated({ world: 'private-zone', faults });
    await account.run(['apply', '--yes', '--timeout', '10']);
    const { code, stdout } = await account.run(['apply', '--yes', '--timeout', '10']);
    expect(code).toBe(4);
    const advice = stdout
      .split('\n')
      .flatMap((line, i, lines) => (/^ +(aws|pullpath) /.test(line) ? [[lines[i - 1], line]] : []));
    const look = '  aws route53 list-hosted-zones-by-vpc --vpc-id vpc-0a000000000000001 --vpc-region us-east-1';
    const target = '--region us-east-1 --vpc-id vpc-0a000000000000001 --timeout 10';
    expect(advice.slice(-3)).toEqual([
      ['To see what needs your decision:', look],
      ['Then, to continue:', `  pullpath apply ${target}`],
      ['To undo:', `  pullpath rollback ${target}`],
    ]);
    expect(stdout.match(/pullpath apply/g)).toHaveLength(1);
  });
});
