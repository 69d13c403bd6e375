import type {
  AwsEcsCapacityProvider,
  AwsEcsCluster,
  AwsEcsContainerInstance,
  AwsEcsExpressService,
  AwsEcsService,
  AwsEcsServiceRevision,
  AwsEcsTask,
  AwsEcsTaskDefinition,
} from '../../aws/read/workload-reader.ts';
import type { ShapeOf } from '../shape.ts';

// What is kept of ECS's answers: what `discover/ecs/` reads. Environment variables, overrides and commands are not
// among it, so that no secret of theirs gets into a file.

export const CLUSTER: ShapeOf<AwsEcsCluster> = {
  clusterArn: 'arn',
  clusterName: 'name',
  status: 'word',
  defaultCapacityProviderStrategy: [{ capacityProvider: 'name' }],
  configuration: {
    executeCommandConfiguration: {
      kmsKeyId: 'arn',
      logConfiguration: { cloudWatchLogGroupName: 'place', s3BucketName: 'name' },
    },
  },
};

type Launch = Pick<
  AwsEcsService,
  | 'launchType'
  | 'capacityProviderStrategy'
  | 'platformVersion'
  | 'platformFamily'
  | 'taskDefinition'
  | 'networkConfiguration'
>;

const LAUNCH = {
  launchType: 'word',
  capacityProviderStrategy: [{ capacityProvider: 'name' }],
  platformVersion: 'word',
  platformFamily: 'word',
  taskDefinition: 'arn',
  networkConfiguration: { awsvpcConfiguration: { subnets: ['id'], securityGroups: ['id'], assignPublicIp: 'word' } },
} as const satisfies ShapeOf<Launch>;

type Container = NonNullable<AwsEcsTaskDefinition['containerDefinitions']>[number];

/** Of a log driver's options those that say where the lines go: others may hold tokens. */
const LOG: ShapeOf<NonNullable<Container['logConfiguration']>> = {
  logDriver: 'word',
  options: {
    'awslogs-region': 'word',
    'awslogs-group': 'place',
    'awslogs-endpoint': 'host',
    'awslogs-create-group': 'word',
    mode: 'word',
    Name: 'word',
    '@type': 'word',
    region: 'word',
  },
  secretOptions: [{ valueFrom: 'arn' }],
};

export const SERVICE: ShapeOf<AwsEcsService> = {
  ...LAUNCH,
  serviceArn: 'arn',
  serviceName: 'name',
  clusterArn: 'arn',
  status: 'word',
  desiredCount: 'number',
  runningCount: 'number',
  pendingCount: 'number',
  deploymentController: { type: 'word' },
  enableExecuteCommand: 'boolean',
  resourceManagementType: 'word',
  currentServiceRevisions: [{ arn: 'arn' }],
  deployments: [
    {
      ...LAUNCH,
      id: 'word',
      status: 'word',
      desiredCount: 'number',
      runningCount: 'number',
      failedTasks: 'number',
      rolloutState: 'word',
      rolloutStateReason: 'text',
      createdAt: 'date',
      serviceConnectConfiguration: { enabled: 'boolean', logConfiguration: LOG },
    },
  ],
  taskSets: [{ ...LAUNCH, id: 'word', status: 'word', runningCount: 'number' }],
  events: [{ createdAt: 'date', message: 'text' }],
};

export const EXPRESS_SERVICE: ShapeOf<AwsEcsExpressService> = {
  serviceArn: 'arn',
  activeConfigurations: [
    {
      createdAt: 'date',
      networkConfiguration: { subnets: ['id'], securityGroups: ['id'] },
      taskDefinitionArn: 'arn',
    },
  ],
};

export const SERVICE_REVISION: ShapeOf<AwsEcsServiceRevision> = {
  serviceRevisionArn: 'arn',
  guardDutyEnabled: 'boolean',
};

export const TASK: ShapeOf<AwsEcsTask> = {
  taskArn: 'arn',
  clusterArn: 'arn',
  group: 'text',
  startedBy: 'word',
  taskDefinitionArn: 'arn',
  launchType: 'word',
  capacityProviderName: 'name',
  containerInstanceArn: 'arn',
  platformVersion: 'word',
  platformFamily: 'word',
  availabilityZone: 'word',
  enableExecuteCommand: 'boolean',
  attachments: [{ type: 'word', details: [{ name: 'word', value: 'text' }] }],
  lastStatus: 'word',
  desiredStatus: 'word',
  stopCode: 'word',
  stoppedReason: 'text',
  createdAt: 'date',
  pullStartedAt: 'date',
  pullStoppedAt: 'date',
  startedAt: 'date',
  stoppedAt: 'date',
  containers: [
    { name: 'name', image: 'image', imageDigest: 'word', lastStatus: 'word', exitCode: 'number', reason: 'text' },
  ],
};

export const TASK_DEFINITION: ShapeOf<AwsEcsTaskDefinition> = {
  taskDefinitionArn: 'arn',
  family: 'name',
  revision: 'number',
  status: 'word',
  networkMode: 'word',
  executionRoleArn: 'arn',
  taskRoleArn: 'arn',
  requiresCompatibilities: ['word'],
  runtimePlatform: { operatingSystemFamily: 'word', cpuArchitecture: 'word' },
  proxyConfiguration: { type: 'word' },
  containerDefinitions: [
    {
      name: 'name',
      image: 'image',
      essential: 'boolean',
      logConfiguration: LOG,
      secrets: [{ valueFrom: 'arn' }],
      environmentFiles: [{ value: 'arn' }],
      repositoryCredentials: { credentialsParameter: 'arn' },
      firelensConfiguration: { type: 'word', options: { 'config-file-type': 'word' } },
      credentialSpecs: ['place'],
    },
  ],
  volumes: [
    {
      name: 'name',
      efsVolumeConfiguration: { fileSystemId: 'id' },
      s3filesVolumeConfiguration: {},
      fsxWindowsFileServerVolumeConfiguration: {
        fileSystemId: 'id',
        authorizationConfig: { credentialsParameter: 'arn' },
      },
      configuredAtLaunch: 'boolean',
    },
  ],
};

export const CAPACITY_PROVIDER: ShapeOf<AwsEcsCapacityProvider> = {
  name: 'name',
  type: 'word',
  managedInstancesProvider: {
    instanceLaunchTemplate: { networkConfiguration: { subnets: ['id'], securityGroups: ['id'] } },
  },
  autoScalingGroupProvider: {},
};

export const CONTAINER_INSTANCE: ShapeOf<AwsEcsContainerInstance> = {
  containerInstanceArn: 'arn',
  ec2InstanceId: 'id',
  capacityProviderName: 'name',
  agentConnected: 'boolean',
  attributes: [{ name: 'word', value: 'text' }],
};
