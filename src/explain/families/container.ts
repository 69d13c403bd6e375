/** The image arrived; the container failed. People bring these to a tool for pulls all the same. */
import { aws, program } from '../../remedy/command.ts';
import type { Family } from '../family.ts';
import { IMAGE_CONTENT } from './commands.ts';

export const CONTAINER: readonly Family[] = [
  {
    id: 'no-task-credentials',
    class: 'configuration',
    certainty: 'likely',
    hop: null,
    all: [
      [
        'Unable to locate credentials',
        'Unable to load credentials from any of the providers',
        'Unable to load AWS credentials from any provider',
        'Could not load credentials from any providers',
        'NoCredentialProviders: no valid providers in chain',
        'no EC2 IMDS role found',
        'Error retrieving credentials from the instance profile metadata service',
        'the credential provider was not enabled',
      ],
    ],
    none: ['CannotPull', 'ResourceInitializationError'],
    cause:
      'The container ran, and its program found no credentials: the task has no task role, or the program could not ask 169.254.170.2 for them. No VPC endpoint takes part in that.',
    remedy:
      'Give the task definition a `taskRoleArn` (the execution role is not for the program), and leave 169.254.170.2 out of any proxy. On EC2 instances, the agent must have task roles enabled.',
    next: null,
    instead: [
      aws('ecs describe-task-definition', { 'task-definition': '<name>', query: 'taskDefinition.taskRoleArn' }),
    ],
    references: ['stoppedTasks', 'ecsExec'],
  },
  {
    id: 'wrong-processor',
    class: 'after-the-pull',
    certainty: 'sure',
    hop: null,
    all: [['exec format error', 'image operating system…cannot be used on this platform']],
    cause: 'The image was pulled; its program was built for another processor than the task runs on.',
    remedy: 'Build it for the platform of the task, or set `runtimePlatform` in the task definition.',
    next: null,
    instead: ['See what it holds:', IMAGE_CONTENT],
    references: ['stoppedTasks'],
  },
  {
    id: 'out-of-memory',
    class: 'after-the-pull',
    certainty: 'sure',
    hop: null,
    all: [['OutOfMemoryError', 'Container killed due to memory usage', 'OOMKilled']],
    cause: 'The container ran and used more memory than the task allows.',
    remedy: 'Give the task more memory, or the program less to do.',
    next: null,
    instead: [
      aws('ecs describe-task-definition', { 'task-definition': '<name>', query: 'taskDefinition.[cpu,memory]' }),
    ],
    references: ['outOfMemory'],
  },
  {
    id: 'container-not-started',
    class: 'after-the-pull',
    certainty: 'sure',
    hop: null,
    all: [
      [
        'executable file not found in $PATH',
        'unable to start container process: exec:',
        'OCI runtime create failed…: no such file or directory',
        'OCI runtime create failed…: permission denied',
        'failed to get container status',
      ],
    ],
    cause:
      'The image was pulled; the container could not be started: its command, entry point, user or mounts are not right.',
    remedy:
      'Read the end of the message for the file or setting it names, and correct it in the image or the task definition.',
    next: null,
    instead: ['Try it elsewhere:', program('docker run --rm {image}')],
    references: ['stoppedTasks'],
  },
  {
    id: 'container-exited',
    class: 'after-the-pull',
    certainty: 'likely',
    hop: null,
    all: [['Essential container in task exited', 'exited with code', 'exit code: 1', 'failed container health checks']],
    cause: 'The image was pulled and the container ran; it ended by itself or was found unhealthy.',
    remedy: 'Read its log; if the program calls services of AWS, those need endpoints in an isolated subnet too.',
    next: null,
    instead: [{ program: 'aws', args: ['logs', 'tail', '<log group>'], flags: { region: '{region}' } }],
    references: ['stoppedTasks'],
  },
  {
    id: 'health-check-failed',
    class: 'after-the-pull',
    certainty: 'likely',
    hop: null,
    all: [['failed ELB health checks', 'target-group…unhealthy', 'Task failed ELB']],
    cause: 'The container runs; the load balancer finds it unhealthy.',
    remedy:
      'Check path, port and grace period of the health check, and that the security group of the tasks admits the load balancer.',
    next: null,
    instead: [aws('elbv2 describe-target-health', { 'target-group-arn': '<arn>', region: '{region}' })],
    references: ['stoppedTasks'],
  },
];
