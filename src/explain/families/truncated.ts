/** Texts that end before the deciding words: better to say so than to guess [aws-facts: truncated-messages]. */
import type { Family } from '../family.ts';
import { WHOLE_TEXT } from './commands.ts';

export const TRUNCATED: readonly Family[] = [
  {
    id: 'pull-access-denied-cut',
    class: 'unknown',
    certainty: 'guess',
    all: [['pull access denied', 'repository does not exist or may require']],
    cause: 'The registry refused the pull; the text ends before it says whether permission is missing or the image.',
    remedy:
      'Read the rest of the message: `not authorized to perform` means the role, `requested access` the name of the image.',
    next: null,
    instead: [WHOLE_TEXT],
    references: ['wordings', 'pull'],
  },
  {
    id: 'registry-named',
    class: 'unknown',
    certainty: 'guess',
    hop: null,
    all: [['resolve ref', 'CannotPull', 'pull image', 'Error response from daemon']],
    kinds: ['registry', 'public-ecr'],
    cause:
      'The pull from {registry} failed; the text ends before it says why. No VPC endpoint leads there, if it is the network.',
    remedy:
      'Read the rest of the message. In an isolated subnet only images in ECR can be pulled: copy this one there.',
    next: null,
    instead: [WHOLE_TEXT],
    references: ['pullThroughCache', 'pull'],
  },
  {
    id: 'secrets-or-sign-in-cut',
    class: 'unknown',
    certainty: 'guess',
    all: [['unable to pull secrets or registry auth', 'execution resource retrieval failed']],
    cause:
      'The task could not get its secrets or sign in to the registry; the text ends before it says whether the network or a permission is missing.',
    remedy: 'See whether the path is open; if it is, it is a permission of the execution role.',
    next: { command: 'audit' },
    instead: [WHOLE_TEXT],
    references: ['initialization', 'executionRole'],
  },
  {
    id: 'logging-cut',
    class: 'unknown',
    certainty: 'guess',
    hop: 'logs',
    all: [
      [
        'failed to validate logger args',
        'failed to initialize logging driver',
        'cannot find the Amazon CloudWatch log group',
        'failed to create Cloudwatch log',
      ],
    ],
    cause:
      'The log driver could not be set up; the text does not say whether the way to CloudWatch Logs, a permission or the log group is missing.',
    remedy:
      'See whether logs is reachable; if it is, check that the log group exists and what the execution role may do.',
    next: { command: 'audit' },
    instead: [WHOLE_TEXT],
    references: ['initialization', 'ecsEndpoints'],
  },
  {
    id: 'environment-file-cut',
    class: 'unknown',
    certainty: 'guess',
    hop: 's3',
    all: [['failed to download env files', "can't download the environment variable files"]],
    cause:
      'The environment file did not arrive; the text does not say whether the way to S3, a permission or the file is missing.',
    remedy: 'See whether S3 is reachable; if it is, check the file and what the execution role may do.',
    next: { command: 'audit' },
    instead: [WHOLE_TEXT],
    references: ['initialization'],
  },
  {
    id: 'file-system-cut',
    class: 'unknown',
    certainty: 'guess',
    hop: 'elasticfilesystem',
    all: [['failed to invoke EFS utils commands', 'set up EFS volumes']],
    cause: 'An EFS volume could not be mounted; the text does not say why. The image is not concerned.',
    remedy: 'Check the mount target in the zone of the subnet, TCP 2049 in its security group, and the root directory.',
    next: null,
    instead: [WHOLE_TEXT],
    references: ['efs', 'initialization'],
  },
  {
    id: 'pull-cut',
    class: 'unknown',
    certainty: 'guess',
    all: [
      [
        'CannotPullContainer',
        'CannotPullECRContainer',
        'CannotPullImageManifest',
        'pull image manifest has been retried',
        'inspect image has been retried',
        'ref pull has been retried',
        "The task can't pull the image",
        'Failed to pull image',
        'ImagePullBackOff',
      ],
    ],
    cause: 'An image could not be pulled; the text ends before it says why.',
    remedy: 'See whether the path is open; if it is, it is the name of the image or a permission.',
    next: { command: 'audit' },
    instead: [WHOLE_TEXT],
    references: ['pull', 'connectivity'],
  },
  {
    id: 'container-cut',
    class: 'unknown',
    certainty: 'guess',
    hop: null,
    all: [
      [
        'failed to create new container runtime task',
        'failed to create shim task',
        'OCI runtime create failed',
        'CannotStartContainerError',
        'CannotCreateContainerError',
        'ContainerRuntimeError',
      ],
    ],
    cause: 'The image had arrived; the container could not be made or started, and the text ends before it says why.',
    remedy: 'Read the end of the message: it names the file, the setting or the log driver that failed.',
    next: null,
    instead: [WHOLE_TEXT],
    references: ['stoppedTasks'],
  },
  {
    id: 'start-cut',
    class: 'unknown',
    certainty: 'guess',
    hop: null,
    all: [
      [
        'ResourceInitializationError',
        'TaskFailedToStart',
        'Task failed to start',
        'unable to place a task',
        'DockerTimeoutError',
      ],
    ],
    cause: 'A task did not start; the text does not say why.',
    remedy:
      'Read `stoppedReason` and the `reason` of each container; if it was the pull, the audit says which hop is closed.',
    next: { command: 'audit' },
    instead: [WHOLE_TEXT],
    references: ['stoppedTasks'],
  },
];
