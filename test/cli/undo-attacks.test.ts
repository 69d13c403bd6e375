import { afterEach, describe, expect, it } from 'vitest';
import { DOCUMENTS } from '../../src/render/documents/schemas.ts';
import type { Endpoint, World } from '../../src/sandbox/network/types.ts';
import { endpointOf } from '../plan/worlds.ts';
import { type Simulated, simulated } from './simulated.ts';

let account: Simulated;
afterEach(() => account.sandbox.close());

const unwrapped = (text: string) => text.replace(/\s+/g, ' ');
const network = () => account.sandbox.network() as World;
const changes = () => account.sandbox.journal.mutations().map(({ action }) => action);

/** The guide's VPC with a stack of ours, and something in it that somebody else has tagged. */
async function stackBeside(tamper: (world: World) => void): Promise<void> {
  account = await simulated({ world: 'guide' });
  expect(await account.run(['apply', '--yes'])).toMatchObject({ code: 0 });
  tamper(network());
}

/** A VPC in which pullpath never was, with DNS on. */
async function strangersVpc(tamper: (world: World) => void): Promise<void> {
  account = await simulated({ world: 'open' });
  tamper(network());
}

describe('an undo tag that pullpath does not write', () => {
  it.each(['', '-', 'True', 'off', '0'])('dns-support of %j: DNS stays on, the tag stays, exit 3', async (value) => {
    const tags = { 'pullpath:stack': 'default', 'pullpath:undo:dns-support': value };
    await stackBeside(({ vpcs: [vpc] }) => Object.assign(vpc!.tags, tags));
    const { code, stdout } = await account.run(['rollback', '--yes']);
    expect(code).toBe(3);
    expect(unwrapped(stdout)).toContain('has undo tags that pullpath does not write');
    expect(stdout).toContain('MalformedUndoRecord');
    expect(network().vpcs[0]).toMatchObject({ dnsSupport: true, dnsHostnames: true, tags });
    expect(network().endpoints).toEqual([]);
    // Again, with nothing else left: the same, and as a document.
    const again = await account.run(['rollback', '--yes', '--output', 'json']);
    expect(again.code).toBe(3);
    expect(DOCUMENTS.rollback.parse(JSON.parse(again.stdout))).toMatchObject({
      steps: [],
      left: [{ id: network().vpcs[0]!.id, code: 'MalformedUndoRecord' }],
    });
    expect(network().vpcs[0]).toMatchObject({ dnsSupport: true, tags });
  });

  it('private-dns of True: the endpoint keeps its names and its tags, exit 3', async () => {
    const tags = { 'pullpath:stack': 'default', 'pullpath:undo:private-dns': 'True' };
    await strangersVpc((world) => Object.assign(endpointOf(world, 'ecr.api').tags, tags));
    const before = account.sandbox.state();
    expect(await account.run(['rollback', '--yes', '--modify-existing'])).toMatchObject({ code: 3 });
    expect(account.sandbox.state()).toEqual(before);
    expect(changes()).toEqual([]);
  });
});

describe('stack and undo tags that somebody copied', () => {
  const FORGED = { 'pullpath:stack': 'default', 'pullpath:undo:private-dns': 'false' };

  it.each<[string, Partial<Endpoint>]>([
    ['an endpoint that an AWS service manages', { requesterManaged: true }],
    ['an endpoint of another account', { ownerId: '444455556666' }],
    ['an endpoint to a vpce-svc', { serviceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0a00000000000000a' }],
    ['a Gateway Load Balancer endpoint', { type: 'GatewayLoadBalancer' as Endpoint['type'] }],
  ])('never make rollback change %s, with or without consent', async (_, kind) => {
    await strangersVpc((world) => Object.assign(endpointOf(world, 'ecr.api'), kind, { tags: { ...FORGED } }));
    for (const consent of [[], ['--modify-existing']]) {
      const { stderr, stdout } = await account.run(['rollback', '--yes', ...consent]);
      // AWS may list another account's endpoint; the simulated one does not.
      expect(unwrapped(stdout + stderr)).toMatch(/it stays unchanged|nothing to roll back/);
    }
    expect(changes()).toEqual([]);
  });

  it.each([{}, { 'pullpath:undo:run': '20261006T094501Z-1f2e3d4c' }])(
    'never make rollback change anything where nothing of the stack stands, but by consent (%j)',
    async (run) => {
      await strangersVpc((world) => {
        Object.assign(endpointOf(world, 'ecr.api').tags, FORGED, run);
        Object.assign(world.vpcs[0]!.tags, {
          'pullpath:stack': 'default',
          'pullpath:undo:dns-support': 'false',
          ...run,
        });
      });
      const refused = await account.run(['rollback', '--yes']);
      expect(refused.code).toBe(4);
      expect(unwrapped(refused.stderr)).toMatch(/nothing that this stack created exists in vpc-.*--modify-existing/);
      expect(changes()).toEqual([]);
      expect(network().vpcs[0]!.dnsSupport).toBe(true);

      expect(await account.run(['rollback', '--yes', '--modify-existing'])).toMatchObject({ code: 0 });
      expect(network().vpcs[0]!.dnsSupport).toBe(false);
      expect(endpointOf(network(), 'ecr.api').tags).not.toHaveProperty('pullpath:stack');
    },
  );
});
