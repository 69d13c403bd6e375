import { describe, expect, it } from 'vitest';
import { vpcsOfStack } from '../../src/plan/rollback/rollback-plan.ts';
import { remedyText } from '../../src/remedy/remedy.ts';
import type { Endpoint, World } from '../../src/sandbox/network/types.ts';
import { runId } from '../laws/stage.ts';
import { snapshotOf } from '../snapshots.ts';
import { gist, rollbackOn, says } from './planning.ts';
import { bear, endpointOf, groupOf, https, opener, subnetOf, world } from './worlds.ts';

const guide = await opener('guide')();
const locked = await opener('locked-endpoint', { modifyExisting: 'all' })();
const dnsOff = await opener('dns-off', { modifyExisting: 'all' })();

const own = groupOf(guide(), 'pullpath-default').id;
const orphan = endpointOf(guide(), 'ecr.api').id;
const [api, dkr] = ['ecr.api', 'ecr.dkr'].map((service) => endpointOf(locked(), service).id);
const ours = groupOf(locked(), 'pullpath-default').id;
const theirs = groupOf(locked(), 'only-operations').id;

const VPC_MARKS = {
  'pullpath:stack': 'default',
  'pullpath:undo:dns-support': 'false',
  'pullpath:undo:dns-hostnames': 'false',
};

/** `locked-endpoint` as we changed it, with what others did to ecr.api since. */
function since(change: (endpoint: Endpoint, world: World) => void): World {
  return locked((w) => change(endpointOf(w, 'ecr.api'), w));
}

type Row = readonly [
  title: string,
  world: World,
  expected: { readonly steps: readonly string[]; readonly notes?: readonly unknown[] },
];

const restored = [`restore:${api}`, `restore:${dkr}`, `delete:${ours}`];

const rows: readonly Row[] = [
  ['a stack: endpoints in one step, then the group', guide(), { steps: ['delete:endpoints', `delete:${own}`] }],
  ['nothing', world('guide'), { steps: [] }],
  [
    'what is left of a stack',
    guide((w) => {
      w.endpoints = [];
    }),
    { steps: [`delete:${own}`] },
  ],
  [
    'endpoints that are going already',
    guide((w) => {
      for (const endpoint of w.endpoints) endpoint.state = 'deleting';
    }),
    { steps: [`delete:${own}`] },
  ],
  ['changes of foreign endpoints', locked(), { steps: restored }],
  [
    'changes of the VPC, hostnames before support, before the group that vouches for them',
    guide(({ vpcs: [vpc] }) => Object.assign(vpc!.tags, VPC_MARKS)),
    { steps: ['delete:endpoints', 'restore:dns-hostnames', 'restore:dns-support', `delete:${own}`] },
  ],
  [
    'changes of the VPC before the endpoints, where no group stands',
    guide((w) => {
      Object.assign(w.vpcs[0]!.tags, VPC_MARKS);
      w.securityGroups = w.securityGroups.filter(({ id }) => id !== own);
    }),
    { steps: ['restore:dns-hostnames', 'restore:dns-support', 'delete:endpoints'] },
  ],
  [
    'another stack’s things: none of them',
    guide((w) => {
      for (const thing of [...w.endpoints, ...w.securityGroups])
        if (thing.tags['pullpath:stack']) thing.tags['pullpath:stack'] = 'blue';
    }),
    { steps: [] },
  ],
  [
    'a foreign endpoint that lost its own group since',
    since((endpoint, w) => {
      endpoint.groupIds = [ours, groupOf(w, 'default').id];
    }),
    {
      steps: restored,
      notes: [says(`${api} has lost ${theirs}`), says(`${api} has gained ${groupOf(locked(), 'default').id}`)],
    },
  ],
  [
    'a foreign endpoint on which ours is the last group: its own comes back',
    since((endpoint) => {
      endpoint.groupIds = [ours];
    }),
    { steps: restored },
  ],
  [
    'a foreign endpoint on which ours is the last group, its own being gone: a person must act',
    since((endpoint, w) => {
      endpoint.groupIds = [ours];
      w.securityGroups = w.securityGroups.filter(({ id }) => id !== theirs);
    }),
    {
      steps: restored.slice(1),
      notes: [says(`${ours} is the only group left on ${api}`)],
    },
  ],
  [
    'a foreign endpoint that was marked and never changed: the record goes',
    since((endpoint) => {
      endpoint.groupIds = [theirs];
    }),
    { steps: restored },
  ],
  [
    'a foreign endpoint that has failed since: the record goes',
    since((endpoint) => {
      endpoint.state = 'failed';
    }),
    { steps: restored, notes: [says(`${api} has failed since pullpath changed it`)] },
  ],
  [
    'a foreign endpoint that was deleted since',
    since((endpoint) => {
      endpoint.state = 'deleted';
    }),
    { steps: restored.slice(1) },
  ],
  [
    'forged tags: a group of another name',
    guide((w) =>
      Object.assign(groupOf(w, 'default').tags, { 'pullpath:managed-by': 'pullpath', 'pullpath:stack': 'default' }),
    ),
    {
      steps: ['delete:endpoints', `delete:${own}`],
      notes: [says(`${groupOf(guide(), 'default').id} has the tags of stack default, but is not what pullpath makes`)],
    },
  ],
  [
    'forged tags: an AWS service’s endpoint, another account’s, and one of somebody’s own service',
    world('open', (w) => {
      const [a, b, c] = w.endpoints;
      for (const each of [a, b, c]) each!.tags = { 'pullpath:managed-by': 'pullpath', 'pullpath:stack': 'default' };
      a!.requesterManaged = true;
      b!.ownerId = '444455556666';
      c!.serviceName = 'com.amazonaws.vpce.us-east-1.vpce-svc-0a00000000000000a';
    }),
    { steps: [], notes: [0, 1, 2].map(() => says('stays unchanged')) },
  ],
  [
    'forged tags: a run that no run of ours is called, or neither run nor Name',
    world('open', (w) => {
      const [a, b, c] = w.endpoints;
      const tags = { 'pullpath:managed-by': 'pullpath', 'pullpath:stack': 'default' };
      a!.tags = { ...tags, 'pullpath:run': 'x' };
      b!.tags = { ...tags, Name: 'pullpath-default-' };
      c!.tags = { ...tags, Name: 'logs', 'pullpath:run': 'x' };
    }),
    { steps: [], notes: [0, 1, 2].map(() => says('stays unchanged')) },
  ],
  [
    'forged tags, be they copied from ours: services and types that pullpath never makes',
    guide((w) => {
      const [api, dkr, s3] = ['ecr.api', 'ecr.dkr', 's3'].map((service) => endpointOf(w, service));
      api!.serviceName = 'com.amazonaws.us-east-1.s3';
      dkr!.serviceName = 'com.amazonaws.us-east-1.dynamodb';
      s3!.serviceName = 'com.amazonaws.us-east-1.s3express';
    }),
    {
      steps: [`delete:${own}`],
      notes: [...[0, 1].map(() => says(`uses ${own}`)), ...[0, 1, 2].map(() => says('stays unchanged'))],
    },
  ],
  [
    'copied tags: an endpoint that is older than the run in them, and one that is hours younger',
    guide((w) => {
      endpointOf(w, 'ecr.api').createdAt = Date.UTC(2025, 0, 29);
      endpointOf(w, 's3').createdAt += 7 * 3_600_000;
    }),
    {
      steps: ['delete:endpoints', `delete:${own}`],
      notes: [
        says(`${orphan} uses ${own}`),
        says(`${orphan} has the tags of stack default, but was created at 2025-01-29T00:00:00.000Z, not by the run`),
        says('from which they were copied; it stays unchanged'),
      ],
    },
  ],
  [
    'what is ours, by a clock that is some minutes wrong',
    guide((w) => {
      endpointOf(w, 'ecr.api').createdAt -= 5 * 60_000;
      endpointOf(w, 's3').createdAt += 3_600_000;
    }),
    { steps: ['delete:endpoints', `delete:${own}`] },
  ],
  [
    'copied tags: a group of our name that somebody else describes',
    guide((w) => {
      groupOf(w, 'pullpath-default').description = 'web servers';
    }),
    {
      steps: ['delete:endpoints'],
      notes: [says(`${own} has the tags of stack default, but is not what pullpath makes`)],
    },
  ],
  [
    'copied undo tags: an endpoint that is younger than the run in them',
    since((endpoint) => {
      endpoint.createdAt = Date.now() + 7 * 3_600_000;
    }),
    {
      steps: restored.slice(1),
      notes: [
        says(`${api} uses ${ours}`),
        says(`${api} has the undo tags of stack default, but pullpath never changed it`),
      ],
    },
  ],
  [
    'what is ours, whichever of its marks a person has taken off',
    guide((w) => {
      delete endpointOf(w, 'ecr.api').tags.Name;
      delete endpointOf(w, 'ecr.dkr').tags['pullpath:run'];
      delete endpointOf(w, 's3').tags['pullpath:run'];
      delete groupOf(w, 'pullpath-default').tags['pullpath:run'];
      bear(w, endpointOf(w, 'ecr.api'), [groupOf(w, 'default').id]);
    }),
    { steps: ['delete:endpoints', `delete:${own}`] },
  ],
  [
    'somebody’s endpoint that bears our group, and a rule that names it',
    guide((w) => {
      const { id } = subnetOf(w, 'private-a');
      w.endpoints.push({
        ...structuredClone(endpointOf(w, 'ecr.api')),
        id: 'vpce-0b000000000000001',
        tags: {},
        subnetIds: [id],
        interfaceIds: [],
      });
      groupOf(w, 'default').rules.push(https(own));
    }),
    {
      steps: ['delete:endpoints', `delete:${own}`],
      notes: [says(`vpce-0b000000000000001 uses ${own} (attached by something else)`), says(`(default) names ${own}`)],
    },
  ],
  [
    'nothing that has lost the tag of its stack, but names it',
    guide((w) => {
      delete endpointOf(w, 'ecr.api').tags['pullpath:stack'];
    }),
    {
      steps: ['delete:endpoints', `delete:${own}`],
      notes: [
        `${orphan} uses ${own}: AWS keeps the group until it is detached.`,
        [
          `${orphan} was created by pullpath, but its tag pullpath:stack is gone: it belongs to no stack, so no rollback removes it.`,
          `Put the tag pullpath:stack back onto ${orphan}, or delete it by hand.`,
        ],
      ],
    },
  ],
  [
    'an S3 endpoint for on-premises leans on our gateway',
    guide((w) => {
      w.endpoints.push({
        ...structuredClone(endpointOf(w, 'ecr.api')),
        id: 'vpce-0b000000000000001',
        serviceName: 'com.amazonaws.us-east-1.s3',
        tags: {},
        groupIds: [],
        inboundResolverOnly: true,
      });
    }),
    {
      steps: ['delete:endpoints', `delete:${own}`],
      notes: [says('vpce-0b000000000000001 keeps its private DNS for inbound resolvers')],
    },
  ],
];

describe('the rollback plan takes back', () => {
  it.each(rows)('%s', (_, given, { steps, notes = [] }) => {
    expect(gist(rollbackOn(given))).toEqual({ steps, blocked: [], notes });
  });

  it('exactly what the record holds', () => {
    const [step] = rollbackOn(locked()).steps;
    expect(step).toMatchObject({
      before: { groupIds: [theirs, ours] },
      after: { groupIds: [theirs] },
      dropTags: ['pullpath:undo:groups', 'pullpath:undo:run', 'pullpath:stack'],
    });
  });

  it('the group that was there before, where ours is the last one', () => {
    const [step] = rollbackOn(
      since((endpoint) => {
        endpoint.groupIds = [ours];
      }),
    ).steps;
    expect(step).toMatchObject({
      change: { addGroupIds: [theirs], removeGroupIds: [ours] },
      after: { groupIds: [theirs] },
    });
  });

  it('the stack’s mark on the VPC last, since the other records are nobody’s without it', () => {
    const plan = rollbackOn(guide(({ vpcs: [vpc] }) => Object.assign(vpc!.tags, VPC_MARKS)));
    expect(plan.steps.flatMap((step) => (step.kind === 'restore-vpc-attribute' ? [step.dropTags] : []))).toEqual([
      ['pullpath:undo:dns-hostnames'],
      expect.arrayContaining(['pullpath:undo:dns-support', 'pullpath:stack']),
    ]);
  });

  it('attributes only when ours is gone, and the group that vouches for all of it last', () => {
    for (const given of [guide(), locked(), dnsOff()]) {
      const { steps } = rollbackOn(given);
      for (const step of steps) {
        const earlier = steps.slice(0, steps.indexOf(step));
        const waits = ['delete-security-group', 'restore-vpc-attribute'].includes(step.kind);
        expect(step.needs).toEqual(waits ? earlier.map(({ id }) => id) : []);
      }
      expect(steps.at(-1)?.kind).toBe('delete-security-group');
    }
  });
});

describe('undo tags count on what a step may modify, beside something that the stack made:', () => {
  const UNDO = { 'pullpath:stack': 'default', 'pullpath:undo:private-dns': 'false' };
  /** The guide's stack, with undo tags on what others made. */
  const beside = (change: (endpoint: Endpoint, w: World) => void) =>
    guide((w) => {
      const endpoint = {
        ...structuredClone(endpointOf(w, 'ecr.api')),
        id: 'vpce-0b000000000000001',
        tags: { ...UNDO },
      };
      w.endpoints.push(endpoint);
      change(endpoint, w);
    });
  const rest = ['delete:endpoints', `delete:${own}`];

  it('a record of a version that wrote no run is believed there', () => {
    expect(rollbackOn(beside(() => undefined)).steps.map(({ id }) => id)).toEqual([
      'restore:vpce-0b000000000000001',
      ...rest,
    ]);
  });

  it.each<[string, (endpoint: Endpoint, w: World) => void]>([
    ['an endpoint that an AWS service manages', (e) => Object.assign(e, { requesterManaged: true })],
    ['an endpoint of another account', (e) => Object.assign(e, { ownerId: '444455556666' })],
    [
      'an endpoint to somebody’s own service',
      (e) => Object.assign(e, { serviceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0a00000000000000a' }),
    ],
    [
      'a Gateway Load Balancer endpoint',
      (e) =>
        Object.assign(e, {
          type: 'GatewayLoadBalancer',
          serviceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0a00000000000000a',
        }),
    ],
    ['a gateway endpoint', (e) => Object.assign(e, { type: 'Gateway', serviceName: 'com.amazonaws.us-east-1.s3' })],
  ])('%s is left alone, and said', (_, change) => {
    const { steps, notes, blocked, left } = rollbackOn(beside(change));
    expect({ steps: steps.map(({ id }) => id), blocked, left }).toEqual({ steps: rest, blocked: [], left: [] });
    expect(notes).toContainEqual(
      says('vpce-0b000000000000001 has the undo tags of stack default, but pullpath never changed it'),
    );
  });

  it.each<[string, Record<string, string>]>([
    ['private DNS was "True"', { 'pullpath:undo:private-dns': 'True' }],
    ['a run that is not called like one of ours', { 'pullpath:undo:run': 'x' }],
  ])('%s: it is left as it is with its tags, and a person is told', (_, tags) => {
    const given = beside((endpoint) => Object.assign(endpoint.tags, tags));
    const { steps, left } = rollbackOn(given);
    expect(steps.map(({ id }) => id)).toEqual(rest);
    expect(left).toMatchObject([
      { id: 'vpce-0b000000000000001', code: 'MalformedUndoRecord', message: says(Object.keys(tags)[0]!) },
    ]);
  });

  it.each(['', '-', 'True', 'TRUE', 'off'])(
    'a VPC whose DNS support was %j keeps it, and its tag; what is sound beside it goes back',
    (value) => {
      const given = guide(({ vpcs: [vpc] }) =>
        Object.assign(vpc!.tags, VPC_MARKS, { 'pullpath:undo:dns-support': value }),
      );
      const { steps, left } = rollbackOn(given);
      expect(steps.map(({ id }) => id)).toEqual(['delete:endpoints', 'restore:dns-hostnames', `delete:${own}`]);
      expect(steps[1]).toMatchObject({ dropTags: ['pullpath:undo:dns-hostnames'] });
      expect(left).toMatchObject([{ code: 'MalformedUndoRecord' }]);
    },
  );

  it('nothing is switched off in a VPC that another account shares', () => {
    const given = guide(({ vpcs: [vpc] }) => {
      Object.assign(vpc!.tags, VPC_MARKS);
      vpc!.ownerId = '444455556666';
    });
    expect(rollbackOn(given).steps.map(({ id }) => id)).toEqual(rest);
  });

  it('where nothing of the stack stands beside them, they are refused without --modify-existing, run or not', () => {
    for (const run of [{}, { 'pullpath:undo:run': runId(1) }]) {
      const given = world('dns-off', (w) => {
        Object.assign(w.vpcs[0]!.tags, VPC_MARKS, run);
        w.endpoints = [
          { ...structuredClone(endpointOf(guide(), 'ecr.api')), vpcId: w.vpcs[0]!.id, tags: { ...UNDO, ...run } },
        ];
      });
      const refused = rollbackOn(given);
      expect(refused.steps).toEqual([]);
      expect(refused.blocked.map(({ code }) => code)).toEqual(Array(3).fill('NeedsModifyExisting'));
      expect(refused.blocked[0]).toMatchObject({
        message: says('nothing that this stack created exists in'),
      });
      expect(remedyText(refused.blocked[0]!.remedy)).toContain('--modify-existing');
      expect(rollbackOn(given, 'default', true).steps).toEqual(refused.blocked.map(({ step }) => step));
    }
  });
});

describe('the VPCs of a stack', () => {
  const second = (w: World, tags: Record<string, string>) => {
    w.vpcs.push({ ...structuredClone(w.vpcs[0]!), id: 'vpc-0b000000000000001', tags });
  };
  const vpcsOf = (w: World) => vpcsOfStack(snapshotOf(w), 'default');

  it('are those with something that it made, whatever tags say elsewhere, which is remarked', () => {
    const given = guide((w) => second(w, VPC_MARKS));
    expect(vpcsOf(given)).toEqual([given.vpcs[0]!.id]);
    expect(rollbackOn(given).notes.map(remedyText)).toEqual([
      says('vpc-0b000000000000001 has tags of stack default too; `pullpath rollback --vpc-id'),
    ]);
  });

  it('are those that it modified, where nothing stands that it made', () => {
    const given = world('guide', (w) => second(w, VPC_MARKS));
    groupOf(given, 'default').tags = { 'pullpath:managed-by': 'pullpath', 'pullpath:stack': 'default' };
    expect(vpcsOf(given)).toEqual(['vpc-0b000000000000001']);
  });

  it('are those that tags name, where they name nothing else: what is left alone there is said', () => {
    const given = world('guide');
    groupOf(given, 'default').tags = { 'pullpath:managed-by': 'pullpath', 'pullpath:stack': 'default' };
    expect(vpcsOf(given)).toEqual([given.vpcs[0]!.id]);
  });
});

describe('the rollback plan says who loses what', () => {
  const losses = (given: World, stack?: string) =>
    rollbackOn(given, stack).sideEffects.filter(({ kind }) => kind === 'loses-path');

  it('the targets lose the path', () => {
    const lost = losses(guide());
    expect(lost[0]).toMatchObject({
      message: '2 subnets will no longer reach ecr.api, ecr.dkr and s3.',
      subnetIds: ['private-a', 'private-b'].map((name) => subnetOf(guide(), name).id),
    });
  });

  it('subnets with a NAT gateway lose nothing', async () => {
    const opened = (await opener('nat-beside')())();
    const workers = subnetOf(opened, 'workers-a').id;
    expect(losses(opened).flatMap(({ subnetIds }) => subnetIds)).not.toContain(workers);
  });

  it('another stack that relies on ours loses its path', async () => {
    const blue = await opener('guide', { stack: 'blue' })();
    expect(losses(blue(), 'blue')[0]).toMatchObject({ message: says('ecr.api, ecr.dkr and s3') });
  });

  it('whoever relies on the DNS attributes that we switched on loses, though it has an endpoint of its own', () => {
    const given = dnsOff((w) => {
      const endpoint = structuredClone(endpointOf(w, 'ecr.api'));
      w.endpoints.push({
        ...endpoint,
        id: 'vpce-0b000000000000001',
        serviceName: 'com.amazonaws.us-east-1.logs',
        tags: {},
        groupIds: [groupOf(w, 'endpoints').id],
      });
    });
    expect(losses(given)[0]).toMatchObject({ message: says('logs') });
  });

  it('DNS attributes that go off again go off for the whole VPC', () => {
    const given = dnsOff();
    const wide = rollbackOn(given).sideEffects.filter(({ kind }) => kind === 'vpc-wide-dns');
    const everybody = given.subnets.filter(({ vpcId }) => vpcId === given.vpcs[0]!.id).map(({ id }) => id);
    expect(wide).toMatchObject([
      { message: says('enableDnsHostnames is turned off for everything'), subnetIds: everybody },
    ]);
    expect(rollbackOn(guide()).sideEffects.map(({ kind }) => kind)).not.toContain('vpc-wide-dns');
  });

  it('open S3 connections drop when the route is removed', () => {
    const drops = rollbackOn(guide()).sideEffects.filter(({ kind }) => kind === 's3-connections-drop');
    expect(drops.map(({ message }) => message)).toEqual([says('when the route is removed')]);
  });
});
