/**
 * The words by which ECS, its agent and containerd say at which stage a task stopped. The first row that matches wins.
 */
import type { HopName } from '../hop.ts';
import type { NormalizedText } from '../text/normalized-text.ts';
import { findPhrase, type Phrase } from '../text/phrase.ts';

const STAGES: readonly (readonly [hop: HopName, phrases: readonly Phrase[]])[] = [
  [
    's3',
    [
      // ECS blanks the signed URL of a layer and puts the image's name there instead, so the host shown is not the one
      // called.
      'failed to copy: httpReadSeeker',
      'failed to copy: httpReaderSeeker',
      'REDACTED ECR URL',
      'error pulling image conf',
      'failed to extract layer',
      'filesystem layer verification failed',
      // AWS's own reading of this panic: no way to S3 [aws-facts: pull-panic].
      'pull command failed: panic',
    ],
  ],
  ['s3', ['failed to download env files', 'environment variable files from Amazon S3']],
  [
    'logs',
    [
      'failed to validate logger args',
      'Amazon CloudWatch log group',
      'failed to create Cloudwatch log',
      'failed to initialize logging driver',
      'error setting log driver',
    ],
  ],
  [
    'secretsmanager',
    [
      'secret from asm',
      'secrets from asm',
      'registry auth from asm',
      'asm fetching secret',
      'from secrets manager',
      'from AWS Secrets Manager',
      'operation error Secrets Manager',
      "can't find the specified secret",
      "can't retrieve the secret",
    ],
  ],
  [
    'ssm',
    [
      'secrets from ssm',
      'secrets from AWS Systems Manager',
      'from SSM Parameter Store',
      'operation error SSM',
      'invalid ssm parameters',
    ],
  ],
  [
    'ecr.api',
    [
      'ecr registry auth',
      'registry auth from Amazon ECR',
      'registry authentication from Amazon ECR',
      'GetAuthorizationToken',
    ],
  ],
  ['elasticfilesystem', ['EFS utils', 'fs_mount_helper']],
  ['ssmmessages', ['TargetNotConnectedException', 'execute command agent', 'ExecuteCommandAgent']],
  [
    'ecs-agent',
    [
      'discover poll endpoint',
      'connecting to ACS',
      'Error from acs',
      'Error from tcs',
      'Error creating a websocket client',
      'register as a container instance',
      'registering container instance',
      'register container instance',
    ],
  ],
  ['ecr.dkr', ['from the Amazon ECR repository', 'dkr.ecr']],
];

/** The hop that the wording of a message names; null where it names none. */
export function stageOf(text: NormalizedText): HopName | null {
  return STAGES.find(([, phrases]) => phrases.some((phrase) => findPhrase(text, phrase) !== null))?.[0] ?? null;
}
