import {
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcEndpointsCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterContainerInstanceCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { expect, inject, it, onTestFinished } from 'vitest';
import { connect } from '../../src/aws/client/clients.ts';
import { readAllServices, readWorkload } from '../../src/discover/ecs/read-ecs.ts';
import { pullpath } from '../program.ts';
import { readAccount } from './account.ts';
import { describeWithMoto, freshAccount } from './moto.ts';

const region = 'eu-west-1';

/** An account with twelve services in one cluster: more than ECS describes in one call. */
async function withServices(count = 12) {
  const account = await freshAccount();
  const endpoint = inject('motoUrl')!;
  const env = account.env();
  const credentials = {
    accessKeyId: env.AWS_ACCESS_KEY_ID!,
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY!,
    sessionToken: env.AWS_SESSION_TOKEN!,
  };
  const ecs = new ECSClient({ endpoint, region, credentials, maxAttempts: 1 });
  const ec2 = account.ec2(region);
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: Vpc!.VpcId, CidrBlock: '10.0.1.0/24' }));
  await ecs.send(new CreateClusterCommand({ clusterName: 'prod' }));
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'orders',
      networkMode: 'awsvpc',
      containerDefinitions: [
        {
          name: 'web',
          image: `${account.id}.dkr.ecr.${region}.amazonaws.com/web:1`,
          memory: 128,
          secrets: [{ name: 'KEY', valueFrom: '/prod/key' }],
          logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-region': region, 'awslogs-group': 'web' } },
        },
      ],
    }),
  );
  const subnets = [Subnet!.SubnetId!];
  for (let i = 0; i < count; i += 1) {
    await ecs.send(
      new CreateServiceCommand({
        cluster: 'prod',
        serviceName: `s${i}`,
        taskDefinition: 'orders',
        desiredCount: 1,
        launchType: 'FARGATE',
        networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups: [], assignPublicIp: 'DISABLED' } },
      }),
    );
  }
  const { reader } = await connected(account);
  return { reader, subnets, account, ec2, ecs };
}

async function connected(account: Awaited<ReturnType<typeof freshAccount>>) {
  const env = account.env();
  const credentials = {
    accessKeyId: env.AWS_ACCESS_KEY_ID!,
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY!,
    sessionToken: env.AWS_SESSION_TOKEN!,
  };
  const connection = await connect({ region, endpointUrl: inject('motoUrl')!, credentials });
  onTestFinished(() => connection.close());
  return { reader: await connection.ecs() };
}

describeWithMoto('ECS as moto has it', () => {
  it('is read: a service with its subnets and its definition', async () => {
    const { reader, subnets } = await withServices();
    const read = await readWorkload(reader, { cluster: 'prod', service: 's3' });
    expect(read).toMatchObject({
      clusters: [{ name: 'prod', status: 'ACTIVE' }],
      services: [{ name: 's3', cluster: 'prod', network: { subnetIds: subnets, assignPublicIp: false } }],
      taskDefinitions: [
        {
          family: 'orders',
          revision: 1,
          containers: [
            { name: 'web', secrets: ['/prod/key'], log: { driver: 'awslogs', options: { 'awslogs-region': region } } },
          ],
        },
      ],
      unread: [],
    });
  });

  it('is read whole, in batches of ten', async () => {
    const { reader } = await withServices();
    const { services, taskDefinitions, unread } = await readAllServices(reader);
    expect(services).toHaveLength(12);
    expect(taskDefinitions).toHaveLength(1);
    expect(unread).toEqual([]);
  });

  it('says which clusters, services and definitions there are not', async () => {
    const { reader } = await withServices();
    await expect(readWorkload(reader, { cluster: 'prd', service: 's1' })).rejects.toMatchObject({
      code: 'UnknownCluster',
      message: expect.stringContaining('prod'),
    });
    await expect(readWorkload(reader, { cluster: 'prod', service: 'x' })).rejects.toMatchObject({
      code: 'UnknownEcsService',
    });
    await expect(readWorkload(reader, { cluster: 'prod', task: 'x' })).rejects.toMatchObject({ code: 'UnknownTask' });
    await expect(readWorkload(reader, { taskDefinition: 'x' })).rejects.toMatchObject({
      code: 'UnknownTaskDefinition',
    });
  });

  it('is a service whose path the program opens in its subnets, for what it needs, and takes back', async () => {
    const { account, ec2, subnets } = await withServices(1);
    const env = { ...account.env(), AWS_REGION: region, AWS_ENDPOINT_URL: inject('motoUrl')! };
    const run = (...args: string[]) => pullpath([...args, '--output', 'json'], env);
    const service = ['--cluster', 'prod', '--service', 's0'];
    const before = await readAccount(ec2);
    const endpoints = async () => {
      const { VpcEndpoints = [] } = await ec2.send(new DescribeVpcEndpointsCommand({}));
      return VpcEndpoints.filter(({ State }) => !/delet/i.test(State ?? ''));
    };

    const audit = JSON.parse((await run('audit', ...service)).stdout);
    expect(audit.vpcs).toMatchObject([
      { verdict: 'closed', workload: { service: 's0' }, subnets: subnets.map((subnetId) => ({ subnetId })) },
    ]);
    const hops = audit.vpcs[0].subnets[0].hops.map(({ hop }: { hop: string }) => hop);
    expect(hops).toEqual(['dns', 'ecr.api', 'ecr.dkr', 's3', 'logs', 'ssm']);

    expect((await run('apply', ...service, '--modify-existing', '--yes')).code).toBe(0);
    const made = await endpoints();
    expect(made.map(({ ServiceName }) => ServiceName?.split(`${region}.`)[1]).toSorted()).toEqual([
      'ecr.api',
      'ecr.dkr',
      'logs',
      's3',
      'ssm',
    ]);
    for (const { SubnetIds = [] } of made.filter(({ VpcEndpointType }) => VpcEndpointType === 'Interface'))
      expect(SubnetIds).toEqual(subnets);

    expect((await run('rollback', '--yes')).code).toBe(0);
    // Endpoints, groups with their rules, routes, interfaces, DNS attributes and tags: all as it was.
    expect(await readAccount(ec2)).toEqual(before);
  });

  it('has container instances, whose subnet and groups EC2 tells: these pull', async () => {
    const { account, ec2, ecs, subnets } = await withServices(1);
    const { Instances } = await ec2.send(
      new RunInstancesCommand({ ImageId: 'ami-12345678', MinCount: 1, MaxCount: 1, SubnetId: subnets[0]! }),
    );
    const { InstanceId, VpcId } = Instances![0]!;
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}));
    const ofVpc = SecurityGroups!.filter((group) => group.VpcId === VpcId);
    await ecs.send(
      new RegisterContainerInstanceCommand({
        cluster: 'prod',
        instanceIdentityDocument: JSON.stringify({ instanceId: InstanceId, region, accountId: account.id }),
      }),
    );
    await ecs.send(
      new CreateServiceCommand({ cluster: 'prod', serviceName: 'hosts', taskDefinition: 'orders', launchType: 'EC2' }),
    );
    const env = { ...account.env(), AWS_REGION: region, AWS_ENDPOINT_URL: inject('motoUrl')! };
    const { stdout } = await pullpath(['audit', '--cluster', 'prod', '--service', 'hosts', '--output', 'json'], env);
    expect(JSON.parse(stdout).vpcs[0].workload).toMatchObject({
      platform: { value: 'ec2' },
      subnetIds: { value: subnets, from: 'container instances of cluster prod' },
      securityGroupIds: { value: ofVpc.map(({ GroupId }) => GroupId) },
    });
  });

  it('starts no task, so that following a service is undecided when the time is out, forced or not', async () => {
    const { account } = await withServices(1);
    const env = { ...account.env(), AWS_REGION: region, AWS_ENDPOINT_URL: inject('motoUrl')! };
    const watch = async (...args: string[]) => {
      const flags = ['--cluster', 'prod', '--service', 's0', '--timeout', '4', '--output', 'json'];
      const { code, stdout } = await pullpath(['watch', ...flags, ...args], env);
      return { code, ...JSON.parse(stdout) };
    };
    expect(await watch()).toMatchObject({
      code: 2,
      verdict: 'undecided',
      reason: 'time-out',
      pulls: [],
      forcedDeployment: null,
    });
    const forced = await watch('--force-new-deployment');
    expect(forced).toMatchObject({
      code: 2,
      reason: 'time-out',
      forcedDeployment: expect.stringMatching(/^ecs-svc\//),
    });
    // What was forced is a deployment that ECS has.
    const { reader } = await connected(account);
    const [read] = (await readWorkload(reader, { cluster: 'prod', service: 's0' })).services;
    expect(read?.deployments.map(({ id }) => id)).toContain(forced.forcedDeployment);
  });
});
