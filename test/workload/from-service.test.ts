import { describe, expect, it } from 'vitest';
import type { AwsEcsService } from '../../src/aws/read/workload-reader.ts';
import type { EcsSnapshot } from '../../src/discover/ecs/ecs-snapshot.ts';
import { toEcsService } from '../../src/discover/ecs/service.ts';
import { toTaskDefinition } from '../../src/discover/ecs/task-definition.ts';
import { workloadOfService } from '../../src/workload/from-service.ts';

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

function instance(id: string, subnetId: string | null) {
  const arn = `arn:aws:ecs:${REGION}:111122223333:container-instance/prod/${id}`;
  return { arn, instanceId: id, capacityProvider: 'asg', agentConnected: true, subnetId, vpcId: null };
}

describe('the workload of a service', () => {
  it('is its PRIMARY deployment: where it runs, what it pulls and what it needs, each with where it was read', () => {
    const primary = { status: 'PRIMARY', launchType: 'FARGATE' as const, taskDefinition: DEFINITION };
    const { workload: found, images } = workload({
      networkConfiguration: network('subnet-old'),
      enableExecuteCommand: true,
      deployments: [
        { ...primary, status: 'ACTIVE', networkConfiguration: network('subnet-old') },
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
    expect(images).toMatchObject([{ container: 'web', reference: { host: 'docker.io' } }]);
  });

  it('is its PRIMARY task set with other controllers', () => {
    const set = { status: 'PRIMARY', launchType: 'FARGATE' as const, taskDefinition: DEFINITION };
    const { workload: found } = workload({
      deploymentController: { type: 'CODE_DEPLOY' },
      taskSets: [{ ...set, networkConfiguration: network('subnet-set') }],
    });
    expect(found.subnetIds?.value).toEqual(['subnet-set']);
  });

  it("stands where its instances stand: of Managed Instances by the cluster's default provider", () => {
    const { workload: found, notJudged } = workload({ networkConfiguration: network('subnet-task') });
    expect(found).toMatchObject({ subnetIds: { value: ['subnet-m'] }, securityGroupIds: { value: ['sg-m'] } });
    expect(notJudged).toHaveLength(1);
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
    const { workload: found } = workload(service, { containerInstances });
    expect(found.subnetIds?.value).toEqual(expected);
    expect(found.platform?.value).toBe('ec2');
    expect(found.publicAddress).toBeNull();
  });

  it('is unknown, part by part, where something was not read', () => {
    const service = { launchType: 'FARGATE' as const, networkConfiguration: network('subnet-1') };
    expect(workload(service, { taskDefinitions: [] }).workload).toMatchObject({
      subnetIds: { value: ['subnet-1'] },
      images: null,
      services: null,
    });
    const other = {
      capacityProviderStrategy: [{ capacityProvider: 'unread' }],
      networkConfiguration: network('subnet-1'),
    };
    expect(workload(other).workload).toMatchObject({ subnetIds: null, platform: null, services: null });
  });

  it('has nothing to audit on hosts outside the VPC', () => {
    expect(workload({ launchType: 'EXTERNAL' })).toMatchObject({ external: true, workload: { subnetIds: null } });
  });
});
