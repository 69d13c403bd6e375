import { afterEach, describe, expect, it } from 'vitest';
import { remedyText } from '../../src/remedy/remedy.ts';
import type { SandboxOptions, WorldName } from '../../src/sandbox/index.ts';
import type { World } from '../../src/sandbox/network/types.ts';
import { openStage, type Stage } from '../laws/stage.ts';
import { endpointOf, groupOf, https, opener } from '../plan/worlds.ts';

const CONSENT = { modifyExisting: 'all' } as const;

let stage: Stage;
afterEach(() => stage.close());

/** An account with a stack of ours in it, and what it was before. */
async function opened(name: WorldName, options: Omit<SandboxOptions, 'world'> = {}) {
  stage = await openStage(name, options);
  const before = stage.sandbox.state();
  expect((await stage.apply(await stage.plan(CONSENT))).failure).toBeUndefined();
  return { before, network: stage.sandbox.network() as World };
}

describe('a security group that somebody holds', () => {
  it('because an interface bears it is named, and goes once it is taken off', async () => {
    const { before, network } = await opened('guide');
    const own = groupOf(network, 'pullpath-default');
    const [subnet] = network.subnets;
    const card = {
      id: 'eni-0b000000000000001',
      vpcId: subnet!.vpcId,
      subnetId: subnet!.id,
      ownerId: network.accountId,
      ip: '10.0.1.77',
      groupIds: [own.id],
      description: 'bastion',
      type: 'interface',
      status: 'in-use' as const,
      requesterManaged: false,
      sourceDestCheck: true,
      tags: {},
    };
    network.interfaces.push(card);
    const held = await stage.rollback();
    expect(held.failure).toMatchObject({ kind: 'partial', code: 'SecurityGroupInUse' });
    expect(held.results.at(-1)?.error?.message).toBe(
      `${own.id} cannot be deleted: it is held by eni-0b000000000000001 (bastion).`,
    );
    const again = await stage.rollback();
    expect(again.failure).toMatchObject({ kind: 'partial', code: 'SecurityGroupInUse' });
    card.groupIds = [];
    expect((await stage.rollback()).failure).toBeUndefined();
    network.interfaces.splice(network.interfaces.indexOf(card), 1);
    expect(stage.sandbox.state()).toEqual(before);
  });

  it('because a rule of another group names it is named, and goes once the rule is gone', async () => {
    const { before, network } = await opened('guide');
    const own = groupOf(network, 'pullpath-default');
    const other = groupOf(network, 'default');
    other.rules.push(https(own.id));
    const plan = await stage.rollbackPlan();
    expect(plan.notes).toEqual([
      `A rule of ${other.id} (default) names ${own.id}: AWS keeps the group until the rule is gone.`,
    ]);
    const held = await stage.rollback();
    expect(held.results.at(-1)?.error?.message).toContain(`held by a rule of ${other.id} (default)`);
    const remedy = remedyText(held.results.at(-1)?.error?.remedy ?? '');
    expect(remedy).toContain(
      `To have ${own.id} go, delete the rules that name it, or have them name another group. Then continue: \`pullpath rollback`,
    );
    other.rules.pop();
    expect((await stage.rollback()).failure).toBeUndefined();
    expect(stage.sandbox.state()).toEqual(before);
  });

  it('because somebody put it onto an endpoint is named at once, and not taken for one that lets go by itself', async () => {
    const { network } = await opened('foreign-ecr');
    const own = groupOf(network, 'pullpath-default');
    const foreign = endpointOf(network, 'ecr.api');
    await stage.writer.modifyEndpoint(foreign.id, { addGroupIds: [own.id] });
    const held = await stage.rollback();
    expect(held.results.at(-1)?.error?.message).toContain(`(VPC Endpoint Interface ${foreign.id})`);
    expect(held.events.filter((event) => event.type === 'step-waiting' && event.step.startsWith('delete:sg'))).toEqual(
      [],
    );
    await stage.writer.modifyEndpoint(foreign.id, { removeGroupIds: [own.id] });
    expect((await stage.rollback()).failure).toBeUndefined();
  });
});

describe('a private name that is taken', () => {
  it('by a hosted zone that EC2 does not show is explained after one more try; what stands is said, and rollback returns', async () => {
    stage = await openStage('private-zone');
    const before = stage.sandbox.state();
    const outcome = await stage.apply(await stage.plan());
    expect(outcome.failure).toMatchObject({ kind: 'needs-person', code: 'PrivateZoneHoldsName' });
    const failed = outcome.results.find(({ status }) => status === 'failed');
    expect(failed).toMatchObject({
      step: 'endpoint:ecr.api',
      error: {
        message: expect.stringContaining('private hosted zone'),
        remedy: expect.arrayContaining([expect.objectContaining({ args: ['route53', 'list-hosted-zones-by-vpc'] })]),
      },
    });
    const asked = stage.sandbox.journal.mutations().filter(({ errorCode }) => errorCode !== undefined);
    expect(asked).toHaveLength(2);
    expect((await stage.rollback()).failure).toBeUndefined();
    expect(stage.sandbox.state()).toEqual(before);
  });

  it('is explained the same way where private DNS is to come on on an endpoint that stands', async () => {
    stage = await openStage('private-zone');
    expect((await stage.apply(await stage.plan({ privateDns: false }))).failure).toBeUndefined();
    const outcome = await stage.apply(await stage.plan());
    expect(outcome.failure).toMatchObject({ kind: 'needs-person', code: 'PrivateZoneHoldsName' });
  });

  it('by an endpoint made in between is said, and the next run plans with it', async () => {
    stage = await openStage('guide');
    const plan = await stage.plan();
    const {
      vpcs: [vpc],
      subnets: [subnet],
      services,
    } = stage.sandbox.network();
    const service = services.find(({ name }) => name.endsWith('.ecr.api'))!.name;
    const made = await stage.writer.createInterfaceEndpoint({
      vpcId: vpc!.id,
      service,
      subnetIds: [subnet!.id],
      groupIds: [],
      privateDns: true,
      clientToken: 'x',
      tags: {},
    });
    const outcome = await stage.apply(plan);
    expect(outcome.failure).toMatchObject({ code: 'NameTakenInBetween', message: expect.stringContaining(made) });
    const next = await stage.plan(CONSENT);
    expect(next.steps.map(({ id }) => id)).toContain(`modify:${made}`);
    expect((await stage.apply(next)).failure).toBeUndefined();
    expect((await stage.plan(CONSENT)).steps).toEqual([]);
  });
});

describe('what changed between plan and apply', () => {
  it('a foreign endpoint that is gone cannot be changed, and nobody waits for it', async () => {
    stage = await openStage('locked-endpoint');
    const plan = await stage.plan(CONSENT);
    const network = stage.sandbox.network() as World;
    const foreign = endpointOf(network, 'ecr.api');
    await stage.writer.deleteEndpoints([foreign.id]);
    const outcome = await stage.apply(plan);
    expect(outcome.failure).toMatchObject({ code: expect.stringMatching(/EndpointGone|NotFound/) });
  });

  it('a foreign endpoint that is gone needs nothing put back', async () => {
    const { network } = await opened('locked-endpoint');
    const plan = await stage.rollbackPlan();
    await stage.writer.deleteEndpoints([endpointOf(network, 'ecr.api').id]);
    expect((await stage.apply(plan)).failure).toBeUndefined();
    expect((await stage.rollbackPlan()).steps).toEqual([]);
  });

  it('a subnet that has filled up fails the step with AWS’s words; the next run goes beside it, and rollback returns', async () => {
    stage = await openStage('guide');
    const before = stage.sandbox.state();
    const plan = await stage.plan();
    const [subnet] = stage.sandbox.network().subnets;
    subnet!.occupied = 251;
    const outcome = await stage.apply(plan);
    expect(outcome.failure).toMatchObject({ code: 'InsufficientFreeAddressesInSubnet' });
    const next = await stage.plan();
    expect(next.blocked).toEqual([]);
    expect((await stage.apply(next)).failure).toBeUndefined();
    expect((await stage.rollback()).failure).toBeUndefined();
    subnet!.occupied = 0;
    expect(stage.sandbox.state()).toEqual(before);
  });

  it('a foreign endpoint changed by others gets back what was ours to give back, and keeps the rest', async () => {
    const { network } = await opened('locked-endpoint');
    const api = endpointOf(network, 'ecr.api');
    const [theirs, ours] = api.groupIds;
    const other = groupOf(network, 'default').id;
    await stage.writer.modifyEndpoint(api.id, { addGroupIds: [other], removeGroupIds: [theirs!] });
    const taken = await stage.rollback();
    expect(taken.failure).toBeUndefined();
    expect(taken.plan.notes).toEqual([expect.stringContaining('has lost'), expect.stringContaining('has gained')]);
    expect(endpointOf(stage.sandbox.network() as World, 'ecr.api').groupIds).toEqual([other]);
    expect(stage.sandbox.network().securityGroups.map(({ id }) => id)).not.toContain(ours);
  });

  it('a foreign endpoint on which ours is the last group gets its own back', async () => {
    const { before, network } = await opened('locked-endpoint');
    const api = endpointOf(network, 'ecr.api');
    await stage.writer.modifyEndpoint(api.id, { removeGroupIds: [api.groupIds[0]!] });
    expect((await stage.rollback()).failure).toBeUndefined();
    expect(stage.sandbox.state()).toEqual(before);
  });
});

describe('an endpoint that fails', () => {
  it('is told with AWS’s reason, and rollback returns', async () => {
    stage = await openStage('guide', { timing: { failing: ['ecr.dkr'] } });
    const before = stage.sandbox.state();
    const outcome = await stage.apply(await stage.plan());
    const failed = outcome.results.find(({ status }) => status === 'failed');
    expect(failed).toMatchObject({
      step: 'endpoint:ecr.dkr',
      resourceId: expect.stringMatching(/^vpce-/),
      error: { message: expect.stringContaining('is failed') },
    });
    expect((await stage.rollback()).failure).toBeUndefined();
    expect(stage.sandbox.state()).toEqual(before);
  });

  it('is made anew by the next run', async () => {
    const world = (await opener('guide')())((w) => {
      endpointOf(w, 'ecr.dkr').state = 'failed';
    });
    stage = await openStage(world);
    const plan = await stage.plan();
    expect((await stage.apply(plan)).failure).toBeUndefined();
    expect((await stage.plan()).steps).toEqual([]);
    expect(plan.preview?.after).toBe('open');
  });
});

describe('two stacks in one VPC', () => {
  it('never touch each other’s things', async () => {
    stage = await openStage('guide');
    const before = stage.sandbox.state();
    await stage.apply(await stage.plan({ stack: 'blue' }));
    const first = stage.sandbox.state();
    const plan = await stage.plan({ with: ['logs'] });
    expect((await stage.apply(plan)).failure).toBeUndefined();
    expect((await stage.rollback()).failure).toBeUndefined();
    expect(stage.sandbox.state()).toEqual(first);
    expect((await stage.rollback({ stack: 'blue' })).failure).toBeUndefined();
    expect(stage.sandbox.state()).toEqual(before);
  });
});

it('a private name whose last owner goes just as it is asked for is taken, and called no hosted zone’s', async () => {
  stage = await openStage('guide');
  const plan = await stage.plan();
  const message =
    'private-dns-enabled cannot be set because there is already a conflicting DNS domain for api.ecr in the VPC';
  stage.sandbox.inject({ at: 1, of: 'CreateVpcEndpoint', do: 'fail', code: 'InvalidParameter', message });
  expect((await stage.apply(plan)).failure).toBeUndefined();
});
