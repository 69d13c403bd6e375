import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/plan/plan.ts';
import { remedyText } from '../../../src/remedy/remedy.ts';
import { runId } from '../../laws/stage.ts';
import { locked, silent } from '../foreign-worlds.ts';
import { gist, planOn, says } from '../planning.ts';
import { endpointOf, groupOf, https, opener, subnetOf, world } from '../worlds.ts';

const RUN = runId(0xabc);
const ALL = { modifyExisting: 'all' } as const;
const api = endpointOf(locked(), 'ecr.api').id;

function undoIn(plan: Plan, id: string) {
  const step = plan.steps.find((candidate) => candidate.id === id);
  return step?.kind === 'modify-endpoint' || step?.kind === 'modify-vpc-attribute' ? step.undo : undefined;
}

describe('the undo record', () => {
  it('holds the stack, the run and what to put back', () => {
    const given = locked();
    expect(undoIn(planOn(given, ALL), `modify:${api}`)).toEqual({
      'pullpath:stack': 'default',
      'pullpath:undo:run': RUN,
      'pullpath:undo:groups': groupOf(given, 'only-operations').id,
    });
    expect(undoIn(planOn(silent(), ALL), `modify:${api}`)).toEqual({
      'pullpath:stack': 'default',
      'pullpath:undo:run': RUN,
      'pullpath:undo:private-dns': 'false',
    });
    expect(undoIn(planOn(world('dns-off'), ALL), 'vpc:dns-hostnames')).toEqual({
      'pullpath:stack': 'default',
      'pullpath:undo:run': RUN,
      'pullpath:undo:dns-hostnames': 'false',
    });
  });

  it('is never written twice: a second run keeps what was there before the first', () => {
    const record = {
      'pullpath:stack': 'default',
      'pullpath:undo:groups': 'sg-00000001 sg-00000002',
    };
    const plan = planOn(
      locked((endpoint) => Object.assign(endpoint, { tags: record })),
      ALL,
    );
    expect(undoIn(plan, `modify:${api}`)).toEqual({});
  });

  it('gains what the first run did not change', () => {
    const record = { 'pullpath:stack': 'default', 'pullpath:undo:private-dns': 'false' };
    const plan = planOn(
      locked((endpoint) => Object.assign(endpoint, { tags: record })),
      ALL,
    );
    expect(undoIn(plan, `modify:${api}`)).toEqual({
      'pullpath:stack': 'default',
      'pullpath:undo:run': RUN,
      'pullpath:undo:groups': groupOf(locked(), 'only-operations').id,
    });
  });

  it('that pullpath does not write is a refusal: nothing is changed on the word of it', () => {
    for (const value of ['', '-', 'True', 'true']) {
      const given = world('dns-off', ({ vpcs: [vpc] }) => {
        vpc!.tags = { 'pullpath:stack': 'default', 'pullpath:undo:dns-hostnames': value };
      });
      expect(gist(planOn(given, ALL)).blocked).toContain('MalformedUndoRecord');
    }
    const endpoint = locked((each) =>
      Object.assign(each, { tags: { 'pullpath:stack': 'default', 'pullpath:undo:groups': 'none' } }),
    );
    expect(gist(planOn(endpoint, ALL)).blocked).toContain('MalformedUndoRecord');
  });

  it('whose stack somebody took off gets it back with the change', () => {
    const plan = planOn(
      locked((endpoint) => Object.assign(endpoint, { tags: { 'pullpath:undo:groups': 'sg-00000001' } })),
      ALL,
    );
    expect(undoIn(plan, `modify:${api}`)).toEqual({ 'pullpath:stack': 'default', 'pullpath:undo:run': RUN });
  });

  it('of another stack on the VPC is respected too', () => {
    const given = world('dns-off', ({ vpcs: [vpc] }) => {
      vpc!.tags = { 'pullpath:stack': 'blue', 'pullpath:undo:dns-support': 'false' };
    });
    expect(gist(planOn(given, ALL)).blocked).toEqual(['OtherStacksChange']);
  });
});

describe('whoever else will resolve the names of a foreign endpoint', () => {
  const besideNat = () =>
    world('nat-beside', (w) => {
      const vpc = w.vpcs[0]!;
      const base = groupOf(w, 'default');
      const targets = ['private-a', 'private-b'].map((name) => subnetOf(w, name));
      const group = {
        ...base,
        id: 'sg-0b0000000000target',
        name: 'targets',
        rules: targets.map(({ cidr }) => https(cidr)),
      };
      w.securityGroups.push(group);
      const service = w.services.find(({ name }) => name.endsWith('.ecr.api'))!;
      w.endpoints.push({
        id: 'vpce-0b000000000000001',
        type: 'Interface',
        vpcId: vpc.id,
        ownerId: w.accountId,
        serviceName: service.name,
        state: 'available',
        policy: '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}',
        routeTableIds: [],
        subnetIds: targets.map(({ id }) => id),
        groupIds: [group.id],
        interfaceIds: [],
        privateDns: false,
        inboundResolverOnly: false,
        ipAddressType: 'ipv4',
        requesterManaged: false,
        createdAt: 0,
        tags: {},
      });
    });

  it('is let in by our group beside its own', () => {
    const plan = planOn(besideNat(), ALL);
    expect(plan.steps.find(({ id }) => id === 'modify:vpce-0b000000000000001')).toMatchObject({
      change: { privateDns: true, addGroupIds: [{ ref: 'security-group' }] },
    });
    expect(plan.sideEffects.filter(({ kind }) => kind === 'not-admitted')).toEqual([]);
  });

  it('is left out by --admit targets, and named', () => {
    const given = besideNat();
    const plan = planOn(given, { ...ALL, admit: 'targets' });
    expect(plan.steps.find(({ id }) => id === 'modify:vpce-0b000000000000001')).toMatchObject({
      change: { addGroupIds: [] },
    });
    const outside = ['public-a', 'workers-a'].map((name) => subnetOf(given, name).id);
    expect(plan.sideEffects.find(({ kind }) => kind === 'not-admitted')).toMatchObject({
      subnetIds: outside,
      message: says(
        'may lose ecr.api and ecr.dkr: the names will resolve to endpoints that may not admit them. Without --admit targets',
      ),
    });
  });
});

describe('another stack in the same VPC', () => {
  it('reuses what the first one made, and makes nothing', async () => {
    const opened = await opener('guide', { stack: 'blue' })();
    expect(gist(planOn(opened()))).toEqual({ steps: [], blocked: [], notes: [] });
  });

  it('never changes the first one’s endpoints, but says whose they are', async () => {
    const opened = await opener('guide', { stack: 'blue', admit: 'targets' })();
    const given = opened();
    const plan = planOn(given, { ...ALL, subnetIds: [subnetOf(given, 'public-a').id] });
    expect(gist(plan).blocked).toEqual(['OtherStacksEndpoint', 'OtherStacksEndpoint']);
    expect(remedyText(plan.blocked[0]!.remedy)).toMatch(/`pullpath apply --vpc-id vpc-\w+ --stack blue`/);
  });
});
