import { describe, expect, it } from 'vitest';
import { gist, type PlanRow, planOn, says } from './planning.ts';
import { endpointOf, subnetOf, world } from './worlds.ts';

const ALL = ['security-group', 'ingress', 'endpoint:ecr.api', 'endpoint:ecr.dkr', 'endpoint:s3'];

const local = world('local-zone');
const edge = subnetOf(local, 'private-boston');

const rows: readonly PlanRow[] = [
  ['isolated subnets get everything', world('guide'), {}, { steps: ALL }],
  [
    'platform version 1.3.0 needs no ecr.api',
    world('guide'),
    { platformVersion: '1.3.0' },
    { steps: ALL.filter((id) => id !== 'endpoint:ecr.api') },
  ],
  [
    'extras get endpoints too',
    world('guide'),
    { with: ['logs', 'dynamodb'] },
    { steps: [...ALL, 'endpoint:logs', 'endpoint:dynamodb'] },
  ],
  ['an open path gets nothing', world('open'), {}, { steps: [] }],
  [
    'what serves is reused',
    world('foreign-ecr'),
    {},
    { steps: ['security-group', 'ingress', 'endpoint:ecr.dkr', 'endpoint:s3'] },
  ],
  ['no target, no steps', world('empty'), {}, { steps: [] }],
  ['another account’s VPC is refused', world('shared-vpc'), {}, { steps: ALL, blocked: ['SharedVpc'] }],
  [
    'a zone that a service lacks is served across zones, and said',
    world('zone-gap'),
    {},
    {
      steps: ALL,
      notes: [says('No ecr.dkr interface in zone use1-az2: com.amazonaws.us-east-1.ecr.dkr is not offered there')],
    },
  ],
  [
    'a Local Zone holds no endpoint',
    local,
    {},
    { steps: ALL, notes: [says('No ecr.api interface in zone use1-az1-bos1'), says('No ecr.dkr interface')] },
  ],
  [
    'a Local Zone alone is served from elsewhere, and it is said from where',
    local,
    { subnetIds: [edge.id] },
    {
      steps: ALL,
      notes: ['ecr.api', 'ecr.dkr'].flatMap((service) => [
        says(`No ${service} interface in zone use1-az1-bos1`),
        says(
          `The ${service} interface of zone use1-az1 goes into ${subnetOf(local, 'private-a').id}, which isn’t a target`,
        ),
      ]),
    },
  ],
  [
    'without private DNS the plan says what that costs',
    world('guide'),
    { privateDns: false },
    {
      steps: ALL,
      notes: [says('Without private DNS the names of ecr.api'), says('Without private DNS the names of ecr.dkr')],
    },
  ],
  [
    'DNS attributes that are off are switched on with consent, support first',
    world('guide', ({ vpcs: [vpc] }) => Object.assign(vpc!, { dnsSupport: false, dnsHostnames: false })),
    { modifyExisting: 'all' },
    { steps: ['vpc:dns-support', 'vpc:dns-hostnames', ...ALL] },
  ],
  ['and without consent they are refused', world('dns-off'), {}, { steps: ALL, blocked: ['NeedsModifyExisting'] }],
  [
    'they may stay off without private DNS',
    world('dns-off'),
    { privateDns: false, with: [] },
    { steps: ALL, notes: [says('Without private DNS'), says('Without private DNS')] },
  ],
  [
    'a security group of that name that is not ours is in the way',
    world('guide', (w) =>
      w.securityGroups.push({
        ...w.securityGroups[0]!,
        id: 'sg-0b000000000000001',
        name: 'Pullpath-Default',
        tags: {},
      }),
    ),
    {},
    { steps: ALL.filter((id) => id !== 'security-group'), blocked: ['SecurityGroupNameTaken'] },
  ],
  [
    'a dead route to S3 keeps a gateway endpoint off its table',
    world('guide', (w) => {
      const table = w.routeTables.find(({ associations }) =>
        associations.some((a) => a.subnetId === subnetOf(w, 'private-a').id),
      )!;
      table.routes.push({
        destination: 'pl-63a5400a',
        target: 'nat-0b000000000000001',
        state: 'blackhole',
        origin: 'CreateRoute',
      });
    }),
    {},
    { steps: ALL, blocked: ['RouteInTheWay'] },
  ],
  [
    'a table that somebody’s failed gateway holds is refused',
    world('partial-s3', (w) => Object.assign(endpointOf(w, 's3'), { state: 'failed' })),
    {},
    { steps: ALL, blocked: ['FailedEndpointHoldsRoute'] },
  ],
];

describe('the plan where nothing of ours stands', () => {
  it.each(rows)('%s', (_, given, choices, { steps, blocked = [], notes = [] }) => {
    expect(gist(planOn(given, choices))).toEqual({ steps, blocked, notes });
  });

  it('puts an endpoint into one target subnet of each zone', () => {
    const given = world('same-zone');
    expect(endpointStep(planOn(given), 'ecr.api').after.subnetIds).toEqual([subnetOf(given, 'private-a1').id]);
    const many = world('many-subnets');
    const zones = endpointStep(planOn(many), 'ecr.api').after.subnetIds.map(
      (id) => many.subnets.find((each) => each.id === id)!.zone,
    );
    expect(zones).toEqual(['us-east-1a', 'us-east-1b', 'us-east-1c']);
  });

  it.each([
    [1, ['private-a']],
    [2, ['private-a', 'private-b']],
    [9, ['private-a', 'private-b']],
  ])('--azs %i puts an endpoint into %j', (zones, names) => {
    const given = world('guide');
    expect(endpointStep(planOn(given, { zones }), 'ecr.api').after.subnetIds).toEqual(
      names.map((name) => subnetOf(given, name).id),
    );
  });

  it('covers the tables that were named, and leaves the others and those of somebody else alone', () => {
    const given = world('partial-s3');
    const tables = given.routeTables.map(({ id }) => id);
    const covered = endpointOf(given, 's3').routeTableIds[0]!;
    const plan = planOn(given, { routeTableIds: tables });
    expect(gatewayStep(plan).after.routeTableIds).toEqual(tables.filter((id) => id !== covered));
    expect(plan.notes).toEqual([`${endpointOf(given, 's3').id} already covers ${covered}; the table stays unchanged.`]);
  });

  it('says which targets ride on a table that was not named', () => {
    const given = world('guide');
    const [main] = given.routeTables;
    const plan = planOn(given, { routeTableIds: [main!.id] });
    expect(gatewayStep(plan).after.routeTableIds).toEqual([main!.id]);
    expect(plan.notes).toEqual(['private-a', 'private-b'].map((name) => says(`${subnetOf(given, name).id} uses rtb-`)));
    expect(plan.preview?.staysClosed.map(({ hop }) => hop)).toEqual(['s3', 's3']);
  });

  it('makes whatever flips names wait for the DNS attributes, and nothing else', () => {
    const plan = planOn(world('dns-off'), { modifyExisting: 'all' });
    const waiting = plan.steps.filter(({ needs }) => needs.includes('vpc:dns-hostnames')).map(({ id }) => id);
    expect(waiting).toEqual(['endpoint:ecr.api', 'endpoint:ecr.dkr']);
  });

  it('leaves an Outpost’s subnet to others of its zone', () => {
    const given = world('same-zone', (w) =>
      Object.assign(subnetOf(w, 'private-a1'), { outpostArn: 'arn:aws:outposts:us-east-1:111122223333:outpost/op-1' }),
    );
    expect(endpointStep(planOn(given), 'ecr.api').after.subnetIds).toEqual([subnetOf(given, 'private-a2').id]);
  });

  it('refuses where no subnet can hold an interface', () => {
    const given = world('same-zone', (w) => {
      for (const subnet of w.subnets) subnet.outpostArn = 'arn:aws:outposts:us-east-1:111122223333:outpost/op-1';
    });
    expect(gist(planOn(given)).blocked).toEqual(['NoPlaceForEndpoint', 'NoPlaceForEndpoint']);
  });

  it('does not change its mind about a subnet for a task more or less', () => {
    const chosen = [0, 1, 2].map((occupied) => {
      const given = world('same-zone', (w) => Object.assign(subnetOf(w, 'private-a1'), { occupied }));
      return endpointStep(planOn(given), 'ecr.api').after.subnetIds[0] === subnetOf(given, 'private-a1').id;
    });
    expect(chosen).toEqual([true, true, true]);
  });
});

function endpointStep(plan: ReturnType<typeof planOn>, service: string) {
  return plan.steps.find(
    (step) => step.kind === 'create-interface-endpoint' && step.id === `endpoint:${service}`,
  ) as Extract<(typeof plan.steps)[number], { kind: 'create-interface-endpoint' }>;
}

function gatewayStep(plan: ReturnType<typeof planOn>) {
  return plan.steps.find((step) => step.kind === 'create-gateway-endpoint')!;
}
