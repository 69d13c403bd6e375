import { describe, expect, test } from 'vitest';
import { type World, type WorldName, walkTask, worlds } from '../../../src/sandbox/index.ts';
import { detail, prod } from './prod.ts';

/** The newest stopped task of a world's service, after its first minute. */
async function failed(world: WorldName | World, service = 'orders') {
  const at = await prod({ world });
  const stopped = await at.tasks('STOPPED', service);
  return { ...at, stopped, task: stopped.at(-1)! };
}

const signIn =
  'ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. RequestError: send request failed caused by: Post "https://api.ecr.us-east-1.amazonaws.com/": dial tcp 44.213.79.86:443: i/o timeout';

/** A world with one thing changed. */
const but = (name: WorldName, change: (world: World) => unknown) => {
  const world = worlds[name].make();
  change(world);
  return world;
};

const container = (world: World) => world.ecs.taskDefinitions[0]!.containers[0]!;
const policy = (world: World, service: string, Statement: object) => {
  const endpoint = world.endpoints.find(({ serviceName }) => serviceName.endsWith(`.${service}`))!;
  endpoint.policy = JSON.stringify({ Statement });
};
const nothing = { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' };
/** The pull path is open there but for one other thing, which is taken away. */
const opened = (change: (world: World) => unknown) =>
  but('digest-gone', (world) => {
    world.ecs.missingImages = [];
    container(world).image = '111122223333.dkr.ecr.us-east-1.amazonaws.com/orders:1';
    change(world);
  });

describe('a task that cannot start', () => {
  test('was given an interface, stopped, and tells where it failed', async () => {
    const { task, stopped, sandbox } = await failed('failing-service');
    const [a, b] = sandbox.network().subnets;
    expect(task).toMatchObject({
      lastStatus: 'STOPPED',
      desiredStatus: 'STOPPED',
      stopCode: 'TaskFailedToStart',
      stoppedReason: signIn,
      group: 'service:orders',
      launchType: 'FARGATE',
      platformVersion: '1.4.0',
      containers: [{ name: 'orders', image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/orders:1.4.2' }],
    });
    expect(task.startedBy).toMatch(/^ecs-svc\/\d{19}$/);
    expect([task.pullStartedAt, task.pullStoppedAt, task.containers![0]!.imageDigest]).toEqual(
      Array(3).fill(undefined),
    );
    expect(task.attachments).toMatchObject([{ type: 'ElasticNetworkInterface', status: 'DELETED' }]);
    expect(detail(task, 'networkInterfaceId')).toMatch(/^eni-0e/);
    expect(new Set(stopped.map((each) => detail(each, 'subnetId')))).toEqual(new Set([a!.id, b!.id]));
    expect(sandbox.network().interfaces).toEqual([]);
  });

  test.for<[title: string, world: WorldName | World, reason: RegExp, pulling: boolean]>([
    [
      'S3 shut by its own group',
      'task-group-without-s3',
      /^CannotPullContainerError: ref pull has been retried 5 time\(s\): .* Get 111122223333\.dkr\.ecr\.us-east-1\.amazonaws\.com\/orders:1: dial tcp 52\.216\.0\.86:443: i\/o timeout$/,
      true,
    ],
    ['no public address', 'no-public-address', /registry auth from Amazon ECR.*dial tcp 44\.213\.79\.86:443/, false],
    [
      'a NAT gateway that hears no answer',
      'nat-path-broken',
      /registry auth from Amazon ECR.*dial tcp 44\.213\.79\.86:443/,
      false,
    ],
    [
      "another region's registry",
      'other-region',
      /Post "https:\/\/api\.ecr\.eu-west-1\.amazonaws\.com\/": dial tcp/,
      false,
    ],
    [
      'a digest that is gone',
      'digest-gone',
      /^CannotPullContainerError: pull image manifest has been retried 7 time\(s\): failed to resolve ref (\S+): \1: not found$/,
      true,
    ],
    [
      'no way to its logs',
      opened((world) => {
        container(world).logConfiguration = { logDriver: 'awslogs', options: { 'awslogs-region': 'eu-west-1' } };
      }),
      /^ResourceInitializationError: failed to validate logger args: .* : signal: killed$/,
      false,
    ],
    [
      'no way to a parameter',
      opened((world) => {
        container(world).secrets = [{ name: 'KEY', valueFrom: 'orders-key' }];
      }),
      /unable to retrieve secrets from ssm: service call has been retried 5 time\(s\): RequestCanceled/,
      false,
    ],
    [
      'no way to the credentials of a registry',
      opened((world) => {
        container(world).repositoryCredentials = {
          credentialsParameter: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:hub',
        };
      }),
      /unable to get registry auth from asm: .*Post "https:\/\/secretsmanager\.us-east-1\.amazonaws\.com\/": dial tcp/,
      false,
    ],
    [
      'an environment file in S3 that its route does not lead to',
      but('failing-service', (world) => {
        world.ecs.taskDefinitions[0]!.containers = [
          {
            name: 'orders',
            image: 'nginx',
            essential: true,
            environmentFiles: [{ value: 'arn:aws:s3:::config/orders.env', type: 's3' }],
          },
        ];
      }),
      /^ResourceInitializationError: failed to download env files: .*context deadline exceeded$/,
      false,
    ],
    [
      'its environment file forbidden by the endpoint policy, which lets only layers through',
      opened((world) => {
        container(world).environmentFiles = [{ value: 'arn:aws:s3:::config/orders.env', type: 's3' }];
        policy(world, 's3', {
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*',
        });
      }),
      /^ResourceInitializationError: failed to download env files: .*StatusCode: 403, api error Forbidden: Forbidden\.$/,
      false,
    ],
    [
      'an endpoint that lets no task in',
      opened((world) => {
        world.securityGroups.find(({ name }) => name === 'endpoints')!.rules = [];
      }),
      /dial tcp 10\.0\.[12]\.\d+:443: i\/o timeout$/,
      false,
    ],
    [
      'sign-in forbidden by the endpoint policy',
      opened((world) => policy(world, 'ecr.api', nothing)),
      /AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role\/ecsTaskExecutionRole\/[0-9a-f]{32} is not authorized to perform: ecr:GetAuthorizationToken on resource: \* because no VPC endpoint policy allows/,
      false,
    ],
    [
      'the image forbidden by the endpoint policy',
      opened((world) => policy(world, 'ecr.dkr', nothing)),
      /unexpected status from HEAD request to https:\S+: 403 Forbidden$/,
      true,
    ],
    [
      'layers forbidden by the endpoint policy',
      opened((world) => policy(world, 's3', nothing)),
      /unexpected status code https:\/\/prod-us-east-1-starport-layer-bucket\.s3\.us-east-1\S+: 403 Forbidden$/,
      true,
    ],
    [
      'DNS switched off',
      but('failing-service', (world) => {
        world.vpcs[0]!.dnsSupport = false;
      }),
      /dial tcp: lookup api\.ecr\.us-east-1\.amazonaws\.com on 10\.0\.0\.2:53: read udp 10\.0\.[12]\.\d+:\d+->10\.0\.0\.2:53: i\/o timeout$/,
      false,
    ],
    [
      'a subnet without a free address',
      but('failing-service', (world) => {
        for (const subnet of world.subnets) subnet.occupied = 251;
      }),
      /^Timeout waiting for network interface provisioning to complete\.$/,
      false,
    ],
  ])('%s', async ([, world, reason, pulling]) => {
    const { task } = await failed(world);
    expect(task.stoppedReason).toMatch(reason);
    expect(task.stopCode).toBe('TaskFailedToStart');
    expect(task.pullStartedAt !== undefined).toBe(pulling);
    expect(task.pullStoppedAt).toBeUndefined();
    expect(task.containers![0]!.reason).toBe(pulling ? task.stoppedReason : undefined);
  });

  test('with several containers the one that failed has the text', async () => {
    const { task } = await failed('docker-hub');
    expect(task.stoppedReason).toBe('Task failed to start');
    expect(task.containers).toMatchObject([
      { name: 'orders', imageDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
      {
        name: 'proxy',
        reason: expect.stringMatching(
          /failed to resolve ref docker\.io\/library\/nginx:1\.27: failed to do request: Head "https:\/\/registry-1\.docker\.io\/v2\/library\/nginx\/manifests\/1\.27": dial tcp \S+:443: i\/o timeout$/,
        ),
      },
    ]);
  });

  test('on 1.3.0 signs in over an interface of Fargate, and fails at the image, in older words', async () => {
    const world = but('failing-service', ({ ecs }) => {
      ecs.services[0]!.deployments[0]!.platformVersion = '1.3.0';
      ecs.taskDefinitions[0]!.containers[0]!.logConfiguration = undefined as never;
    });
    const { task } = await failed(world);
    expect(task.platformVersion).toBe('1.3.0');
    expect(task.stoppedReason).toBe(
      'CannotPullContainerError: Error response from daemon: Get https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    );
  });

  test('on EC2 it is the instance that cannot pull', async () => {
    const { task } = await failed('ec2-capacity');
    expect(task).toMatchObject({
      launchType: 'EC2',
      capacityProviderName: 'hosts',
      stoppedReason: 'Task failed to start',
    });
    expect(task.containers![0]!.reason).toMatch(
      /^CannotPullECRContainerError: .*Post "https:\/\/api\.ecr\.us-east-1\.amazonaws\.com\/": net\/http: request canceled/,
    );
    expect(task.containerInstanceArn).toMatch(/:container-instance\/prod\/4f1e2d3c4b5a69788796a5b4c3d2e1f0$/);
  });

  test('an instance whose agent is away gets none: the service says so', async () => {
    const world = but('ec2-capacity', ({ ecs }) => {
      ecs.containerInstances[0]!.agentConnected = false;
    });
    const { stopped, service } = await failed(world);
    expect(stopped).toEqual([]);
    expect((await service()).events![0]!.message).toMatch(/^\(service orders\) was unable to place a task because/);
  });
});

describe('the walk of a task', () => {
  test('names the hops that are shut, with the reason', async () => {
    const { sandbox } = await failed('failing-service');
    const network = sandbox.network();
    const hops = walkTask(network, network.ecs.tasks[0]!);
    expect(hops.map(({ step, service, walk }) => [step, service, walk.reached])).toEqual([
      ['sign-in', 'ecr.api', false],
      ['secret', 'secretsmanager', false],
      ['logs', 'logs', false],
      ['manifest', 'ecr.dkr', false],
      ['layers', 's3', false],
    ]);
    expect(hops[0]!.walk.trace.at(-1)).toMatch(/^no route to/);
  });

  test('goes by the task itself: its group, its address', async () => {
    const { sandbox } = await failed('task-group-without-s3');
    const network = sandbox.network();
    const shut = walkTask(network, network.ecs.tasks[0]!).filter(({ walk }) => walk.reached !== true);
    expect(shut).toMatchObject([{ step: 'layers', walk: { stage: 'security-group' } }]);
  });

  test('finds nothing shut of a service that works', async () => {
    const { sandbox } = await failed('one-of-two');
    const network = sandbox.network();
    const running = network.ecs.tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING');
    expect(running).toHaveLength(2);
    for (const task of running) expect(walkTask(network, task).every(({ walk }) => walk.reached === true)).toBe(true);
  });

  test('a task with a public address gets out of a public subnet, to other registries too', async () => {
    const world = but('no-public-address', ({ ecs }) => {
      ecs.services[0]!.deployments[0]!.network!.assignPublicIp = 'ENABLED';
      ecs.taskDefinitions[0]!.containers.push({ name: 'proxy', image: 'public.ecr.aws/nginx/nginx', essential: true });
    });
    const { tasks } = await prod({ world });
    expect(await tasks('RUNNING')).toMatchObject([{ lastStatus: 'RUNNING' }]);
  });
});
