import { afterEach, describe, expect, it } from 'vitest';
import { DOCUMENTS } from '../../src/render/documents/schemas.ts';
import type { World } from '../../src/sandbox/network/types.ts';
import { type Simulated, simulated } from './simulated.ts';

let account: Simulated;
afterEach(() => account.sandbox.close());

/** A stack whose S3 endpoint has lost the tag that says whose it is. */
async function bereaved(): Promise<string> {
  account = await simulated({ world: 'guide' });
  expect(await account.run(['apply', '--yes'])).toMatchObject({ code: 0 });
  const { endpoints } = account.sandbox.network() as World;
  const orphan = endpoints.find(({ serviceName }) => serviceName.endsWith('.s3'))!;
  delete orphan.tags['pullpath:stack'];
  return orphan.id;
}

const VPC = 'vpc-0a000000000000001';
const lament = (id: string) => `${id} was created by pullpath, but its tag pullpath:stack is gone`;
const unwrapped = (text: string) => text.replace(/\s+/g, ' ');

describe('an endpoint of pullpath without the tag of its stack', () => {
  it('is named by every rollback and left alone, also where nothing else is left', async () => {
    const id = await bereaved();
    const first = await account.run(['rollback', '--yes']);
    expect(first.code).toBe(0);
    expect(unwrapped(first.stderr)).toMatch(/was created by pullpath, but its tag pullpath:stack is gone/);
    expect(account.sandbox.network().endpoints.map((endpoint) => endpoint.id)).toEqual([id]);

    const anywhere = await account.run(['rollback', '--yes']);
    expect(anywhere.code).toBe(0);
    expect(anywhere.stdout).toContain('nothing to roll back');
    expect(anywhere.stdout).toContain(lament(id));

    const here = await account.run(['rollback', '--yes', '--vpc-id', VPC]);
    expect(here.code).toBe(0);
    expect(unwrapped(here.stdout)).toMatch(/was created by pullpath, but its tag pullpath:stack is gone/);
  });

  it('is named by the result, which nobody can ask to be quiet', async () => {
    const id = await bereaved();
    for (const again of ['first', 'second']) {
      const { code, stdout, stderr } = await account.run(['rollback', '--yes', '--quiet', '--vpc-id', VPC]);
      expect({ again, code, stderr }).toEqual({ again, code: 0, stderr: '' });
      expect(unwrapped(stdout)).toContain(lament(id));
    }
    expect(unwrapped((await account.run(['apply', '--yes', '--quiet'])).stdout)).toContain(lament(id));
  });

  it('is among the remarks of the documents of plan and rollback', async () => {
    const id = await bereaved();
    const plan = await account.run(['plan', '--output', 'json']);
    expect(JSON.stringify(DOCUMENTS.plan.parse(JSON.parse(plan.stdout)).notes)).toContain(lament(id));
    await account.run(['rollback', '--yes']);
    const { stdout } = await account.run(['rollback', '--yes', '--output', 'json']);
    expect(JSON.stringify(DOCUMENTS.rollback.parse(JSON.parse(stdout)).notes)).toContain(lament(id));
  });
});
