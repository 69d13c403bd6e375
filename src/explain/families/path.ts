/** The network, hop by hop: the path that pullpath opens [aws-facts: fargate-needs, reports-network]. */
import type { Family } from '../family.ts';
import { HOPS } from '../hop.ts';
import { CONNECTION_ENDED, NETWORK } from './phrases.ts';

export const PATH: readonly Family[] = [
  {
    id: 'endpoint-shuts-out',
    class: 'network',
    certainty: 'sure',
    all: [NETWORK],
    at: HOPS,
    scopes: ['private'],
    registries: ['ecr', 'unknown'],
    cause:
      'The task reached for the interface of an endpoint for {host|that service} at {ip}, and got no answer: name resolution is right, the way is shut.',
    remedy:
      'Admit TCP 443 from the subnets of the tasks in the security group of the endpoint, let the group of the tasks itself send it, and check both network ACLs.',
    next: { command: 'audit' },
    references: ['connectivity', 'ecrEndpoints'],
  },
  {
    id: 'environment-file-unreachable',
    class: 'network',
    certainty: 'sure',
    hop: 's3',
    all: [['failed to download env files', 'environment variable files from Amazon S3'], NETWORK],
    cause: 'The task could not reach S3 to fetch its environment file.',
    remedy:
      'Put an S3 gateway endpoint on the route table of the subnet, and let the security group of the tasks send TCP 443 to the prefix list of S3.',
    next: { command: 'audit' },
    references: ['initialization', 's3Gateway'],
  },
  {
    id: 'bucket-unreachable',
    class: 'network',
    certainty: 'sure',
    hop: 's3',
    all: [NETWORK],
    at: ['s3'],
    traits: ['own-bucket'],
    none: ['CannotPull'],
    cause: 'The program could not reach S3 ({host}). That is not the pull: the image had arrived.',
    remedy:
      'Put an S3 gateway endpoint on the route table of the subnet, and let the security group of the tasks send TCP 443 to the prefix list of S3. It serves the buckets of its own region.',
    next: { command: 'audit' },
    references: ['s3Gateway', 'connectivity'],
  },
  {
    id: 'address-of-s3',
    class: 'network',
    certainty: 'sure',
    hop: 's3',
    all: [[...NETWORK, ...CONNECTION_ENDED]],
    at: ['s3'],
    traits: ['only-address'],
    cause:
      'The text names no host, but {ip} is in a public range of S3: sign-in and manifest worked, but the layers didn’t arrive.',
    remedy:
      'Put an S3 gateway endpoint on the route table that the subnet really uses, and let the security group of the tasks and the network ACL send TCP 443 to the prefix list of S3.',
    next: { command: 'audit' },
    references: ['s3Gateway', 'pull'],
  },
  {
    id: 'address-not-of-s3',
    class: 'network',
    certainty: 'likely',
    hop: null,
    // The words of those that pull; programs call other services.
    all: [['dial tcp…i/o timeout', 'dial tcp…connect: connection timed out', 'dial tcp…connectex:']],
    scopes: ['public'],
    traits: ['other-address'],
    cause:
      'The text names no host, and {ip} is a public address in none of S3’s ranges: it is not the layers. If the image is in ECR, it is sign-in (ecr.api) or the registry (ecr.dkr), whose names lead to no endpoint here.',
    remedy:
      'See which hop is closed. If the image does not lie in ECR, no endpoint leads to it: then copy it there, or give the subnet a way to the internet.',
    next: { command: 'audit' },
    references: ['ecrEndpoints', 'connectivity'],
  },
  {
    id: 'layers-unreachable',
    class: 'network',
    certainty: 'sure',
    hop: 's3',
    all: [
      [...NETWORK, 'context canceled', 'pull command failed: panic', 'unexpected EOF', 'layer verification failed'],
    ],
    at: ['s3'],
    // A pull-through cache may have sent the task elsewhere.
    withoutTraits: ['host-cut'],
    cause:
      'Sign-in and manifest worked, but the layers didn’t arrive. They come from S3, which this subnet can’t reach.',
    remedy:
      'Put an S3 gateway endpoint on the route table that the subnet really uses, and let the security group of the tasks and the network ACL send TCP 443 to the prefix list of S3.',
    next: { command: 'audit' },
    references: ['ecrEndpoints', 's3Gateway', 'pull'],
  },
  {
    id: 'logs-unreachable',
    class: 'network',
    certainty: 'sure',
    hop: 'logs',
    all: [['logger args', 'logging driver', 'log driver', 'Cloudwatch log', 'awslogs'], NETWORK],
    at: ['logs'],
    cause:
      'The task could not reach CloudWatch Logs before it started; that the log group was not found is only how ECS words it.',
    remedy: 'Make an interface endpoint for logs, with private DNS and TCP 443 from the tasks.',
    next: { command: 'audit' },
    references: ['initialization', 'ecsEndpoints'],
  },
  {
    id: 'registry-credentials-unreachable',
    class: 'network',
    certainty: 'sure',
    hop: 'secretsmanager',
    all: [['registry auth from asm', 'asm fetching secret'], NETWORK],
    cause: 'The credentials of a private registry lie in Secrets Manager, which the task could not reach.',
    remedy:
      'Make an interface endpoint for secretsmanager. The registry itself, if it is not ECR, still needs a way of its own.',
    next: { command: 'audit' },
    references: ['initialization', 'privateAuth', 'ecsEndpoints'],
  },
  {
    id: 'secret-unreachable',
    class: 'network',
    certainty: 'sure',
    hop: 'secretsmanager',
    all: [['from asm', 'secrets or registry auth', 'from secrets manager', 'from AWS Secrets Manager'], NETWORK],
    at: ['secretsmanager'],
    cause: 'The task could not reach Secrets Manager to fetch its secrets, which it does before it pulls the image.',
    remedy:
      'Make an interface endpoint for secretsmanager; since platform version 1.4.0 Fargate fetches secrets through the subnet of the task.',
    next: { command: 'audit' },
    references: ['initialization', 'ecsEndpoints'],
  },
  {
    id: 'parameter-unreachable',
    class: 'network',
    certainty: 'sure',
    hop: 'ssm',
    all: [['from ssm', 'secrets or registry auth', 'from AWS Systems Manager', 'from SSM Parameter Store'], NETWORK],
    at: ['ssm'],
    cause: 'The task could not reach Parameter Store to fetch its secrets, which it does before it pulls the image.',
    remedy:
      'Make an interface endpoint for ssm; since platform version 1.4.0 Fargate fetches parameters through the subnet of the task.',
    next: { command: 'audit' },
    references: ['initialization', 'ecsEndpoints'],
  },
  {
    id: 'sign-in-unreachable',
    class: 'network',
    certainty: 'sure',
    hop: 'ecr.api',
    all: [NETWORK],
    at: ['ecr.api'],
    cause:
      'The task could not reach the API of ECR to sign in, the first hop of a pull; since platform version 1.4.0 that goes through the subnet of the task.',
    remedy:
      'Make interface endpoints for ecr.api and ecr.dkr with private DNS, and an S3 gateway endpoint: a pull needs all three.',
    next: { command: 'audit' },
    references: ['initialization', 'ecrEndpoints'],
  },
  {
    id: 'manifest-unreachable',
    class: 'network',
    certainty: 'sure',
    hop: 'ecr.dkr',
    all: [NETWORK],
    at: ['ecr.dkr'],
    cause: 'The task could not reach the registry of ECR for the manifest of the image.',
    remedy:
      'Make an interface endpoint for ecr.dkr with private DNS, admit TCP 443 from the tasks, and an S3 gateway endpoint for the layers.',
    next: { command: 'audit' },
    references: ['pull', 'ecrEndpoints'],
  },
  {
    id: 'agent-unreachable',
    class: 'network',
    certainty: 'sure',
    all: [
      [
        'poll endpoint',
        'ACS',
        'from tcs',
        'TCS',
        'websocket client',
        'container instance',
        'ecs-a',
        'ecs-t',
        'ecs-agent',
      ],
      NETWORK,
    ],
    at: ['ecs', 'ecs-agent', 'ecs-telemetry'],
    cause: 'The ECS agent on a container instance could not reach ECS, so no task is placed there or reported.',
    remedy:
      'Make interface endpoints for ecs-agent, ecs-telemetry and ecs, in that order, and restart the agent afterwards; tasks on Fargate need none of them.',
    next: { command: 'audit' },
    references: ['ecsEndpoints'],
  },
  {
    id: 'exec-not-connected',
    class: 'network',
    certainty: 'likely',
    hop: 'ssmmessages',
    all: [
      ['TargetNotConnectedException', 'execute command failed due to an internal error', 'ExecuteCommandAgent…STOPPED'],
    ],
    cause:
      'The agent of ECS Exec is not connected: it cannot reach Session Manager, or the task role lacks ssmmessages, or the task has just started.',
    remedy:
      'See whether ssmmessages is reachable, allow the four ssmmessages actions in the task role (not the execution role), then start a new task.',
    next: { command: 'audit' },
    references: ['ecsExec'],
  },
  {
    id: 'service-unreachable',
    class: 'network',
    certainty: 'likely',
    all: [NETWORK],
    kinds: ['aws'],
    withoutTraits: ['host-cut'],
    cause: 'The task could not reach {host}.',
    remedy: 'Make an interface endpoint for {service|the service} with private DNS, and admit TCP 443 from the tasks.',
    next: { command: 'audit' },
    references: ['useEndpoint', 'connectivity'],
  },
  {
    id: 'address-of-aws',
    class: 'network',
    certainty: 'likely',
    hop: null,
    all: [NETWORK],
    traits: ['only-address'],
    none: ['Essential container', 'OutOfMemory'],
    cause:
      'The text names no host, but at {ip} only APIs of AWS answer, and not S3: for a pull that is the sign-in (ecr.api) or the registry (ecr.dkr), whose endpoint is missing or whose private DNS is off.',
    remedy: 'Make interface endpoints for ecr.api and ecr.dkr with private DNS, and admit TCP 443 from the tasks.',
    next: { command: 'audit' },
    references: ['ecrEndpoints', 'connectivity'],
  },
  {
    id: 'pull-canceled',
    class: 'network',
    certainty: 'likely',
    all: ['CannotPull', ['context canceled', 'context ca...', 'context ca…']],
    cause: 'The pull was given up after minutes of waiting, mostly because the layers did not arrive from S3.',
    remedy: 'See which hop is closed; the way to S3 is the one most often forgotten.',
    next: { command: 'audit' },
    references: ['pull', 's3Gateway'],
  },
  {
    id: 'something-unreachable',
    class: 'network',
    certainty: 'likely',
    hop: null,
    all: [NETWORK],
    // The program itself may be killed; what the host serves has a family of its own.
    none: ['Essential container', 'OutOfMemory', '169.254.'],
    cause: 'A connection was not made; the text does not say to which host.',
    remedy:
      'See which hop is closed. If the image does not lie in ECR, no endpoint leads to it: then copy it there, or give the subnet a way to the internet.',
    next: { command: 'audit' },
    references: ['connectivity', 'stoppedTasks'],
  },
];
