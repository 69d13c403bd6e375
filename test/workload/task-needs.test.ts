import { describe, expect, it } from 'vitest';
import type { ContainerDefinition, TaskDefinition } from '../../src/discover/ecs/task-definition.ts';
import { type TaskFacts, taskNeeds } from '../../src/workload/task-needs.ts';
import type { Platform } from '../../src/workload/workload.ts';

const REGION = 'eu-west-1';
const PRIVATE = `111122223333.dkr.ecr.${REGION}.amazonaws.com/web:1`;
const SECRET = (service: string, region = REGION) => `arn:aws:${service}:${region}:111122223333:secret:db-AbCdEf`;

function container(over: Partial<ContainerDefinition> = {}): ContainerDefinition {
  return {
    name: 'web',
    image: PRIVATE,
    essential: true,
    log: null,
    secrets: [],
    environmentFiles: [],
    repositoryCredentials: null,
    firelens: null,
    credentialSpecs: [],
    ...over,
  };
}

function facts(
  containers: ContainerDefinition[],
  over: Partial<TaskFacts> = {},
  definition: Partial<TaskDefinition> = {},
): TaskFacts {
  return {
    definition: {
      arn: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:1',
      family: 'orders',
      revision: 1,
      status: 'ACTIVE',
      networkMode: 'awsvpc',
      executionRoleArn: null,
      taskRoleArn: null,
      requiresCompatibilities: [],
      operatingSystem: null,
      architecture: null,
      appMesh: false,
      containers,
      volumes: [],
      ...definition,
    },
    platform: 'fargate-1.4.0',
    region: REGION,
    exec: null,
    serviceConnect: null,
    ...over,
  };
}

const log = (driver: string, options: Record<string, string> = {}, secretOptions: string[] = []) => ({
  log: { driver, options, secretOptions },
});

/** The needs beyond those of the pull of one private image, as `service[@region] because`. */
function beyondPull(given: TaskFacts): string[] {
  const pull = new Set(['ecr.api', 'ecr.dkr']);
  return taskNeeds(given)
    .needs.filter(
      ({ service, because }) =>
        (!pull.has(service) && !because.startsWith('layers of the image of container web')) || because.includes(';'),
    )
    .map(
      ({ service, region, because, blocks }) =>
        `${service}${region === null ? '' : `@${region}`}${blocks ? '' : '?'}: ${because}`,
    );
}

const services = (given: TaskFacts) => taskNeeds(given).needs.map(({ service }) => service);
const left = (given: TaskFacts) => taskNeeds(given).notJudged.map(({ what }) => what);

describe('what a task definition needs', () => {
  it.each<[string, TaskFacts, string[]]>([
    ['an image alone', facts([container()]), []],
    ['awslogs', facts([container(log('awslogs', { 'awslogs-region': REGION }))]), ['logs: container web uses awslogs']],
    [
      'awslogs of another region',
      facts([container(log('awslogs', { 'awslogs-region': 'us-east-1' }))]),
      ['logs@us-east-1: container web uses awslogs'],
    ],
    [
      'two containers that log',
      facts([container(log('awslogs')), container({ name: 'side', ...log('awslogs') })]),
      ['logs: container web uses awslogs; container side uses awslogs'],
    ],
    ...(
      [
        ['cloudwatch', 'logs'],
        ['cloudwatch_logs', 'logs'],
        ['firehose', 'kinesis-firehose'],
        ['kinesis', 'kinesis-streams'],
        ['kinesis_streams', 'kinesis-streams'],
      ] as const
    ).map(([output, service]): [string, TaskFacts, string[]] => [
      `FireLens to ${output}`,
      facts([container(log('awsfirelens', { Name: output, region: REGION }))]),
      [`${service}?: container web sends its log through FireLens to ${output}`],
    ]),
    [
      'a secret of Secrets Manager',
      facts([container({ secrets: [SECRET('secretsmanager')] })]),
      ['secretsmanager: container web takes secrets from Secrets Manager'],
    ],
    [
      'a parameter by ARN and one by name',
      facts([container({ secrets: [SECRET('ssm'), '/prod/key'] })]),
      ['ssm: container web takes secrets from Parameter Store'],
    ],
    [
      'a secret of another region',
      facts([container({ secrets: [SECRET('secretsmanager', 'us-east-1')] })]),
      ['secretsmanager@us-east-1: container web takes secrets from Secrets Manager'],
    ],
    [
      'a secret of the log driver',
      facts([container(log('splunk', {}, [SECRET('secretsmanager')]))]),
      ['secretsmanager: container web takes secrets from Secrets Manager'],
    ],
    [
      'credentials of a private registry',
      facts([container({ image: 'registry.example.com/app', repositoryCredentials: SECRET('secretsmanager') })]),
      ['secretsmanager: container web takes its registry credentials from Secrets Manager'],
    ],
    [
      'environment files',
      facts([container({ environmentFiles: ['arn:aws:s3:::bucket/a.env'] })]),
      ['s3: layers of the image of container web; container web reads environment files from S3'],
    ],
    [
      'App Mesh',
      facts([container()], {}, { appMesh: true }),
      ['appmesh-envoy-management: the task is part of an App Mesh'],
    ],
    [
      'ECS Exec with all its records',
      facts([container()], { exec: { kmsKeyId: 'key', logGroup: 'group', bucket: 'bucket' } }),
      [
        's3: layers of the image of container web; ECS Exec records in the bucket bucket',
        'ssmmessages?: ECS Exec is on',
        'kms?: ECS Exec encrypts its sessions with a key of the cluster',
        'logs?: ECS Exec records in the log group group',
      ],
    ],
    [
      'Service Connect with a log',
      facts([container()], { serviceConnect: { log: { driver: 'awslogs', options: {}, secretOptions: [] } } }),
      ['ecs-agent: Service Connect is on', "logs: Service Connect's proxy uses awslogs"],
    ],
    [
      'an X-Ray side-car',
      facts([container({ image: 'public.ecr.aws/xray/aws-xray-daemon:latest' })]),
      ['xray?: container web is a side-car that sends to it'],
    ],
    [
      'the CloudWatch agent',
      facts([container({ image: 'public.ecr.aws/cloudwatch-agent/cloudwatch-agent' })]),
      [
        'monitoring?: container web is a side-car that sends to it',
        'logs?: container web is a side-car that sends to it',
      ],
    ],
    [
      'gMSA without a domain',
      facts([container({ credentialSpecs: [`credentialspecdomainless:${SECRET('ssm')}`] })], {
        platform: 'fargate-windows',
      }),
      [
        'ssm: container web takes its gMSA credential specification from Parameter Store',
        'secretsmanager: container web takes its gMSA account from Secrets Manager',
      ],
    ],
  ])('with its reason: %s', (_, given, expected) => {
    expect(beyondPull(given)).toEqual(expected);
  });

  it('is the pull of each image that endpoints reach, and of no other', () => {
    expect(taskNeeds(facts([container(), container({ name: 'proxy', image: 'nginx' })])).needs).toEqual([
      {
        service: 'ecr.api',
        region: null,
        carrier: 'task',
        blocks: true,
        because: 'sign-in for the image of container web',
      },
      {
        service: 'ecr.dkr',
        region: null,
        carrier: 'task',
        blocks: true,
        because: 'manifest of the image of container web',
      },
      { service: 's3', region: null, carrier: 'task', blocks: true, because: 'layers of the image of container web' },
    ]);
    expect(services(facts([container({ image: 'nginx' })]))).toEqual([]);
    expect(services(facts([container({ image: PRIVATE.replace('ecr.', 'ecr-fips.') })]))).toEqual([
      'ecr-fips.api',
      'ecr-fips.dkr',
      's3',
    ]);
  });

  it('tells an image that is no reference from one that lies elsewhere', () => {
    const { images } = taskNeeds(facts([container({ image: 'Not An Image' })]));
    expect(images).toEqual([{ container: 'web', image: 'Not An Image', reference: null }]);
  });

  it.each<[string, TaskFacts, string]>([
    [
      'EFS',
      facts(
        [container()],
        {},
        { volumes: [{ name: 'data', kind: 'efs', fileSystemId: 'fs-1', credentialsParameter: null }] },
      ),
      'TCP 2049 from the task to the mount targets of volume data (fs-1)',
    ],
    [
      'FSx',
      facts(
        [container()],
        {},
        { volumes: [{ name: 'data', kind: 'fsx', fileSystemId: 'fs-1', credentialsParameter: null }] },
      ),
      'the way to volume data (fs-1) and its domain',
    ],
    ['a log driver of the customer', facts([container(log('splunk'))]), 'where the log driver splunk sends to'],
    [
      'a host for awslogs',
      facts([container(log('awslogs', { 'awslogs-endpoint': 'https://logs.corp' }))]),
      'the way to https://logs.corp',
    ],
    [
      'another output of FireLens',
      facts([container(log('awsfirelens', { Name: 'datadog' }))]),
      'the output of FireLens, datadog',
    ],
    ['an output that the image configures', facts([container(log('awsfirelens'))]), 'the output of FireLens'],
    [
      'the agent of Managed Instances',
      facts([container()], { platform: 'managed-instances' }),
      'what the agent of ECS Managed Instances needs',
    ],
    ['layers of Windows', facts([container()], { platform: 'fargate-windows' }), 'layers from Microsoft'],
  ])('leaves unjudged, and says so: %s', (_, given, what) => {
    expect(left(given)).toContain(what);
  });

  it.each<[Platform, string[], string]>([
    ['fargate-1.4.0', ['ecr.api', 'ecr.dkr', 's3', 'logs', 'ssm', 'ssmmessages'], 'task'],
    ['fargate-1.3.0', ['ecr.dkr', 's3', 'logs'], 'task'],
    ['fargate-windows', ['ecr.api', 'ecr.dkr', 's3', 'logs', 'ssm', 'ssmmessages'], 'task'],
    [
      'ec2',
      ['ecr.api', 'ecr.dkr', 's3', 'ecs', 'ecs-agent', 'ecs-telemetry', 'logs', 'ssm', 'ssmmessages'],
      'instance',
    ],
    ['managed-instances', ['ecr.api', 'ecr.dkr', 's3', 'logs', 'ssm', 'ssmmessages'], 'instance'],
  ])('depends on the platform: %s', (platform, expected, puller) => {
    const given = facts([container({ ...log('awslogs'), secrets: ['/key'] })], {
      platform,
      exec: { kmsKeyId: null, logGroup: null, bucket: null },
    });
    const { needs } = taskNeeds(given);
    expect(needs.map(({ service }) => service)).toEqual(expected);
    expect(needs.find(({ service }) => service === 'ecr.dkr')?.carrier).toBe(puller);
    const exec = needs.find(({ service }) => service === 'ssmmessages');
    if (exec !== undefined) expect(exec.carrier).toBe('task');
  });

  it('has no FireLens on Windows, where it is not offered', () => {
    const given = facts([container(log('awsfirelens', { Name: 'cloudwatch' }))], { platform: 'fargate-windows' });
    expect(services(given)).not.toContain('logs');
  });
});
