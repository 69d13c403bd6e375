/**
 * The call arrived and was refused: the network is not what is wrong [aws-facts: endpoint-policy, reports-permission].
 */
import { aws, program } from '../../remedy/command.ts';
import type { Family } from '../family.ts';
import { IMAGE_BY_DIGEST, ROLE, WHOLE_TEXT } from './commands.ts';
import { FORBIDDEN } from './phrases.ts';

/** Signs in to the registry as Docker does it. */
const SIGN_IN = {
  ...aws('ecr get-login-password', { region: '{hostRegion}' }),
  into: program('docker login --username AWS --password-stdin {registryHost|<account>.dkr.ecr.<region>.amazonaws.com}'),
};

export const PERMISSION: readonly Family[] = [
  {
    id: 'caller-credentials-expired',
    class: 'permission',
    certainty: 'sure',
    hop: null,
    all: [
      [
        'security token included in the request is expired',
        'security token included in the request is invalid',
        'ExpiredTokenException',
        'RequestExpired',
        'NoCredentialProviders',
      ],
    ],
    cause: 'The credentials with which the call was made are missing, expired or not valid in this account.',
    remedy: ['Renew them, e.g. with', aws('sso login', {}), ', and repeat the call.'],
    next: null,
    instead: ['See whether they are accepted:', aws('sts get-caller-identity', {})],
    references: ['ec2Errors'],
  },
  {
    id: 'store-refuses-everyone',
    class: 'permission',
    certainty: 'sure',
    hop: 's3',
    all: [['error parsing HTTP 403 response body', '<Code>AccessDenied</Code>']],
    none: ['starport-layer-bucket', 'dkr.ecr', 'failed to download env files'],
    cause:
      'A store in S3 refused the layers. Many registries keep theirs in S3, and a restrictive policy on an S3 gateway endpoint cuts all of them off.',
    remedy: 'Allow s3:GetObject on the bucket in question in the policy of the S3 endpoint, or leave its policy open.',
    next: { command: 'audit' },
    references: ['s3Gateway', 'endpointPolicies'],
  },
  {
    id: 'layers-forbidden',
    class: 'permission',
    certainty: 'sure',
    hop: 's3',
    all: [FORBIDDEN],
    at: ['s3'],
    none: ['failed to download env files', 'environment variable files from Amazon S3'],
    cause:
      'S3 refused to hand out the layers. They are fetched with a signed URL, so it is seldom the role: a policy on the S3 endpoint that leaves out the bucket of the layers does this.',
    remedy:
      'Allow s3:GetObject on arn:aws:s3:::prod-{hostRegion|REGION}-starport-layer-bucket/* for every principal in the policy of the S3 endpoint.',
    next: { command: 'audit' },
    references: ['ecrEndpoints', 's3Gateway'],
  },
  {
    id: 'environment-file-forbidden',
    class: 'permission',
    certainty: 'sure',
    hop: 's3',
    all: [['failed to download env files', 'environment variable files from Amazon S3'], FORBIDDEN],
    cause:
      'S3 refused the environment file: the execution role or the bucket policy does not allow it, or the object is not there, which S3 answers alike.',
    remedy:
      'Allow s3:GetObject on the object and s3:GetBucketLocation on the bucket in the execution role, and check its name.',
    next: null,
    instead: [aws('s3api head-object', { bucket: '<bucket>', key: '<key>' })],
    references: ['initialization', 'executionRole'],
  },
  {
    id: 'digest-forbidden',
    class: 'permission',
    certainty: 'sure',
    all: [FORBIDDEN],
    at: ['ecr.dkr'],
    traits: ['digest'],
    cause:
      'ECR refused {digest} of {repository|the repository}, which has two causes that read alike: the image is gone (ECS keeps to the digest that it resolved when the deployment began, and a lifecycle rule or a new push may have removed it), or the role or, across accounts, the repository policy does not allow the pull.',
    remedy:
      'Ask for the digest first. If it is gone, start a new deployment, which resolves the tag again; if it is there, allow ecr:BatchGetImage and ecr:GetDownloadUrlForLayer in the role and, across accounts, in the repository policy.',
    next: null,
    instead: [IMAGE_BY_DIGEST],
    references: ['pull', 'repositoryPolicies'],
  },
  {
    id: 'registry-forbidden',
    class: 'permission',
    certainty: 'sure',
    all: [FORBIDDEN],
    at: ['ecr.dkr', 'ecr.api'],
    cause:
      'ECR was reached and refused the pull: the execution role may not read {repository|the repository}, or, in another account, the policy of the repository does not admit this one.',
    remedy:
      'Allow ecr:BatchGetImage and ecr:GetDownloadUrlForLayer in the role and, across accounts, in the repository policy.',
    next: null,
    instead: [aws('ecr get-repository-policy', { 'repository-name': '{name|<repository>}', region: '{hostRegion}' })],
    references: ['repositoryPolicies', 'executionRole'],
  },
  {
    id: 'no-credentials-for-registry',
    class: 'permission',
    certainty: 'sure',
    all: [
      [
        'no basic auth credentials',
        'Your authorization token has expired',
        '401 Unauthorized',
        'status code 401',
        'StatusCode: 401',
        'unauthorized: authentication required',
      ],
    ],
    registries: ['ecr'],
    cause:
      'ECR was reached and got no valid token: the pull was sent without one, with one that is older than 12 hours, or with one of another region or account. It isn’t a credential of a private registry.',
    remedy:
      'On ECS the agent signs in by itself: allow ecr:GetAuthorizationToken on `*` in the role that pulls, leave `repositoryCredentials` away, and see whether ecr.api is reachable. Other clients have to sign in again.',
    next: { command: 'audit' },
    instead: [SIGN_IN],
    references: ['dockerErrors', 'executionRole'],
  },
  {
    id: 'no-token-sent',
    class: 'permission',
    certainty: 'sure',
    all: ['no basic auth credentials'],
    registries: ['unknown'],
    cause:
      'The pull was sent without a token. If the image is in ECR, the agent could not get one: no permission, or no way to ecr.api.',
    remedy: 'Allow ecr:GetAuthorizationToken on `*` in the role that pulls; then see whether ecr.api is reachable.',
    next: { command: 'audit' },
    references: ['dockerErrors', 'executionRole'],
  },
  {
    id: 'public-ecr-refuses',
    class: 'permission',
    certainty: 'sure',
    hop: null,
    all: [[...FORBIDDEN, 'Your authorization token has expired', '401 Unauthorized', 'Not Authorized']],
    registries: ['ecr-public'],
    cause:
      'Amazon ECR Public was reached and refused: mostly a token that has expired, for it needs none; else the repository is not there.',
    remedy: 'Sign out, so that the pull is anonymous, and check the name of the image.',
    next: null,
    instead: ['Sign out, then pull again:', program('docker logout public.ecr.aws')],
    references: ['dockerErrors', 'pull'],
  },
  {
    id: 'registry-wants-credentials',
    class: 'permission',
    certainty: 'sure',
    hop: null,
    all: [
      [
        'failed to fetch anonymous token…401 Unauthorized',
        'failed to fetch anonymous token…403 Forbidden',
        'unauthorized: incorrect username or password',
        'unauthorized: authentication required',
        'unauthorized: access to the requested resource is not authorized',
        '401 Unauthorized',
        '403 Forbidden',
        'denied: denied',
        'engine ecr credentials: not found',
      ],
    ],
    registries: ['other', 'unknown'],
    cause:
      '{registry|The registry} was reached and wants other credentials than it was given, or hides that the image is not there.',
    remedy:
      'Check the name of the image. For a private one put the credentials into Secrets Manager and name them as `repositoryCredentials` of the container; in an isolated subnet the task then also needs the secretsmanager endpoint.',
    next: null,
    instead: 'A pull-through cache or a copy of the image in ECR needs no credentials in the task.',
    references: ['privateAuth', 'pullThroughCache'],
  },
  {
    id: 'access-denied',
    class: 'permission',
    certainty: 'likely',
    all: [
      [
        'AccessDeniedException',
        'api error AccessDenied',
        'CannotPullContainer AccessDenied',
        'not authorized to access this resource',
      ],
    ],
    cause: 'The service answered with a refusal, so it was reached; the text ends before it names the action.',
    remedy: 'Compare the permissions of the task execution role with what the task definition asks for.',
    next: null,
    instead: ['Read the whole message:', WHOLE_TEXT, 'Read what the role allows:', ROLE],
    references: ['executionRole', 'initialization'],
  },
];
