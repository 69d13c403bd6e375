/** The call arrived; what it asked for is not there [aws-facts: reports-permission]. */
import { aws } from '../../remedy/command.ts';
import type { Family } from '../family.ts';
import type { Phrase } from '../text/phrase.ts';
import { IMAGE_BY_DIGEST, IMAGE_CONTENT, IMAGES_OF_TASK, replicateSecret } from './commands.ts';

const REPOSITORY_MISSING: readonly Phrase[] = [
  'RepositoryNotFoundException',
  'name unknown: The repository',
  'API error (404): repository…not found',
  "Status Code: 404. Response: 'not found'",
  'repository…not found or image tag',
];

const IMAGE_MISSING: readonly Phrase[] = [
  'manifest unknown: Requested image not found',
  'manifest unknown',
  'MANIFEST_UNKNOWN',
  'manifest for…not found',
  'ImageNotFoundException',
  ': not found',
  'image not found',
  ':latest not found',
  '404 Not Found',
];

/** That it was a pull; much else is not found. */
const PULLED: readonly Phrase[] = ['manifest', 'resolve ref', 'CannotPull', 'pull', 'image'];

const DENIED_OR_MISSING: readonly Phrase[] = [
  'denied: requested access to the resource is denied',
  'insufficient_scope: authorization failed',
];

export const NOT_FOUND: readonly Family[] = [
  {
    id: 'secret-region-mismatch',
    class: 'not-found',
    certainty: 'sure',
    all: [
      ["can't find the specified secret", 'ResourceNotFoundException', 'ParameterNotFound', 'invalid ssm parameters'],
    ],
    at: ['secretsmanager', 'ssm'],
    traits: ['service-elsewhere'],
    cause: 'The service was asked in one region for a secret whose ARN names another: it knows its own region only.',
    remedy:
      'Replicate the secret to the region of the task and name the copy in the task definition, or create it there.',
    next: null,
    instead: [replicateSecret('<its region>')],
    references: ['initialization'],
  },
  {
    id: 'secret-not-found',
    class: 'not-found',
    certainty: 'sure',
    hop: 'secretsmanager',
    all: [["Secrets Manager can't find the specified secret", "can't find the specified secret"]],
    cause: 'Secrets Manager was reached and has no secret of that name in that region.',
    remedy: 'Correct the ARN in the task definition, or create the secret in the region of the task.',
    next: null,
    instead: [aws('secretsmanager list-secrets', { region: '{region}' })],
    references: ['initialization'],
  },
  {
    id: 'parameter-not-found',
    class: 'not-found',
    certainty: 'sure',
    hop: 'ssm',
    all: [['invalid ssm parameters:', 'ParameterNotFound']],
    cause: 'Parameter Store was reached and does not hold the parameters that the task definition names.',
    remedy: 'Create them in the region of the task, or correct their names; a full ARN is needed across regions.',
    next: null,
    instead: [aws('ssm get-parameters', { names: '<name>', region: '{region}' })],
    references: ['initialization'],
  },
  {
    id: 'log-group-not-found',
    class: 'not-found',
    certainty: 'sure',
    hop: 'logs',
    all: [
      [
        'specified log group does not exist',
        'LogGroup does not exist',
        'log group does not exist',
        'log group…does not exist',
      ],
    ],
    cause: 'CloudWatch Logs was reached and has no such log group.',
    remedy:
      'Create the log group, or set `awslogs-create-group` and allow logs:CreateLogGroup in the execution role, which its managed policy does not.',
    next: null,
    instead: [aws('logs create-log-group', { 'log-group-name': '<group>', region: '{region}' })],
    references: ['initialization'],
  },
  {
    id: 'environment-file-not-found',
    class: 'not-found',
    certainty: 'sure',
    hop: 's3',
    all: [
      ['failed to download env files', 'environment variable files from Amazon S3'],
      ['NoSuchKey', 'NoSuchBucket', 'StatusCode: 404', 'status code: 404', 'api error NotFound', 'file…not found'],
    ],
    cause: 'S3 was reached; the environment file that the task definition names is not there.',
    remedy: 'Correct the ARN of the file in the task definition, or upload it.',
    next: null,
    instead: [aws('s3api head-object', { bucket: '<bucket>', key: '<key>' })],
    references: ['initialization'],
  },
  {
    id: 'repository-not-found',
    class: 'not-found',
    certainty: 'sure',
    all: [REPOSITORY_MISSING],
    registries: ['ecr', 'unknown'],
    cause: 'The registry was reached and has no repository {name|of that name} in that account and region.',
    remedy: 'Correct account, region and name in the image of the task definition, or create the repository.',
    next: null,
    instead: [aws('ecr describe-repositories', { 'repository-names': '{name|<repository>}', region: '{hostRegion}' })],
    references: ['pull'],
  },
  {
    id: 'digest-not-found',
    class: 'not-found',
    certainty: 'sure',
    all: [IMAGE_MISSING, PULLED],
    registries: ['ecr'],
    traits: ['digest'],
    none: ['no space left on device'],
    cause:
      'ECR was reached and no longer holds {digest} in {name|the repository}; the tag may well be there, with another digest. ECS resolves a tag when a deployment begins and keeps to that digest, which a lifecycle rule or a new push of the same tag can remove.',
    remedy: [
      'Start a new deployment, which resolves the tag again:',
      aws('ecs update-service', {
        cluster: '{cluster|<cluster>}',
        service: '{ecsService|<service>}',
        region: '{region}',
        'force-new-deployment': true,
      }),
      'Keep untagged images longer in the lifecycle policy, or give each build a tag of its own.',
    ],
    next: null,
    instead: [IMAGE_BY_DIGEST],
    references: ['pull'],
  },
  {
    id: 'image-not-found',
    class: 'not-found',
    certainty: 'sure',
    all: [IMAGE_MISSING, PULLED],
    registries: ['ecr'],
    none: ['no space left on device'],
    cause: 'ECR was reached; the repository {name|} holds no image under {tag|that tag or digest}.',
    remedy: 'Push the image, or correct the tag in the task definition.',
    next: null,
    instead: [aws('ecr describe-images', { 'repository-name': '{name|<repository>}', region: '{hostRegion}' })],
    references: ['pull'],
  },
  {
    id: 'image-not-found-elsewhere',
    class: 'not-found',
    certainty: 'sure',
    all: [[...REPOSITORY_MISSING, ...IMAGE_MISSING], PULLED],
    registries: ['other', 'ecr-public', 'unknown'],
    none: ['no space left on device', 'dkr.ecr'],
    cause: '{registry|The registry} was reached; it holds no image under {image|that name and tag}{digest|}.',
    remedy: 'Correct name, tag or digest in the task definition; a tag may have been removed upstream.',
    next: null,
    instead: ['See what it holds:', IMAGE_CONTENT],
    references: ['pull'],
  },
  {
    id: 'image-denied-or-missing',
    class: 'not-found',
    certainty: 'sure',
    all: [DENIED_OR_MISSING],
    registries: ['ecr'],
    cause: 'ECR was reached and either has no such repository or hides it: it answers both alike.',
    remedy:
      'Check the image of the task definition: account, region, repository and tag, and what the execution role may read.',
    next: null,
    instead: [
      aws('ecr describe-repositories', { 'registry-id': '{resourceAccount|<account>}', region: '{hostRegion}' }),
    ],
    references: ['wordings', 'pull'],
  },
  {
    id: 'image-denied-or-missing-elsewhere',
    class: 'not-found',
    certainty: 'sure',
    hop: null,
    all: [DENIED_OR_MISSING],
    cause:
      '{registry|The registry} was reached and either has no such repository or hides it: registries answer both alike. A name without a registry, or a mistyped one, is looked for on Docker Hub.',
    remedy:
      'Check the image of the task definition: registry, repository and tag; for a private one, its credentials. An image in ECR needs the whole name, <account>.dkr.ecr.<region>.amazonaws.com/<repository>.',
    next: null,
    instead: [IMAGES_OF_TASK],
    references: ['wordings', 'pull'],
  },
];
