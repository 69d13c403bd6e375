import { CreateSubnetCommand, CreateVpcCommand } from '@aws-sdk/client-ec2';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { expect, inject, it, onTestFinished } from 'vitest';
import { connect } from '../../src/aws/client/clients.ts';
import { readAllServices, readWorkload } from '../../src/discover/ecs/read-ecs.ts';
import { describeWithMoto, freshAccount } from './moto.ts';

const region = 'eu-west-1';

/** An account with twelve services in one cluster: more than ECS describes in one call. */
async function withServices() {
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
  for (let i = 0; i < 12; i += 1) {
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
  const connection = await connect({ region, endpointUrl: endpoint, credentials });
  onTestFinished(() => connection.close());
  return { reader: await connection.ecs(), subnets };
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
});
