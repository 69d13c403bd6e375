import { describe, expect, it } from 'vitest';
import type { AwsEcsService, AwsEcsTask, EcsReader } from '../../../src/aws/read/workload-reader.ts';
import { EcsSnapshot } from '../../../src/discover/ecs/ecs-snapshot.ts';
import { readAllServices, readWorkload } from '../../../src/discover/ecs/read-ecs.ts';
import { PullpathError } from '../../../src/errors.ts';

const CLUSTER = 'arn:aws:ecs:eu-west-1:111122223333:cluster/prod';
const DEFINITION = 'arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:7';
const OLDER = 'arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:6';
const NETWORK = { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } };

const ORDERS: AwsEcsService = {
  serviceArn: 'arn:aws:ecs:eu-west-1:111122223333:service/prod/orders',
  serviceName: 'orders',
  clusterArn: CLUSTER,
  status: 'ACTIVE',
  desiredCount: 2,
  launchType: 'FARGATE',
  platformVersion: 'LATEST',
  taskDefinition: DEFINITION,
  networkConfiguration: NETWORK,
  deployments: [
    {
      id: 'ecs-svc/2',
      status: 'PRIMARY',
      taskDefinition: DEFINITION,
      failedTasks: 3,
      rolloutState: 'IN_PROGRESS',
      networkConfiguration: NETWORK,
      serviceConnectConfiguration: { enabled: true },
    },
    { id: 'ecs-svc/1', status: 'ACTIVE', taskDefinition: OLDER, networkConfiguration: NETWORK },
  ],
  events: [{ createdAt: new Date(0), message: '(service orders) was unable to place a task.' }],
};

const STOPPED: AwsEcsTask = {
  taskArn: 'arn:aws:ecs:eu-west-1:111122223333:task/prod/abc',
  clusterArn: CLUSTER,
  group: 'service:orders',
  taskDefinitionArn: DEFINITION,
  stopCode: 'TaskFailedToStart',
  stoppedReason: 'CannotPullContainerError: …',
  attachments: [{ type: 'ElasticNetworkInterface', details: [{ name: 'subnetId', value: 'subnet-1' }] }],
  containers: [{ name: 'web', image: 'nginx', reason: 'CannotPullContainerError: …' }],
};

const none = { found: [], failures: [] };

function refusal(action: string, code = 'AccessDeniedException', message = 'no'): PullpathError {
  return new PullpathError('refused-by-aws', { code, message, remedy: 'Ask.', action });
}

/** ECS with one cluster and one service, and what the test says otherwise. */
function ecs(over: Partial<EcsReader> = {}): EcsReader {
  return {
    clusterArns: async () => [CLUSTER],
    clusters: async () => ({ found: [{ clusterArn: CLUSTER, clusterName: 'prod', status: 'ACTIVE' }], failures: [] }),
    serviceArns: async () => [ORDERS.serviceArn ?? ''],
    services: async (_, names) => ({
      found: names.some((name) => name.endsWith('orders')) ? [ORDERS] : [],
      failures: names.filter((name) => !name.endsWith('orders')).map((arn) => ({ arn, reason: 'MISSING' })),
    }),
    expressService: async () => ({}),
    serviceRevisions: async () => none,
    taskArns: async (_, { status }) => (status === 'STOPPED' ? [STOPPED.taskArn ?? ''] : []),
    tasks: async (_, ids) => ({ found: ids.length === 0 ? [] : [STOPPED], failures: [] }),
    taskDefinition: async (name) => ({
      taskDefinitionArn: name,
      family: 'orders',
      containerDefinitions: [{ name: 'web' }],
    }),
    capacityProviders: async () => none,
    containerInstanceArns: async () => [],
    containerInstances: async () => none,
    ...over,
  };
}

describe('reading a workload', () => {
  it('reads a service with its cluster, definitions of every deployment and tasks, as plain data', async () => {
    const read = await readWorkload(ecs(), { cluster: 'prod', service: 'orders' });
    expect(EcsSnapshot.parse(JSON.parse(JSON.stringify(read)))).toEqual(read);
    expect(read).toMatchObject({
      clusters: [{ name: 'prod' }],
      services: [
        {
          name: 'orders',
          cluster: 'prod',
          deploymentController: 'ECS',
          network: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'], assignPublicIp: false },
          deployments: [{ status: 'PRIMARY', failedTasks: 3, serviceConnect: true }, { status: 'ACTIVE' }],
          events: [{ at: '1970-01-01T00:00:00.000Z', message: '(service orders) was unable to place a task.' }],
        },
      ],
      tasks: [{ id: 'abc', stopCode: 'TaskFailedToStart', subnetId: 'subnet-1', pullStartedAt: null }],
      unread: [],
    });
    expect(read.taskDefinitions.map(({ arn }) => arn)).toEqual([DEFINITION, OLDER]);
  });

  it('keeps tokens, environment variables and values of secrets out of the data', async () => {
    const container = {
      name: 'web',
      environment: [{ name: 'TOKEN', value: 'hunter2' }],
      logConfiguration: { logDriver: 'splunk' as const, options: { 'splunk-token': 'hunter2', mode: 'blocking' } },
    };
    const reader = ecs({ taskDefinition: async () => ({ containerDefinitions: [container] }) });
    const read = await readWorkload(reader, { cluster: 'prod', service: 'orders' });
    expect(JSON.stringify(read)).not.toContain('hunter2');
    expect(read.taskDefinitions[0]?.containers[0]?.log?.options).toEqual({ mode: 'blocking' });
  });

  it('reads a task, and the service that runs it', async () => {
    const read = await readWorkload(ecs(), { cluster: 'prod', task: 'abc' });
    expect(read.tasks.map(({ id }) => id)).toEqual(['abc']);
    expect(read.services.map(({ name }) => name)).toEqual(['orders']);
  });

  it('reads a task definition by itself', async () => {
    const read = await readWorkload(ecs(), { taskDefinition: 'orders' });
    expect(read).toMatchObject({ services: [], tasks: [], taskDefinitions: [{ family: 'orders' }] });
  });

  it('asks for the cluster default where none is named', async () => {
    const asked: string[] = [];
    const services: EcsReader['services'] = async (cluster) => {
      asked.push(cluster);
      return { found: [ORDERS], failures: [] };
    };
    await readWorkload(ecs({ services }), { service: 'orders' });
    expect(asked).toEqual(['default']);
  });

  it('reads the task sets of other controllers', async () => {
    const { deployments, ...rest } = ORDERS;
    const set = {
      id: 'ts-1',
      status: 'PRIMARY',
      launchType: 'FARGATE' as const,
      taskDefinition: OLDER,
      networkConfiguration: NETWORK,
    };
    const service = { ...rest, deploymentController: { type: 'CODE_DEPLOY' as const }, taskSets: [set] };
    const read = await readWorkload(ecs({ services: async () => ({ found: [service], failures: [] }) }), {
      cluster: 'prod',
      service: 'orders',
    });
    expect(read.services).toMatchObject([
      {
        deploymentController: 'CODE_DEPLOY',
        deployments: [],
        taskSets: [{ id: 'ts-1', network: { subnetIds: ['subnet-1'] } }],
      },
    ]);
    expect(read.taskDefinitions.map(({ arn }) => arn)).toContain(OLDER);
  });

  it('reads where instances stand: of Managed Instances from the provider, else from what the agents tell', async () => {
    const { launchType, ...rest } = ORDERS;
    const strategy = [{ capacityProvider: 'managed' }, { capacityProvider: 'asg' }, { capacityProvider: 'FARGATE' }];
    const networkConfiguration = { subnets: ['subnet-m'], securityGroups: ['sg-m'] };
    const asked: (readonly string[])[] = [];
    const reader = ecs({
      services: async () => ({ found: [{ ...rest, capacityProviderStrategy: strategy }], failures: [] }),
      capacityProviders: async (_, names) => {
        asked.push(names);
        const managed = { ec2InstanceProfileArn: 'x', networkConfiguration };
        return {
          found: [
            { name: 'managed', managedInstancesProvider: { instanceLaunchTemplate: managed } },
            { name: 'asg', autoScalingGroupProvider: { autoScalingGroupArn: 'x' } },
          ],
          failures: [],
        };
      },
      containerInstanceArns: async () => ['i'],
      containerInstances: async () => ({
        found: [
          {
            containerInstanceArn: 'i',
            agentConnected: false,
            attributes: [{ name: 'ecs.subnet-id', value: 'subnet-e' }],
          },
        ],
        failures: [],
      }),
    });
    const read = await readWorkload(reader, { cluster: 'prod', service: 'orders' });
    expect(asked).toEqual([['managed', 'asg']]);
    expect(read.capacityProviders).toEqual([
      {
        name: 'managed',
        type: 'MANAGED_INSTANCES',
        instances: { subnetIds: ['subnet-m'], securityGroupIds: ['sg-m'] },
      },
      { name: 'asg', type: 'EC2_AUTOSCALING', instances: null },
    ]);
    expect(read.containerInstances).toMatchObject([{ subnetId: 'subnet-e', agentConnected: false }]);
  });

  it('reads the instances of the default provider, and what EC2 tells of their first interface', async () => {
    const { launchType, ...rest } = ORDERS;
    const found = (Attachment: object, id: string, group: string) => ({
      NetworkInterfaceId: id,
      SubnetId: 'subnet-e',
      VpcId: 'vpc-1',
      Groups: [{ GroupId: group }],
      Attachment,
    });
    const defaultCapacityProviderStrategy = [{ capacityProvider: 'asg' }];
    const reader = ecs({
      services: async () => ({ found: [rest], failures: [] }),
      clusters: async () => ({ found: [{ clusterName: 'prod', defaultCapacityProviderStrategy }], failures: [] }),
      capacityProviders: async () => ({
        found: [{ name: 'asg', autoScalingGroupProvider: { autoScalingGroupArn: 'x' } }],
        failures: [],
      }),
      containerInstanceArns: async () => ['i'],
      containerInstances: async () => ({ found: [{ containerInstanceArn: 'i', ec2InstanceId: 'i-1' }], failures: [] }),
    });
    const hosts = {
      interfacesOfInstances: async () => [
        found({ InstanceId: 'i-1', DeviceIndex: 1 }, 'eni-task', 'sg-task'),
        found({ InstanceId: 'i-1', DeviceIndex: 0 }, 'eni-host', 'sg-host'),
      ],
    };
    const read = await readWorkload(reader, { cluster: 'prod', service: 'orders' }, hosts);
    expect(read.containerInstances).toMatchObject([
      { subnetId: 'subnet-e', vpcId: 'vpc-1', securityGroupIds: ['sg-host'], publicAddress: false },
    ]);
  });

  it('reads the instance of a task that no service runs', async () => {
    const asked: (readonly string[])[] = [];
    const task = { ...STOPPED, group: 'family:orders', containerInstanceArn: 'arn:container-instance/prod/1' };
    const reader = ecs({
      tasks: async () => ({ found: [task], failures: [] }),
      containerInstances: async (_, ids) => {
        asked.push(ids);
        return { found: [{ containerInstanceArn: ids[0] ?? '' }], failures: [] };
      },
    });
    const read = await readWorkload(reader, { cluster: 'prod', task: 'abc' });
    expect(asked).toEqual([['arn:container-instance/prod/1']]);
    expect(read.containerInstances).toHaveLength(1);
  });

  it.each([
    ['leaves out network and definition', undefined, undefined, 1, ['subnet-x']],
    ['tells both', NETWORK, ORDERS.taskDefinition, 0, ['subnet-1']],
  ])(
    'completes an Express service whose description %s',
    async (_, networkConfiguration, taskDefinition, calls, subnets) => {
      let asked = 0;
      const express = { serviceName: 'orders', serviceArn: 'arn:x', clusterArn: CLUSTER, status: 'ACTIVE' };
      const described = { ...express, resourceManagementType: 'ECS' as const, networkConfiguration, taskDefinition };
      const reader = ecs({
        services: async () => ({ found: [described], failures: [] }),
        expressService: async () => {
          asked += 1;
          const of = (day: number, subnet: string) => ({
            createdAt: new Date(2026, 0, day),
            taskDefinitionArn: OLDER,
            networkConfiguration: { subnets: [subnet], securityGroups: ['sg-x'] },
          });
          return { activeConfigurations: [of(1, 'subnet-old'), of(2, 'subnet-x')] };
        },
      });
      const read = await readWorkload(reader, { cluster: 'prod', service: 'orders' });
      expect(asked).toBe(calls);
      expect(read.services[0]?.network?.subnetIds).toEqual(subnets);
      expect(read.taskDefinitions).toHaveLength(1);
    },
  );

  it('asks what services run as by now, where ECS names it', async () => {
    const asked: (readonly string[])[] = [];
    const reader = ecs({
      services: async () => ({ found: [{ ...ORDERS, currentServiceRevisions: [{ arn: 'rev-1' }] }], failures: [] }),
      serviceRevisions: async (arns) => {
        asked.push(arns);
        return { found: [{ serviceRevisionArn: 'rev-1', guardDutyEnabled: true }], failures: [] };
      },
    });
    const read = await readWorkload(reader, { cluster: 'prod', service: 'orders' });
    expect(asked).toEqual([['rev-1']]);
    expect(read.services[0]?.guardDuty).toBe(true);
  });

  it('leaves out tasks of other services, which an emulator lists too', async () => {
    const other = { ...STOPPED, taskArn: 'other', group: 'service:billing' };
    const reader = ecs({ tasks: async () => ({ found: [STOPPED, other], failures: [] }) });
    expect((await readWorkload(reader, { cluster: 'prod', service: 'orders' })).tasks).toHaveLength(1);
  });

  it('reads every service of every cluster', async () => {
    const read = await readAllServices(ecs());
    expect(read).toMatchObject({
      clusters: [{ name: 'prod' }],
      services: [{ name: 'orders' }],
      tasks: [{ id: 'abc' }],
    });
  });
});

describe('a read that is refused', () => {
  const READS: [keyof EcsReader, string][] = [
    ['clusters', 'clusters'],
    ['services', 'services'],
    ['taskArns', 'tasks'],
    ['tasks', 'tasks'],
    ['taskDefinition', 'taskDefinitions'],
  ];

  it.each(READS)('leaves its part unread and stops nothing else: %s', async (method, part) => {
    const refused = async () => {
      throw refusal(`ecs:${method}`);
    };
    const read = await readWorkload(ecs({ [method]: refused }), { cluster: 'prod', service: 'orders' });
    expect(read.unread).toEqual([
      { part, action: `ecs:${method}`, code: 'AccessDeniedException', message: 'no', why: 'denied', remedy: 'Ask.' },
    ]);
    expect(read[part as keyof EcsSnapshot]).toEqual([]);
  });

  it('may be one that had no answer: from an isolated subnet ECS cannot be reached, and is asked nothing more', async () => {
    const unreachable = async () => {
      throw new PullpathError('failed', { code: 'EndpointUnreachable', message: 'no way', remedy: 'Check.' });
    };
    const read = await readWorkload(ecs({ services: unreachable }), { cluster: 'prod', service: 'orders' });
    expect(read.unread).toMatchObject([
      { part: 'services', why: 'failed' },
      { part: 'clusters', why: 'failed' },
    ]);
  });

  it('ends everything where it is about who asks', async () => {
    const expired = async () => {
      throw new PullpathError('credentials', { code: 'ExpiredToken', message: 'expired', remedy: 'Sign in.' });
    };
    const reading = readWorkload(ecs({ services: expired }), { cluster: 'prod', service: 'orders' });
    await expect(reading).rejects.toMatchObject({ code: 'ExpiredToken' });
  });
});

describe('a name that does not exist', () => {
  const noCluster = async () => {
    throw refusal('ecs:DescribeServices', 'ClusterNotFoundException', 'Cluster not found.');
  };

  it.each([
    [
      'a cluster',
      { cluster: 'prd', service: 'orders' },
      { services: noCluster },
      'UnknownCluster',
      'the clusters are: prod.',
    ],
    [
      'a cluster, of a task',
      { cluster: 'prd', task: 'x' },
      { tasks: noCluster },
      'UnknownCluster',
      'the clusters are: prod.',
    ],
    ['a service', { cluster: 'prod', service: 'order' }, {}, 'UnknownEcsService', 'the services are: orders.'],
    [
      'a task',
      { cluster: 'prod', task: 'x' },
      { tasks: async () => none },
      'UnknownTask',
      'an hour after it has stopped',
    ],
    [
      'a task definition',
      { taskDefinition: 'nope' },
      {
        taskDefinition: async () => {
          throw refusal(
            'ecs:DescribeTaskDefinition',
            'ClientException',
            'AWS refused: Unable to describe task definition.',
          );
        },
      },
      'UnknownTaskDefinition',
      'ECS has no task definition nope.',
    ],
  ] as const)('is told with what there is: %s', async (_, query, over, code, text) => {
    const error = await readWorkload(ecs(over), query).catch((reason) => reason);
    expect(error).toMatchObject({ kind: 'usage', code, message: expect.stringContaining(text) });
  });

  it('is told also where the names may not be listed', async () => {
    const denied = async () => {
      throw refusal('ecs:ListServices');
    };
    const reading = readWorkload(ecs({ serviceArns: denied }), { cluster: 'prod', service: 'order' });
    await expect(reading).rejects.toMatchObject({ message: expect.stringContaining('could not be read') });
  });

  it('is no error of a service whose definition is gone', async () => {
    const gone = async () => {
      throw refusal('ecs:DescribeTaskDefinition', 'ClientException', 'Unable to describe task definition.');
    };
    const read = await readWorkload(ecs({ taskDefinition: gone }), { cluster: 'prod', service: 'orders' });
    expect(read).toMatchObject({
      services: [{ name: 'orders' }],
      unread: [{ part: 'taskDefinitions', why: 'refused' }],
    });
  });
});
