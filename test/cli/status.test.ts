import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENTS } from '../../src/render/documents/schemas.ts';
import { type Simulated, simulated } from './simulated.ts';

describe('pullpath status', () => {
  let account: Simulated;
  beforeAll(async () => {
    account = await simulated({ world: 'guide' });
  });
  afterAll(() => account.sandbox.close());

  it('says that there is nothing, then lists what stands with cost, age, path and use', async () => {
    const none = await account.run(['status']);
    expect([none.code, none.stdout]).toEqual([0, expect.stringMatching(/There is no stack default/)]);
    await account.run(['apply', '--yes', '--stack', 'blue']);
    const other = await account.run(['status']);
    expect(other.stdout).toMatch(/Other stacks: blue in vpc-0a000000000000001/);
    const { code, stdout } = await account.run(['status', '--all-stacks', '--regions', 'all', '--output', 'json']);
    expect(code).toBe(0);
    const [stack, ...more] = DOCUMENTS.status.parse(JSON.parse(stdout)).stacks;
    expect(more).toEqual([]);
    expect(stack).toMatchObject({
      stack: 'blue',
      vpcId: 'vpc-0a000000000000001',
      verdict: 'open',
      ageDays: 0,
      use: 'unused',
    });
    expect(stack?.resources.map(({ what }) => what).sort()).toEqual(['ecr.api', 'ecr.dkr', 'pullpath-blue', 's3']);
    expect(stack?.monthlyUsd).toBeGreaterThan(0);
    expect(stack?.commands[0]?.join(' ')).toMatch(/^pullpath rollback .*--stack blue/);
    const text = await account.run(['status', '--stack', 'blue']);
    expect(text.stdout).toMatch(/blue in vpc-0a000000000000001 .*path open, looks unused/);
  });
});
