import { describe, expect, it } from 'vitest';
import type { Choices } from '../../src/plan/choices.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { World } from '../../src/sandbox/network/types.ts';
import { type Gist, gist, planOn, says } from './planning.ts';
import { bear, endpointOf, groupOf, https, opener, subnetOf } from './worlds.ts';

const guide = await opener('guide')();
const api = endpointOf(guide(), 'ecr.api').id;
const dkr = endpointOf(guide(), 'ecr.dkr').id;
const s3 = endpointOf(guide(), 's3').id;
const group = groupOf(guide(), 'pullpath-default').id;

/** Takes a subnet's interface off an endpoint, as ModifyVpcEndpoint would. */
function leave(world: World, service: string, subnetName: string): void {
  const endpoint = endpointOf(world, service);
  const { id } = subnetOf(world, subnetName);
  const gone = world.interfaces.filter((each) => each.endpointId === endpoint.id && each.subnetId === id);
  world.interfaces = world.interfaces.filter((each) => !gone.includes(each));
  endpoint.subnetIds = endpoint.subnetIds.filter((each) => each !== id);
  endpoint.interfaceIds = endpoint.interfaceIds.filter((each) => !gone.some((card) => card.id === each));
}

function leaveTable(world: World, tableId: string): void {
  const endpoint = endpointOf(world, 's3');
  endpoint.routeTableIds = endpoint.routeTableIds.filter((id) => id !== tableId);
  const table = world.routeTables.find(({ id }) => id === tableId)!;
  table.routes = table.routes.filter(({ target }) => target !== endpoint.id);
}

function dropFirstRule(world: World): void {
  const own = groupOf(world, 'pullpath-default');
  own.rules.splice(
    own.rules.findIndex(({ egress }) => !egress),
    1,
  );
}

type Change = (world: World) => void;
type Row = readonly [title: string, change: Change, expected: Gist, choices?: Partial<Choices>];

const rows: readonly Row[] = [
  ['as it was made', () => undefined, { steps: [] }],
  ['a missing rule', dropFirstRule, { steps: ['ingress'] }],
  ['a missing zone', (w) => leave(w, 'ecr.api', 'private-b'), { steps: [`modify:${api}`] }],
  [
    'a missing zone without room',
    (w) => {
      leave(w, 'ecr.api', 'private-b');
      subnetOf(w, 'private-b').occupied = 300;
    },
    { steps: [], notes: [says('No ecr.api interface in zone use1-az2: no subnet there has a free address')] },
  ],
  ['a missing route table', (w) => leaveTable(w, endpointOf(w, 's3').routeTableIds[1]!), { steps: [`modify:${s3}`] }],
  [
    'the group off an endpoint',
    (w) => bear(w, endpointOf(w, 'ecr.api'), [groupOf(w, 'default').id]),
    { steps: [`modify:${api}`] },
  ],
  [
    'the group off an endpoint that has no room for it',
    (w) => bear(w, endpointOf(w, 'ecr.api'), ['sg-1', 'sg-2', 'sg-3', 'sg-4', 'sg-5']),
    { steps: [], blocked: ['TooManyGroupsOnEndpoint'] },
  ],
  [
    'the group off an endpoint whose six others show that AWS has raised the quota',
    (w) => bear(w, endpointOf(w, 'ecr.api'), ['sg-1', 'sg-2', 'sg-3', 'sg-4', 'sg-5', 'sg-6']),
    { steps: [`modify:${api}`] },
  ],
  [
    'the group off an endpoint that bears the most that any quota allows',
    (w) =>
      bear(
        w,
        endpointOf(w, 'ecr.api'),
        Array.from({ length: 16 }, (_, n) => `sg-${n}`),
      ),
    { steps: [], blocked: ['TooManyGroupsOnEndpoint'] },
  ],
  [
    'a rule from a group whose sixty-odd others show that AWS has raised the quota',
    (w) => {
      const own = groupOf(w, 'pullpath-default');
      const [first, ...others] = own.rules.filter(({ egress }) => !egress);
      const strangers = Array.from({ length: 61 }, (_, n) => ({
        ...first!,
        id: `sgr-0b${n}`,
        peer: `192.0.2.${n}/32`,
      }));
      own.rules = [...own.rules.filter(({ egress }) => egress), ...others, ...strangers];
    },
    { steps: ['ingress'] },
  ],
  [
    'the group gone, which only a careless emulator allows',
    (w) => {
      w.securityGroups = w.securityGroups.filter(({ id }) => id !== group);
    },
    { steps: ['security-group', 'ingress', `modify:${api}`, `modify:${dkr}`] },
  ],
  [
    'private DNS off',
    (w) => Object.assign(endpointOf(w, 'ecr.dkr'), { privateDns: false }),
    { steps: [`modify:${dkr}`] },
  ],
  [
    'private DNS off because somebody else’s endpoint has the names by now',
    (w) => {
      const twin = structuredClone(endpointOf(w, 'ecr.dkr'));
      endpointOf(w, 'ecr.dkr').privateDns = false;
      w.endpoints.push({ ...twin, id: 'vpce-0b000000000000001', tags: {} });
    },
    { steps: [] },
  ],
  ['a readable name taken off', (w) => delete endpointOf(w, 's3').tags.Name, { steps: [`tags:${s3}`] }],
  [
    'the name of the group taken off',
    (w) => delete groupOf(w, 'pullpath-default').tags.Name,
    { steps: [`tags:${group}`] },
  ],
  [
    'the tags that make the group ours taken off',
    (w) => Object.assign(groupOf(w, 'pullpath-default'), { tags: {} }),
    { steps: ['ingress', `modify:${api}`, `modify:${dkr}`], blocked: ['SecurityGroupNameTaken'] },
  ],
  [
    'a failed endpoint',
    (w) => Object.assign(endpointOf(w, 'ecr.api'), { state: 'failed' }),
    { steps: ['delete:ecr.api', 'endpoint:ecr.api'] },
  ],
  [
    'a failed gateway',
    (w) => Object.assign(endpointOf(w, 's3'), { state: 'failed' }),
    { steps: ['delete:s3', 'endpoint:s3'] },
  ],
  [
    'an endpoint deleted',
    (w) => Object.assign(endpointOf(w, 'ecr.api'), { state: 'deleting' }),
    { steps: ['endpoint:ecr.api'] },
  ],
  [
    'an endpoint that is not ready yet',
    (w) => Object.assign(endpointOf(w, 'ecr.api'), { state: 'pending' }),
    { steps: [`await:${api}`] },
  ],
  [
    'an endpoint that is not ready yet and lacks a zone',
    (w) => {
      leave(w, 'ecr.api', 'private-b');
      endpointOf(w, 'ecr.api').state = 'pending';
    },
    { steps: [`modify:${api}`] },
  ],
  [
    'a second endpoint of ours for a service',
    (w) =>
      w.endpoints.push({
        ...structuredClone(endpointOf(w, 'ecr.api')),
        id: 'vpce-0b000000000000001',
        privateDns: false,
      }),
    { steps: [], notes: [says('vpce-0b000000000000001 is a second endpoint of the stack for ecr.api')] },
  ],
  [
    'a second endpoint of ours that has failed',
    (w) =>
      w.endpoints.unshift({
        ...structuredClone(endpointOf(w, 'ecr.api')),
        id: 'vpce-0b000000000000001',
        state: 'failed',
      }),
    { steps: ['delete:ecr.api'] },
  ],
  [
    'another platform version',
    () => undefined,
    { steps: [], notes: [`The stack also has ${api} (ecr.api), which this run does not ask for; it stays.`] },
    { platformVersion: '1.3.0' },
  ],
  ['one more service', () => undefined, { steps: ['endpoint:logs'] }, { with: ['logs'] }],
  ['--ingress https', () => undefined, { steps: ['superfluous-ingress'] }, { ingress: 'https' }],
  [
    '--ingress https beside a rule that a person added',
    (w) =>
      groupOf(w, 'pullpath-default').rules.push({
        id: 'sgr-1',
        egress: false,
        protocol: 'tcp',
        fromPort: 80,
        toPort: 80,
        peer: '10.9.0.0/16',
        description: 'monitoring',
        tags: {},
      }),
    { steps: ['superfluous-ingress'] },
    { ingress: 'https' },
  ],
  [
    '--no-private-dns',
    () => undefined,
    { steps: [], notes: ['ecr.api', 'ecr.dkr'].map((service) => says(`(${service}) keeps its private DNS`)) },
    { privateDns: false },
  ],
  [
    '--azs 1',
    () => undefined,
    {
      steps: [],
      notes: ['ecr.api', 'ecr.dkr'].map((service) => says(`(${service}) is in 2 zones and stays there`)),
    },
    { zones: 1 },
  ],
  [
    '--admit targets',
    (w) => w,
    {
      steps: [],
      notes: [says(`${group} still admits ${subnetOf(guide(), 'public-a').id} besides the targets`)],
    },
    { admit: 'targets' },
  ],
  ['fewer targets', () => undefined, { steps: [] }, { subnetIds: [subnetOf(guide(), 'private-a').id] }],
  [
    'one more target',
    () => undefined,
    { steps: ['ingress', `modify:${s3}`] },
    { subnetIds: guide().subnets.map(({ id }) => id) },
  ],
  [
    'nothing left but the group, on an open path',
    (w) => {
      for (const endpoint of w.endpoints) Object.assign(endpoint, { tags: {}, groupIds: [groupOf(w, 'default').id] });
      groupOf(w, 'default').rules.push(https('10.0.0.0/16'));
      groupOf(w, 'pullpath-default').rules = [];
    },
    { steps: [], notes: [says(`${group}, the stack's security group, is on no endpoint`)] },
  ],
];

describe('the plan over a stack of ours, after', () => {
  const all = rows.map(([title, change, expected, choices = {}]) => [title, change, expected, choices] as const);

  it.each(all)('%s', (_, change, { steps, blocked = [], notes = [] }, choices) => {
    expect(gist(planOn(guide(change), choices))).toEqual({ steps, blocked, notes });
  });
});

const stepIn = (plan: Plan, id: string) => plan.steps.find((step) => step.id === id);

describe('drift is shown with before and after', () => {
  it('of rules', () => {
    const [step] = planOn(guide(dropFirstRule)).steps;
    expect(step).toMatchObject({
      action: 'update',
      groupId: group,
      rules: [{ protocol: 'tcp', fromPort: 443, cidr: '10.0.1.0/24' }],
      before: { rules: expect.objectContaining({ length: 6 }) },
      after: { rules: expect.objectContaining({ length: 7 }) },
    });
  });

  it('of zones, groups and private DNS in one change of the endpoint', () => {
    const plan = planOn(
      guide((w) => {
        leave(w, 'ecr.api', 'private-b');
        bear(w, endpointOf(w, 'ecr.api'), [groupOf(w, 'default').id]);
        endpointOf(w, 'ecr.api').privateDns = false;
      }),
    );
    const [a, b] = ['private-a', 'private-b'].map((name) => subnetOf(guide(), name).id);
    const stranger = groupOf(guide(), 'default').id;
    expect(stepIn(plan, `modify:${api}`)).toMatchObject({
      undo: {},
      before: { subnetIds: [a], groupIds: [stranger], privateDns: false },
      after: { subnetIds: [a, b], groupIds: [stranger, group], privateDns: true },
    });
  });

  it('of tags, and never of those that a person changed', () => {
    const plan = planOn(
      guide((w) => {
        delete endpointOf(w, 's3').tags.Name;
        endpointOf(w, 'ecr.api').tags.Name = 'ours';
        groupOf(w, 'pullpath-default').tags.team = 'web';
      }),
    );
    expect(plan.steps).toMatchObject([{ id: `tags:${s3}`, after: { Name: 'pullpath-default-s3' } }]);
  });

  it('takes the superfluous rules of ours alone for --ingress https, and puts them back for the guide’s', () => {
    const narrow = planOn(guide(), { ingress: 'https' });
    const [step] = narrow.steps;
    const gone =
      step?.kind === 'revoke-ingress' ? step.rules.map(({ protocol, fromPort }) => `${protocol} ${fromPort}`) : [];
    expect(gone.sort()).toEqual(['tcp 80', 'tcp 80', 'udp 53', 'udp 53']);
    const https = guide((w) => {
      const own = groupOf(w, 'pullpath-default');
      own.rules = own.rules.filter(({ egress, fromPort }) => egress || fromPort === 443);
    });
    const wide = planOn(https);
    expect(wide.steps).toMatchObject([{ id: 'ingress', rules: expect.objectContaining({ length: 4 }) }]);
  });

  it('makes a failed endpoint anew only once the old one is gone, since it may hold the name', () => {
    const plan = planOn(guide((w) => Object.assign(endpointOf(w, 'ecr.api'), { state: 'failed' })));
    expect(stepIn(plan, 'endpoint:ecr.api')?.needs).toEqual(['delete:ecr.api']);
    expect(plan.preview?.after).toBe('open');
  });

  it('foresees the path open once what is pending is available', () => {
    const plan = planOn(guide((w) => Object.assign(endpointOf(w, 'ecr.api'), { state: 'pending' })));
    expect(plan.steps).toMatchObject([{ before: { state: 'pending' }, after: { state: 'available' } }]);
    expect(plan.preview).toMatchObject({ after: 'open' });
  });
});
