import { describe, expect, it } from 'vitest';
import type { AwsEcsService, AwsEcsTask } from '../../src/aws/read/workload-reader.ts';
import type { EcsSnapshot } from '../../src/discover/ecs/ecs-snapshot.ts';
import { toEcsService } from '../../src/discover/ecs/service.ts';
import { toEcsTask } from '../../src/discover/ecs/task.ts';
import { toTaskDefinition } from '../../src/discover/ecs/task-definition.ts';
import { workloadOfService, workloadOfTask } from '../../src/workload/from-service.ts';

const REGION = 'eu-west-1';
const DEFINITION = `arn:aws:ecs:${REGION}:111122223333:task-definition/orders:7`;
const network = (...subnets: string[]) => ({ awsvpcConfiguration: { subnets, securityGroups: ['sg-1'] } });

const EMPTY: EcsSnapshot = {
  clusters: [
    {
      arn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/prod',
      name: 'prod',
      status: 'ACTIVE',
      defaultCapacityProviders: ['managed'],
      exec: { kmsKeyId: 'key', logGroup: null, bucket: null },
    },
  ],
  services: [],
  tasks: [],
  taskDefinitions: [
    toTaskDefinition({
      taskDefinitionArn: DEFINITION,
      family: 'orders',
      revision: 7,
      containerDefinitions: [{ name: 'web', image: 'nginx', logConfiguration: { logDriver: 'awslogs' } }],
    }),
  ],
  capacityProviders: [
    { name: 'managed', type: 'MANAGED_INSTANCES', instances: { subnetIds: ['subnet-m'], securityGroupIds: ['sg-m'] } },
    { name: 'asg', type: 'EC2_AUTOSCALING', instances: null },
  ],
  containerInstances: [],
  unread: [],
};

function workload(service: Partial<AwsEcsService>, over: Partial<EcsSnapshot> = {}) {
  const raw = { serviceName: 'orders', clusterArn: 'x:cluster/prod', taskDefinition: DEFINITION, ...service };
  return workloadOfService({ ...EMPTY, ...over }, toEcsService(raw), REGION);
}

function instance(id: string, subnetId: string | null, groups: string[] | null = null) {
  const arn = `arn:aws:ecs:${REGION}:111122223333:container-instance/prod/${id}`;
  const of = { subnetId, vpcId: null, securityGroupIds: groups, publicAddress: groups === null ? null : false };
  return { arn, instanceId: id, capacityProvider: 'asg', agentConnected: true, ...of };
}

describe('the workload of a service', () => {
  it('is its PRIMARY deployment: where it runs, what it pulls and what it needs, each with where it was read', () => {
    const primary = { status: 'PRIMARY', launchType: 'FARGATE' as const, taskDefinition: DEFINITION };
    const found = workload({
      networkConfiguration: network('subnet-old'),
      enableExecuteCommand: true,
      deployments: [
        { ...primary, id: 'ecs-svc/1', status: 'ACTIVE', networkConfiguration: network('subnet-old') },
        { ...primary, networkConfiguration: network('subnet-new'), serviceConnectConfiguration: { enabled: true } },
      ],
    });
    const from = 'service orders of cluster prod';
    expect(found).toMatchObject({
      cluster: 'prod',
      service: 'orders',
      taskDefinition: DEFINITION,
      subnetIds: { value: ['subnet-new'], from },
      securityGroupIds: { value: ['sg-1'], from },
      publicAddress: { value: false, from },
      platform: { value: 'fargate-1.4.0', from },
      images: { value: [{ container: 'web', image: 'nginx' }], from: 'task definition orders:7' },
    });
    expect(found.services?.value.map(({ service }) => service)).toEqual(['logs', 'ssmmessages', 'kms', 'ecs-agent']);
    expect(found.notJudged.map(({ what }) => what)).toEqual(['the older deployment ecs-svc/1 (orders:7)']);
  });

  it('is its PRIMARY task set with other controllers', () => {
    const set = { status: 'PRIMARY', launchType: 'FARGATE' as const, taskDefinition: DEFINITION };
    const found = workload({
      deploymentController: { type: 'CODE_DEPLOY' },
      taskSets: [{ ...set, networkConfiguration: network('subnet-set') }],
    });
    expect(found.subnetIds?.value).toEqual(['subnet-set']);
  });

  it("stands where its instances stand: of Managed Instances by the cluster's default provider", () => {
    const found = workload({ networkConfiguration: network('subnet-task') });
    expect(found).toMatchObject({ subnetIds: { value: ['subnet-m'] }, securityGroupIds: { value: ['sg-m'] } });
    expect(found.notJudged.map(({ what }) => what)).toEqual(['what the agent of ECS Managed Instances needs']);
  });

  it.each([
    ['all instances tell', [instance('a', 'subnet-a'), instance('b', 'subnet-a')], ['subnet-a']],
    ['one does not tell', [instance('a', 'subnet-a'), instance('b', null)], undefined],
    ['there is none', [], undefined],
  ])('has subnets on EC2 where %s', (_, containerInstances, expected) => {
    const service = {
      capacityProviderStrategy: [{ capacityProvider: 'asg' }],
      networkConfiguration: network('subnet-task'),
    };
    const found = workload(service, { containerInstances });
    expect(found.subnetIds?.value).toEqual(expected);
    expect(found.platform?.value).toBe('ec2');
    expect(found.publicAddress).toBeNull();
  });

  it.each([
    [
      'all have the same',
      [instance('a', 'subnet-a', ['sg-2', 'sg-1']), instance('b', 'subnet-b', ['sg-1', 'sg-2'])],
      ['sg-1', 'sg-2'],
      false,
    ],
    ['they differ', [instance('a', 'subnet-a', ['sg-1']), instance('b', 'subnet-b', ['sg-2'])], undefined, false],
    ['EC2 told of one only', [instance('a', 'subnet-a', ['sg-1']), instance('b', 'subnet-b')], undefined, undefined],
  ])('has groups on EC2 where the instances do, which pull: %s', (_, containerInstances, groups, address) => {
    const service = {
      capacityProviderStrategy: [{ capacityProvider: 'asg' }],
      networkConfiguration: network('subnet-task'),
    };
    const found = workload(service, { containerInstances });
    expect(found.securityGroupIds?.value).toEqual(groups);
    expect(found.publicAddress?.value).toEqual(address);
    expect(found.subnetIds?.from).toBe('container instances of cluster prod');
    const isTold = groups !== undefined;
    expect(found.notJudged.some(({ what }) => what.includes('the security groups of the container instances'))).toBe(
      !isTold,
    );
  });

  it('says that no instance is known, where the provider is scaled to none', () => {
    const found = workload({ capacityProviderStrategy: [{ capacityProvider: 'asg' }] });
    expect(found.subnetIds).toBeNull();
    expect(found.notes.join()).toContain('No container instance of cluster prod is known');
  });

  it("is that of the cluster's default provider where the service names none", () => {
    const [cluster] = EMPTY.clusters;
    const clusters = cluster === undefined ? [] : [{ ...cluster, defaultCapacityProviders: ['asg'] }];
    const found = workload({}, { clusters, containerInstances: [instance('a', 'subnet-a')] });
    expect(found).toMatchObject({ platform: { value: 'ec2' }, subnetIds: { value: ['subnet-a'] } });
  });

  it.each([
    ['the revision says so', true, [], true],
    ['a task shows the side-car', null, ['web', 'aws-guardduty-agent-k3Jd'], true],
    ['the revision says it is off', false, ['web', 'aws-guardduty-agent-k3Jd'], false],
    ['nothing tells of it', null, ['web'], false],
  ])("notes GuardDuty's agent where it is on: %s", (_, guardDuty, containers, noted) => {
    const raw = {
      serviceName: 'orders',
      clusterArn: 'x:cluster/prod',
      taskDefinition: DEFINITION,
      launchType: 'FARGATE' as const,
    };
    const tasks = [
      toEcsTask({
        taskArn: 'x/prod/1',
        clusterArn: 'x:cluster/prod',
        group: 'service:orders',
        containers: containers.map((name) => ({ name })),
      }),
    ];
    const found = workloadOfService({ ...EMPTY, tasks }, { ...toEcsService(raw), guardDuty }, REGION);
    expect(found.notes.some((note) => note.startsWith("GuardDuty's agent"))).toBe(noted);
  });

  it('leaves whether GuardDuty is on to what is not judged, where ECS refuses to tell: the path stays known', () => {
    const entry = { code: 'AccessDeniedException', why: 'denied' as const, remedy: '', message: 'no' };
    const unread = [{ ...entry, part: 'serviceRevisions' as const, action: 'ecs:DescribeServiceRevisions' }];
    const found = workload({ launchType: 'FARGATE', networkConfiguration: network('subnet-1') }, { unread });
    expect(found.unread).toEqual([]);
    expect(found.notJudged.map(({ what }) => what)).toContain("whether GuardDuty's agent runs next to the containers");
  });

  it('is unknown, part by part, where something was not read', () => {
    const service = { launchType: 'FARGATE' as const, networkConfiguration: network('subnet-1') };
    expect(workload(service, { taskDefinitions: [] })).toMatchObject({
      subnetIds: { value: ['subnet-1'] },
      images: null,
      services: null,
    });
    const other = {
      capacityProviderStrategy: [{ capacityProvider: 'unread' }],
      networkConfiguration: network('subnet-1'),
    };
    expect(workload(other)).toMatchObject({ subnetIds: null, platform: null, services: null });
  });

  it.each([
    ['DRAINING', 1, 'The service is DRAINING: it is being deleted, and ECS starts no more tasks for it.'],
    ['ACTIVE', 0, 'The desired count of the service is 0, so ECS starts no task that could show it.'],
  ])(
    'says what a reader may not expect of a service that is %s with desired count %s',
    (status, desiredCount, note) => {
      expect(workload({ launchType: 'FARGATE', status, desiredCount }).notes).toEqual([note]);
    },
  );

  it('leaves what another interface than that of the instance sends to what is not judged', () => {
    const service = {
      capacityProviderStrategy: [{ capacityProvider: 'asg' }],
      enableExecuteCommand: true,
    };
    const found = workload(service, { containerInstances: [instance('a', 'subnet-a')] });
    expect(found.services?.value.map(({ service }) => service)).not.toContain('ssmmessages');
    expect(found.notJudged.map(({ what }) => what)).toContain("ssmmessages, from the task's own interface");
  });

  it('names each read of ECS that told nothing, once', () => {
    const entry = { code: 'AccessDeniedException', why: 'denied' as const, remedy: '' };
    const refused = { ...entry, action: 'ecs:DescribeTaskDefinition', message: 'not authorized' };
    const found = workload(
      { launchType: 'FARGATE' },
      {
        taskDefinitions: [],
        unread: [
          { ...refused, part: 'taskDefinitions' },
          { ...refused, part: 'taskDefinitions' },
        ],
      },
    );
    expect(found.unread).toEqual([{ action: 'ecs:DescribeTaskDefinition', why: 'denied', error: 'not authorized' }]);
  });

  it('has nothing to audit on hosts outside the VPC', () => {
    expect(workload({ launchType: 'EXTERNAL' })).toMatchObject({ external: true, subnetIds: null });
  });
});

describe('the workload of one task', () => {
  const task = (over: Partial<AwsEcsTask> = {}) =>
    toEcsTask({
      taskArn: `arn:aws:ecs:${REGION}:111122223333:task/prod/0a1b2c`,
      clusterArn: 'x:cluster/prod',
      group: 'service:orders',
      startedBy: 'ecs-svc/2',
      taskDefinitionArn: DEFINITION,
      launchType: 'FARGATE',
      platformVersion: '1.3.0',
      attachments: [{ type: 'ElasticNetworkInterface', details: [{ name: 'subnetId', value: 'subnet-b' }] }],
      ...over,
    });
  const launch = { launchType: 'FARGATE' as const, taskDefinition: DEFINITION };
  const service = toEcsService({
    serviceName: 'orders',
    clusterArn: 'x:cluster/prod',
    deployments: [
      { ...launch, id: 'ecs-svc/1', status: 'PRIMARY', networkConfiguration: network('subnet-new') },
      { ...launch, id: 'ecs-svc/2', status: 'ACTIVE', networkConfiguration: network('subnet-a', 'subnet-b') },
    ],
  });

  it('is what its own deployment launched, in the subnet and on the platform version that the task tells', () => {
    expect(workloadOfTask({ ...EMPTY, services: [service] }, task(), REGION)).toMatchObject({
      cluster: 'prod',
      service: 'orders',
      task: '0a1b2c',
      subnetIds: { value: ['subnet-b'] },
      securityGroupIds: { value: ['sg-1'] },
      publicAddress: { value: false },
      platform: { value: 'fargate-1.3.0' },
    });
  });

  it('has the subnets of the deployment where ECS has forgotten that of the task', () => {
    const found = workloadOfTask({ ...EMPTY, services: [service] }, task({ attachments: [] }), REGION);
    expect(found.subnetIds?.value).toEqual(['subnet-a', 'subnet-b']);
  });

  it('of no service tells neither groups nor public address', () => {
    const found = workloadOfTask(EMPTY, task({ group: 'family:orders' }), REGION);
    expect(found).toMatchObject({
      service: null,
      subnetIds: { value: ['subnet-b'], from: 'task 0a1b2c of cluster prod' },
      securityGroupIds: null,
      publicAddress: null,
      platform: { value: 'fargate-1.3.0' },
    });
    expect(found.notJudged.map(({ what }) => what)).toEqual(['the security groups of the tasks']);
  });
});
