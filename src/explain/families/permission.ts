/**
 * The call arrived and was refused: the network is not what is wrong [aws-facts: endpoint-policy, reports-permission].
 */
import type { Family } from '../family.ts';
import { FORBIDDEN } from './phrases.ts';

const ROLE = 'aws iam list-attached-role-policies --role-name <execution role>';

export const PERMISSION: readonly Family[] = [
  {
    id: 'endpoint-policy-denies',
    class: 'permission',
    certainty: 'sure',
    all: [
      [
        'because no VPC endpoint policy allows the',
        'with an explicit deny in a VPC endpoint policy',
        'no VPC endpoint policy allows',
      ],
    ],
    cause:
      'The policy of the VPC endpoint does not allow {action|the action}: the packets arrived, the endpoint refused them.',
    remedy:
      'Allow {action|the action} in the endpoint policy. For image layers that is s3:GetObject on the layer bucket of the region for every principal, since they are fetched with URLs that AWS signs.',
    next: ['audit'],
    references: ['endpointPolicies', 'ecrEndpoints'],
  },
  {
    id: 'caller-refused',
    class: 'permission',
    certainty: 'sure',
    hop: null,
    all: [['is not authorized to perform: ec2:', 'UnauthorizedOperation']],
    cause: 'The identity that changes the network, not the task, lacks the permission {action|for an action of EC2}.',
    remedy: 'Grant it; pullpath prints the least policy that it needs.',
    next: ['iam-policy', 'apply'],
    references: ['ec2Errors'],
  },
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
    remedy: 'Renew them, e.g. with `aws sso login`, and repeat the call.',
    next: null,
    instead: 'See whether they are accepted: `aws sts get-caller-identity`',
    references: ['ec2Errors'],
  },
  {
    id: 'key-refused',
    class: 'permission',
    certainty: 'sure',
    all: [
      [
        'not authorized to perform: kms:',
        'Access to KMS is not allowed',
        'The ciphertext refers to a customer master key',
      ],
    ],
    cause: 'The value is encrypted with a KMS key that the execution role may not use.',
    remedy: 'Allow kms:Decrypt on that key in the execution role and in the policy of the key.',
    next: null,
    instead: `Check the role with \`${ROLE}\`, and the key with \`aws kms get-key-policy\`.`,
    references: ['executionRole'],
  },
  {
    id: 'role-not-assumable',
    class: 'permission',
    certainty: 'sure',
    hop: null,
    all: [['was unable to assume the role', 'not authorized to perform: sts:AssumeRole', 'proper trust relationship']],
    cause: 'ECS may not assume the role that the task definition names.',
    remedy: 'Let ecs-tasks.amazonaws.com assume it in the trust policy of the role, and check that the role exists.',
    next: null,
    instead: 'aws iam get-role --role-name <role> --query Role.AssumeRolePolicyDocument',
    references: ['executionRole'],
  },
  {
    id: 'action-refused',
    class: 'permission',
    certainty: 'sure',
    all: [
      ['is not authorized to perform…on resource', 'not authorized to perform…because', 'not authorized to perform:'],
    ],
    cause: 'IAM refused {action|the action}: the call arrived at the service, so the network is open up to there.',
    remedy:
      'Allow {action|it} in the task execution role (for tasks on EC2: the container instance role); if the message ends in `explicit deny`, find the deny in the policy that it names.',
    next: null,
    instead: `Check what the role is allowed with \`${ROLE}\`; AmazonECSTaskExecutionRolePolicy covers pulls from ECR and logs, not secrets.`,
    references: ['executionRole', 'pull'],
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
    next: ['audit'],
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
    next: ['audit'],
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
    instead: 'aws s3api head-object --bucket <bucket> --key <key>',
    references: ['initialization', 'executionRole'],
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
    instead: 'aws ecr get-repository-policy --repository-name {name|<repository>} --region {hostRegion}',
    references: ['repositoryPolicies', 'executionRole'],
  },
  {
    id: 'no-credentials-for-registry',
    class: 'permission',
    certainty: 'sure',
    all: ['no basic auth credentials'],
    cause:
      'The pull was sent without a token: the agent could not get one (no permission, or no way to ecr.api), or has one for another region or account.',
    remedy: 'Allow ecr:GetAuthorizationToken on `*` in the role that pulls; then see whether ecr.api is reachable.',
    next: ['audit'],
    references: ['dockerErrors', 'executionRole'],
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
        '401 Unauthorized',
        '403 Forbidden',
        'engine ecr credentials: not found',
      ],
    ],
    cause: '{registry|The registry} was reached and wants other credentials than it was given.',
    remedy:
      'Put the credentials into Secrets Manager and name them as `repositoryCredentials` of the container; in an isolated subnet the task then also needs the secretsmanager endpoint.',
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
    instead: `Read the whole message in \`aws ecs describe-tasks\`, and the role with \`${ROLE}\`.`,
    references: ['executionRole', 'initialization'],
  },
];
