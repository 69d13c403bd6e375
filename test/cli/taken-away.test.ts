import { afterEach, expect, it } from 'vitest';
import { DOCUMENTS } from '../../src/render/documents/schemas.ts';
import type { World } from '../../src/sandbox/network/types.ts';
import { endpointOf, groupOf } from '../plan/worlds.ts';
import type { Run } from '../program.ts';
import { type Simulated, simulated } from './simulated.ts';

let account: Simulated;
afterEach(() => account.sandbox.close());

const unwrapped = (text: string) => text.replace(/\s+/g, ' ');

/** Apply has seen the gateway endpoint with its routes, and the two that stay pending. */
function hasSeenAll(): boolean {
  const actions = account.sandbox.journal.entries.map(({ action }) => action);
  const since = actions.slice(actions.lastIndexOf('CreateVpcEndpoint'));
  const looks = since.filter((action) => action === 'DescribeVpcEndpoints').length;
  return account.sandbox.network().endpoints.length === 3 && since.includes('DescribeRouteTables') && looks > 2;
}

/** An apply whose endpoints stay pending, and what somebody does as soon as all that it makes stands. */
async function meanwhile(flags: readonly string[], act: (network: World) => Promise<void> | void): Promise<Run> {
  const applying = account.run(['apply', '--yes', ...flags]);
  const network = account.sandbox.network() as World;
  await expect.poll(hasSeenAll, { timeout: 60_000 }).toBe(true);
  await act(network);
  return applying;
}

it('apply whose stack is rolled back says what is no longer there, and nowhere how to take it back', async () => {
  account = await simulated({ world: 'guide', timing: { pendingMs: 60_000 } });
  const before = account.sandbox.state();
  let group = '';
  const { code, stdout } = await meanwhile([], async (network) => {
    group = groupOf(network, 'pullpath-default').id;
    expect(await account.run(['rollback', '--yes'])).toMatchObject({ code: 0 });
  });
  expect(code).toBe(3);
  expect(account.sandbox.state()).toEqual(before);
  expect(unwrapped(stdout)).toMatch(new RegExp(`were completed, but .*${group}.* no longer exist`));
  expect(stdout).toContain(`${group}, no longer there`);
  expect(stdout).not.toMatch(/still exists|pullpath rollback/);
  expect(unwrapped(stdout)).toContain('To continue: pullpath apply');
});

it('the document of apply marks the steps of which nothing is left', async () => {
  account = await simulated({ world: 'guide', timing: { pendingMs: 60_000 } });
  const { code, stdout } = await meanwhile(['--timeout', '8', '--output', 'json'], (network) => {
    network.endpoints.splice(network.endpoints.indexOf(endpointOf(network, 's3')), 1);
  });
  expect(code).toBe(3);
  const { results } = DOCUMENTS.apply.parse(JSON.parse(stdout));
  expect(results.flatMap(({ step, lost }) => (lost ? [step] : []))).toEqual(['endpoint:s3']);
});
