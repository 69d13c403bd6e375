/** What the task definition or the image says cannot work, or something is used up; no network is at fault. */
import { aws, program } from '../../remedy/command.ts';
import type { Family } from '../family.ts';
import { IMAGE_CONTENT, IMAGES_OF_TASK } from './commands.ts';

export const TASK: readonly Family[] = [
  {
    id: 'platform-mismatch',
    class: 'configuration',
    certainty: 'sure',
    hop: null,
    all: [
      [
        'does not contain descriptor matching platform',
        'no matching manifest for',
        'no match for platform in manifest',
        'failed to find a descriptor for platform',
        'no match for platform',
        'no image found in manifest list for',
        'no child with platform',
      ],
    ],
    cause:
      'The registry was reached; the image was built for another processor or operating system than the task runs on.',
    remedy: [
      'Build it for the platform of the task, e.g.',
      program('docker buildx build', { platform: 'linux/amd64' }),
      ', or set `runtimePlatform`.',
    ],
    next: null,
    instead: ['See what it holds:', IMAGE_CONTENT],
    references: ['pull'],
  },
  {
    id: 'image-is-a-digest',
    class: 'configuration',
    certainty: 'sure',
    hop: null,
    all: [
      [
        'docker.io/library/sha256:',
        'pull access denied for sha256',
        'repository sha256 not found',
        'library/sha256/manifests',
        'failed to resolve ref sha256:',
        'failed to resolve reference "sha256:',
      ],
    ],
    cause:
      'The image of the task definition is a bare digest without a repository, so `sha256` is taken for the name of an image on Docker Hub.',
    remedy: 'Write the whole name: <account>.dkr.ecr.<region>.amazonaws.com/<repository>@sha256:<digest>.',
    next: null,
    instead: [IMAGES_OF_TASK],
    references: ['pull'],
  },
  {
    id: 'image-name-invalid',
    class: 'configuration',
    certainty: 'sure',
    hop: null,
    all: [['invalid reference format', 'could not parse reference', 'invalid image reference']],
    cause:
      'The image in the task definition isn’t a valid name: often an empty variable, an upper-case letter or a stray blank.',
    remedy: 'Correct the image in the task definition.',
    next: null,
    instead: [IMAGES_OF_TASK],
    references: ['pull'],
  },
  {
    id: 'image-broken',
    class: 'configuration',
    certainty: 'sure',
    hop: null,
    all: [["number of layers and diffIDs don't match"]],
    cause: 'The image arrived, but its parts do not fit each other: the build wrote a broken manifest.',
    remedy: 'Build and push it again with a current builder, without provenance attestations if need be.',
    next: null,
    instead: ['See what it holds:', IMAGE_CONTENT],
    references: ['pull'],
  },
  {
    id: 'secret-unusable',
    class: 'configuration',
    certainty: 'sure',
    hop: 'secretsmanager',
    all: [
      [
        'did not contain json key',
        'invalid character…looking for beginning of value',
        'invalid character…in literal',
        'an invalid ARN format for the AWS Secrets Manager secret',
        'ValidationException: Invalid name',
        'because it was marked for deletion',
        'secret…marked for deletion',
      ],
    ],
    none: ['HTTP 403', '<?xml'],
    cause:
      'Secrets Manager was reached; the secret cannot be used as the task definition asks: its key, form, name or state is not right.',
    remedy:
      'Compare `valueFrom` in the task definition with the secret: full ARN, existing JSON key, not scheduled for deletion.',
    next: null,
    instead: [aws('secretsmanager describe-secret', { 'secret-id': '<arn>', region: '{region}' })],
    references: ['initialization'],
  },
  {
    id: 'log-options-incomplete',
    class: 'configuration',
    certainty: 'sure',
    hop: 'logs',
    all: [
      [
        'awslogs-region is required',
        'awslogs-group is required',
        'unable to get awslogs driver arguments',
        'unknown log opt',
      ],
    ],
    cause: 'The log options of the container are incomplete or not known to its log driver.',
    remedy: 'Set `awslogs-group` and `awslogs-region`, or correct the option.',
    next: null,
    instead: [
      aws('ecs describe-task-definition', {
        'task-definition': '<name>',
        query: 'taskDefinition.containerDefinitions[].logConfiguration',
      }),
    ],
    references: ['initialization'],
  },
  {
    id: 'exec-not-enabled',
    class: 'configuration',
    certainty: 'sure',
    hop: 'ssmmessages',
    all: [['execute command was not enabled when the task was run']],
    cause: 'ECS Exec was off when the task started.',
    remedy: 'Turn it on for the service, then start a new task.',
    next: null,
    instead: [
      aws('ecs update-service', {
        cluster: '{cluster|<cluster>}',
        service: '{ecsService|<service>}',
        region: '{region}',
        'enable-execute-command': true,
        'force-new-deployment': true,
      }),
    ],
    references: ['ecsExec'],
  },
  {
    id: 'file-system-refused',
    class: 'configuration',
    certainty: 'sure',
    hop: 'elasticfilesystem',
    all: [
      ['failed to invoke EFS utils commands', 'mount.nfs4:'],
      ['access denied by server', 'No such file or directory', 'reason given by server'],
    ],
    cause:
      'The file system of EFS was reached and refused the mount: the directory is missing, or its policy or access point does not admit the task.',
    remedy:
      'Create the root directory or use an access point that does, and check the file system policy and the task role.',
    next: null,
    instead: [aws('efs describe-access-points', { region: '{region}' })],
    references: ['efs'],
  },
  {
    id: 'disk-full',
    class: 'capacity',
    certainty: 'sure',
    hop: null,
    all: [['no space left on device', 'There is not enough space on the disk']],
    cause: 'The image arrived and does not fit on the disk.',
    remedy:
      'Raise `ephemeralStorage` of the task, or free the disk of the container instance; or make the image smaller.',
    next: null,
    instead: [
      aws('ecr describe-images', {
        'repository-name': '{name|<repository>}',
        query: 'imageDetails[].imageSizeInBytes',
        region: '{hostRegion}',
      }),
    ],
    references: ['pull'],
  },
  {
    id: 'no-network-interface',
    class: 'capacity',
    certainty: 'sure',
    hop: null,
    all: [
      [
        'Unexpected EC2 error while attempting to Create Network Interface',
        'RESOURCE:ENI',
        'encountered error "RESOURCE:ENI',
        'unused device index',
      ],
    ],
    cause: 'The task got no network interface: the subnet has no free address, or the instance no free interface.',
    remedy: 'Use a larger subnet or instance, or fewer tasks; endpoints take addresses from their subnets too.',
    next: null,
    instead: [
      aws('ec2 describe-subnets', { query: 'Subnets[].[SubnetId,AvailableIpAddressCount]', region: '{region}' }),
    ],
    references: ['failedToStart'],
  },
  {
    id: 'interface-late',
    class: 'service-fault',
    certainty: 'sure',
    hop: null,
    all: [
      [
        'Timeout waiting for network interface provisioning',
        'Network interface provision complete error timeout',
        'Timeout waiting for EphemeralStorage provisioning',
        'Rate limit exceeded while preparing network interface',
      ],
    ],
    cause: 'Fargate did not get the interface or storage of the task ready in time; the pull had not begun.',
    remedy: 'Start the task again; if it stays, start fewer at a time.',
    next: null,
    instead: ['See whether the zone has trouble:', aws('health describe-events', { region: 'us-east-1' })],
    references: ['failedToStart'],
  },
  {
    id: 'server-error',
    class: 'service-fault',
    certainty: 'sure',
    all: [
      [
        'received unexpected HTTP status: 500',
        '500 Internal Server Error',
        '502 Bad Gateway',
        '503 Service Unavailable',
        '504 Gateway Time',
        'InternalFailure',
      ],
    ],
    cause: '{registry|The other side} was reached and failed by itself.',
    remedy: 'Try again; if it stays, look at the status page of the service.',
    next: null,
    instead: 'Nothing in the VPC needs to change for this.',
    references: ['stoppedTasks'],
  },
];
