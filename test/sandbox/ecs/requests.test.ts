import {
  DescribeCapacityProvidersCommand,
  DescribeClustersCommand,
  DescribeContainerInstancesCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTaskSetsCommand,
  DescribeTasksCommand,
  ListAccountSettingsCommand,
  ListClustersCommand,
  ListContainerInstancesCommand,
  ListServicesCommand,
  ListTaskDefinitionsCommand,
  ListTasksCommand,
  paginateListServices,
  StartTaskCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { describe, expect, test } from 'vitest';
import { worlds } from '../../../src/sandbox/index.ts';
import { refusal } from '../clients.ts';
import { prod } from './prod.ts';

const arn = (rest: string) => `arn:aws:ecs:us-east-1:111122223333:${rest}`;

/** The world `failing-service` with so many services more. */
function withServices(more: number) {
  const world = worlds['failing-service'].make();
  const [service] = world.ecs.services;
  for (let n = 0; n < more; n += 1) world.ecs.services.push({ ...structuredClone(service!), name: `more-${n}` });
  return world;
}

describe('what is there', () => {
  test('clusters are listed and described', async () => {
    const { ecs } = await prod();
    expect((await ecs.send(new ListClustersCommand({}))).clusterArns).toEqual([arn('cluster/prod')]);
    const { clusters, failures } = await ecs.send(new DescribeClustersCommand({ clusters: ['prod', 'dev'] }));
    expect(clusters).toMatchObject([{ clusterName: 'prod', status: 'ACTIVE', activeServicesCount: 1 }]);
    expect(failures).toEqual([{ arn: arn('cluster/dev'), reason: 'MISSING' }]);
  });

  test('the cluster that is not named is the one called default', async () => {
    const { ecs } = await prod();
    const { failures } = await ecs.send(new DescribeClustersCommand({}));
    expect(failures).toEqual([{ arn: arn('cluster/default'), reason: 'MISSING' }]);
    expect(await refusal(ecs.send(new ListServicesCommand({})))).toMatchObject({ code: 'ClusterNotFoundException' });
  });

  test('a service tells its network, its deployment and what happened', async () => {
    const { ecs, sandbox } = await prod();
    const [a, b] = sandbox.network().subnets;
    const { services, failures } = await ecs.send(
      new DescribeServicesCommand({ cluster: arn('cluster/prod'), services: [arn('service/prod/orders'), 'gone'] }),
    );
    expect(failures).toEqual([{ arn: arn('service/prod/gone'), reason: 'MISSING' }]);
    const network = { subnets: [a!.id, b!.id], securityGroups: [expect.any(String)], assignPublicIp: 'DISABLED' };
    expect(services).toMatchObject([
      {
        serviceName: 'orders',
        status: 'ACTIVE',
        desiredCount: 1,
        runningCount: 0,
        launchType: 'FARGATE',
        platformVersion: 'LATEST',
        deploymentController: { type: 'ECS' },
        networkConfiguration: { awsvpcConfiguration: network },
        deployments: [
          {
            status: 'PRIMARY',
            rolloutState: 'IN_PROGRESS',
            platformVersion: '1.4.0',
            networkConfiguration: { awsvpcConfiguration: network },
          },
        ],
      },
    ]);
    expect(services![0]!.deployments![0]!.failedTasks).toBeGreaterThan(3);
    const told = services![0]!.events!.map(({ message }) => message);
    expect(told).toContainEqual(expect.stringMatching(/^\(service orders\) is unable to consistently start tasks/));
  });

  test('a task definition is found by family, revision or ARN', async () => {
    const { ecs } = await prod();
    const named = ['orders', 'orders:1', arn('task-definition/orders:1')];
    for (const taskDefinition of named) {
      const found = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
      expect(found.taskDefinition).toMatchObject({
        taskDefinitionArn: arn('task-definition/orders:1'),
        networkMode: 'awsvpc',
        containerDefinitions: [{ name: 'orders', logConfiguration: { logDriver: 'awslogs' }, secrets: [{}] }],
      });
    }
    const listed = await ecs.send(new ListTaskDefinitionsCommand({ familyPrefix: 'orders' }));
    expect(listed.taskDefinitionArns).toEqual([arn('task-definition/orders:1')]);
  });

  test('the providers of Fargate are there in every account, and the account has its settings', async () => {
    const { ecs } = await prod();
    const asked = { cluster: 'prod', capacityProviders: ['FARGATE', 'hosts'] };
    const { capacityProviders, failures } = await ecs.send(new DescribeCapacityProvidersCommand(asked));
    expect(capacityProviders).toMatchObject([{ name: 'FARGATE', type: 'FARGATE' }]);
    expect(failures).toEqual([{ arn: arn('capacity-provider/hosts'), reason: 'MISSING' }]);
    const { settings } = await ecs.send(new ListAccountSettingsCommand({ effectiveSettings: true }));
    expect(settings).toContainEqual(expect.objectContaining({ name: 'guardDutyActivate', value: 'off' }));
  });

  test('container instances and their provider lead to EC2', async () => {
    const { ecs, sandbox } = await prod({ world: 'ec2-capacity' });
    const { containerInstanceArns } = await ecs.send(new ListContainerInstancesCommand({ cluster: 'prod' }));
    const asked = { cluster: 'prod', containerInstances: containerInstanceArns };
    const { containerInstances } = await ecs.send(new DescribeContainerInstancesCommand(asked));
    const [instance] = sandbox.network().instances;
    expect(containerInstances).toMatchObject([{ ec2InstanceId: instance!.id, agentConnected: true }]);
    const { capacityProviders } = await ecs.send(
      new DescribeCapacityProvidersCommand({ capacityProviders: ['hosts'] }),
    );
    expect(capacityProviders).toMatchObject([{ name: 'hosts', type: 'EC2_AUTOSCALING' }]);
    expect(capacityProviders![0]!.autoScalingGroupProvider!.autoScalingGroupArn).toMatch(/^arn:aws:autoscaling:/);
  });

  test('with CodeDeploy the task sets have it, and there are no deployments', async () => {
    const { ecs, service } = await prod({ world: 'code-deploy' });
    const found = await service();
    expect(found.deployments).toEqual([]);
    expect(found.taskSets).toMatchObject([
      { status: 'PRIMARY', runningCount: 0 },
      { status: 'ACTIVE', runningCount: 1 },
    ]);
    const { taskSets } = await ecs.send(new DescribeTaskSetsCommand({ cluster: 'prod', service: 'orders' }));
    expect(taskSets).toEqual(found.taskSets);
  });
});

describe('pages and batches', () => {
  test('services come ten on a page, a hundred at most', async () => {
    const { ecs, sandbox } = await prod({ world: withServices(24) });
    const pages: number[] = [];
    for await (const page of paginateListServices({ client: ecs }, { cluster: 'prod' })) {
      pages.push(page.serviceArns!.length);
    }
    expect(pages).toEqual([10, 10, 5]);
    expect((await ecs.send(new ListServicesCommand({ cluster: 'prod', maxResults: 100 }))).nextToken).toBeUndefined();
    expect(await refusal(ecs.send(new ListServicesCommand({ cluster: 'prod', maxResults: 101 })))).toMatchObject({
      code: 'InvalidParameterException',
    });
    expect(sandbox.journal.counts()).toEqual({ ListServices: 5 });
  });

  test('a token is good only for the call that gave it', async () => {
    const { ecs } = await prod({ world: withServices(10) });
    const { nextToken } = await ecs.send(new ListServicesCommand({ cluster: 'prod' }));
    expect(await refusal(ecs.send(new ListTasksCommand({ cluster: 'prod', nextToken })))).toMatchObject({
      code: 'InvalidParameterException',
    });
  });

  test('ten services and a hundred tasks are described at once, and no more', async () => {
    const { ecs } = await prod();
    const many = (count: number) => Array.from({ length: count }, (_, n) => `x${n}`);
    const services = (count: number) =>
      ecs.send(new DescribeServicesCommand({ cluster: 'prod', services: many(count) }));
    expect((await services(10)).failures).toHaveLength(10);
    expect(await refusal(services(11))).toMatchObject({ code: 'InvalidParameterException', status: 400 });
    expect(await refusal(services(0))).toMatchObject({ code: 'InvalidParameterException' });
    const tasks = (count: number) => ecs.send(new DescribeTasksCommand({ cluster: 'prod', tasks: many(count) }));
    expect((await tasks(100)).failures![0]).toEqual({ arn: arn('task/prod/x0'), reason: 'MISSING' });
    expect(await refusal(tasks(101))).toMatchObject({ code: 'InvalidParameterException' });
  });

  test('tasks are listed running unless asked otherwise, and startedBy stands alone', async () => {
    const { ecs, service, tasks } = await prod();
    expect((await ecs.send(new ListTasksCommand({ cluster: 'prod' }))).taskArns).toEqual([]);
    const [deployment] = (await service()).deployments!;
    const list = (input: object) =>
      ecs.send(new ListTasksCommand({ cluster: 'prod', desiredStatus: 'STOPPED', ...input }));
    const all = (await tasks('STOPPED')).map(({ taskArn }) => taskArn);
    for (const filter of [{ startedBy: deployment!.id! }, { family: 'orders' }, { launchType: 'FARGATE' }]) {
      expect((await list(filter)).taskArns).toEqual(all);
    }
    expect((await list({ family: 'billing' })).taskArns).toEqual([]);
    const both = { startedBy: deployment!.id!, family: 'orders' };
    expect(await refusal(list(both))).toMatchObject({ code: 'InvalidParameterException' });
    expect(await refusal(list({ serviceName: 'gone' }))).toMatchObject({ code: 'ServiceNotFoundException' });
  });
});

describe('refusals', () => {
  test.for([
    [
      'an unknown cluster',
      new DescribeServicesCommand({ cluster: 'dev', services: ['orders'] }),
      'ClusterNotFoundException',
      'Cluster not found.',
    ],
    [
      'an unknown service',
      new UpdateServiceCommand({ cluster: 'prod', service: 'gone' }),
      'ServiceNotFoundException',
      'Service not found.',
    ],
    [
      'an unknown definition',
      new DescribeTaskDefinitionCommand({ taskDefinition: 'gone' }),
      'ClientException',
      'Unable to describe task definition.',
    ],
    [
      'a call that is not modelled',
      new StartTaskCommand({ taskDefinition: 'orders', containerInstances: ['i'] }),
      'UnknownOperationException',
      '',
    ],
  ] as const)('%s', async ([, command, code, message]) => {
    const { ecs } = await prod();
    const { message: told, ...refused } = await refusal(ecs.send(command as DescribeServicesCommand));
    expect(refused).toEqual({ code, status: 400 });
    if (message) expect(told).toBe(message);
  });

  test('permissions are asked per cluster and service, in the words of ECS', async () => {
    const Condition = { ArnEquals: { 'ecs:cluster': arn('cluster/prod') } };
    const statement = { Effect: 'Allow' as const, Action: 'ecs:DescribeServices', Resource: '*', Condition };
    const { ecs, service } = await prod({ iam: { policies: [{ Statement: statement }] } });
    expect((await service()).serviceName).toBe('orders');
    expect(await refusal(ecs.send(new ListServicesCommand({ cluster: 'prod' })))).toEqual({
      code: 'AccessDeniedException',
      status: 400,
      message:
        'User: arn:aws:sts::111122223333:assumed-role/engineer/sandbox is not authorized to perform: ecs:ListServices on resource: * because no identity-based policy allows the ecs:ListServices action',
    });
  });

  test('the buckets are those of ECS', async () => {
    const { ecs } = await prod({ timing: { throttle: true } });
    for (let n = 0; n < 50; n += 1) await ecs.send(new ListClustersCommand({}));
    expect(await refusal(ecs.send(new ListClustersCommand({})))).toEqual({
      code: 'ThrottlingException',
      status: 400,
      message: 'Rate exceeded',
    });
    await ecs.send(new ListServicesCommand({ cluster: 'prod' }));
  });

  test.for([
    ['expired', 'ExpiredTokenException'],
    ['invalid', 'UnrecognizedClientException'],
  ] as const)('credentials that are %s', async ([credentials, code]) => {
    const { ecs } = await prod({ credentials });
    expect(await refusal(ecs.send(new ListClustersCommand({})))).toMatchObject({ code, status: 400 });
  });

  test('faults befall ECS as well', async () => {
    const { ecs } = await prod({ faults: [{ at: 1, of: 'ListClusters', do: 'fail' }] });
    expect(await refusal(ecs.send(new ListClustersCommand({})))).toMatchObject({
      code: 'ServerException',
      status: 500,
    });
    await ecs.send(new ListClustersCommand({}));
  });
});
