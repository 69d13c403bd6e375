import { expect } from 'vitest';
import type { Row } from './row.ts';

/** Texts in which the other side answered: the network is open up to there. */
export const ANSWERS: readonly Row[] = [
  [
    'sign-in refused, second SDK',
    'Stopped reason: ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): operation error ECR: GetAuthorizationToken, https response error StatusCode: 400, RequestID: 24460c33-1d7d-4ee9-99cf-c259d53e7b44, api error AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/mcfpipe-tester-TesterExecutionRole/a5209a25e2424cafa8d2f56406f57b35 is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action',
    {
      family: 'action-refused',
      class: 'permission',
      hop: 'ecr.api',
      account: '111122223333',
      cause: expect.stringContaining('ecr:GetAuthorizationToken'),
      ids: { requests: ['24460c33-1d7d-4ee9-99cf-c259d53e7b44'] },
      next: null,
    },
  ],
  [
    'sign-in refused, cut off in the role',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::111122223333:assumed-rol...',
    { family: 'access-denied', class: 'permission', hop: 'ecr.api' },
  ],
  [
    'the pull refused, new wording',
    "CannotPullContainerError: The task can’t pull the image. Check that the role has the permissions to pull images from the registry. Error response from daemon: pull access denied for 111122223333.dkr.ecr.us-east-1.amazonaws.com/my_image, repository does not exist or may require 'docker login': denied: User: arn:aws:sts::111122223333:assumed-role/MyBrokenRole/xyz is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-east-1:111122223333:repository/test_image because no identity-based policy allows the ecr:BatchGetImage action",
    { family: 'action-refused', class: 'permission', hop: 'ecr.dkr', repository: { name: 'my_image' } },
  ],
  [
    'a secret refused, as an event of the service',
    '"service devpolaris-orders-api was unable to place a task because ResourceInitializationError: unable to retrieve secret from asm: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/devpolaris-orders-ecs-execution/ecs-task is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/orders/DATABASE_URL-a1b2c3"',
    { family: 'action-refused', class: 'permission', hop: 'secretsmanager' },
  ],
  [
    'the log group may not be made',
    'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/ecsTaskExecutionRole/abc is not authorized to perform: logs:CreateLogGroup on resource: arn:aws:logs:us-east-1:111122223333:log-group:/ecs/web:log-stream:',
    { family: 'action-refused', class: 'permission', hop: 'logs', region: 'us-east-1' },
  ],
  [
    'the key refused',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/1 is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/abc',
    { family: 'key-refused', class: 'permission', next: null },
  ],
  [
    'the policy of the ssm endpoint',
    'Fetching secret data from SSM Parameter Store in us-west-2: AccessDeniedException: User: arn:aws:sts::8XXXXXXXXX0:assumed-role/PLM-ECS/ab31 is not authorized to perform: ssm:GetParameters on resource: arn:aws:ssm:us-west-2:8XXXXXXXXX0:parameter/CFN-PLM because no VPC endpoint policy allows the ssm:GetParameters action status code: 400',
    {
      family: 'endpoint-policy-denies',
      class: 'permission',
      hop: 'ssm',
      next: { command: 'pullpath audit --region us-west-2 --with ssm' },
    },
  ],
  [
    'a repository of another account',
    'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 111122223333.dkr.ecr.us-west-2.amazonaws.com/bedrock-proxy-api-ecs:latest@sha256:5de487da52320ad9978f3a7a4f6700910342956c7dcb3b6f955222b4cccbd600: unexpected status from HEAD request to https://111122223333.dkr.ecr.us-west-2.amazonaws.com/v2/bedrock-proxy-api-ecs/blobs/sha256:5de487da52320ad9978f3a7a4f6700910342956c7dcb3b6f955222b4cccbd600: 403 Forbidden',
    {
      family: 'digest-forbidden',
      class: 'permission',
      hop: 'ecr.dkr',
      cause: expect.stringContaining('the image is gone'),
      repository: {
        kind: 'ecr',
        name: 'bedrock-proxy-api-ecs',
        tag: 'latest',
        digest: 'sha256:5de487da52320ad9978f3a7a4f6700910342956c7dcb3b6f955222b4cccbd600',
      },
      instead:
        '`aws ecr describe-images --registry-id 111122223333 --repository-name bedrock-proxy-api-ecs --image-ids imageDigest=sha256:5de487da52320ad9978f3a7a4f6700910342956c7dcb3b6f955222b4cccbd600 --region us-west-2`',
    },
  ],
  [
    'no token was sent',
    'level=error msg="Handler for POST /v1.38/images/create returned error: Get https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/v2/nginxlinux/manifests/latest: no basic auth credentials"',
    {
      family: 'no-credentials-for-registry',
      class: 'permission',
      hop: 'ecr.dkr',
      next: { command: 'pullpath audit --region eu-west-1' },
    },
  ],
  [
    'another registry wants credentials',
    'CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref ghcr.io/shivang0101/minicommerce-backend:latest: failed to authorize: failed to fetch anonymous token: 401 Unauthorized',
    { family: 'registry-wants-credentials', class: 'permission', hop: null, cause: expect.stringContaining('GitHub') },
  ],
  [
    'wrong credentials for Docker Hub',
    'API error (500): Get https://registry-1.docker.io/v2/library/amazonlinux/manifests/1: unauthorized: incorrect username or password',
    { family: 'registry-wants-credentials', class: 'permission' },
  ],
  [
    'the environment file refused',
    'ResourceInitializationError: failed to download env files: service call has been retried 1 time(s): operation error S3: HeadObject, https response error StatusCode: 403, api error Forbidden: Forbidden.',
    { family: 'environment-file-forbidden', class: 'permission', hop: 's3' },
  ],
  [
    'ECS may not assume the role',
    "ECS was unable to assume the role 'arn:aws:iam::111122223333:role/ecsTaskExecutionRole' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions",
    { family: 'role-not-assumable', class: 'permission', hop: null, account: '111122223333' },
  ],
  [
    'a repository that does not exist, old agent',
    'CannotPullContainerError: API error (404): repository 111122223333.dkr.ecr.us-east-1.amazonaws.com/repo1/image1 not found',
    { family: 'repository-not-found', class: 'not-found', hop: 'ecr.dkr', repository: { name: 'repo1/image1' } },
  ],
  [
    'a repository that does not exist, new agent',
    "The task can’t pull the image '111122223333.dkr.ecr.us-east-1.amazonaws.com/repo1/image1' from Amazon Elastic Container Registry using the task execution role 'FooBarRole'. To fix this, verify that the image URI is correct. Also check that the task execution role has the additional permissions to pull Amazon ECR images. Status Code: 404. Response: 'not found'",
    { family: 'repository-not-found', class: 'not-found', hop: 'ecr.dkr' },
  ],
  [
    'an image named twice in the message',
    'CannotPullContainerError: inspect image has been retried 1 time(s): failed to resolve ref "111122223333.dkr.ecr.us-east-1.amazonaws.com/my-first-ecr-repo:latest": 111122223333.dkr.ecr.us-east-1.amazonaws.com/my-first-ecr-repo:latest: not found',
    { family: 'image-not-found', class: 'not-found', repository: { name: 'my-first-ecr-repo', tag: 'latest' } },
  ],
  [
    'a manifest that is unknown',
    'CannotPullContainerError: Error response from daemon: manifest for 111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:v9 not found: manifest unknown: Requested image not found',
    { family: 'image-not-found', class: 'not-found', hop: 'ecr.dkr' },
  ],
  [
    'a mistyped name on Docker Hub',
    'StoppedReason:CannotPullContainerError: inspect image has been retried 1 time(s): failed to resolve ref "docker.io/library/ngin:latest": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    { family: 'image-denied-or-missing-elsewhere', class: 'not-found', hop: null },
  ],
  [
    'a name without a registry',
    "The task can’t pull the image. Check whether the image exists. Error response from daemon: pull access denied for some/nonsense, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    { family: 'image-denied-or-missing-elsewhere', class: 'not-found', hop: null },
  ],
  [
    'a secret that does not exist',
    "ResourceNotFoundException: The task can't retrieve the secret with ARN 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:gone-AbCdEf' from AWS Secrets Manager. Check whether the secret exists in the specified Region. ResourceNotFoundException: Fetching secret data from AWS Secrets Manager in region eu-west-1: secret arn:aws:secretsmanager:eu-west-1:111122223333:secret:gone-AbCdEf: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    { family: 'secret-not-found', class: 'not-found', hop: 'secretsmanager', next: null },
  ],
  [
    'a parameter that does not exist',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid ssm parameters: /wishkit/parsing-engine/gemini-api-key',
    { family: 'parameter-not-found', class: 'not-found', hop: 'ssm' },
  ],
  [
    'a secret without that key',
    'ResourceInitializationError: unable to retrieve secret from asm: retrieved secret from Secrets Manager did not contain json key connectionString',
    { family: 'secret-unusable', class: 'configuration', hop: 'secretsmanager' },
  ],
  [
    'a secret that is no JSON',
    "(service authn) was unable to place a task. Reason: ResourceInitializationError: unable to pull secrets or registry auth: ... unable to retrieve secret from asm: invalid character 'p' in literal true (expecting 'r').",
    { family: 'secret-unusable', class: 'configuration' },
  ],
  [
    'the rate limit of Docker Hub',
    'CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReaderSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/mmphego/frontend/manifests/sha256:2994ce56c38abe2947935d7bc9d6a743dfc30186659aae80d5f2b51a0b8f37d1: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit',
    {
      family: 'registry-rate-limit',
      class: 'rate-limit',
      hop: null,
      next: null,
      cause: expect.stringContaining('Docker Hub'),
    },
  ],
  [
    'the rate limit, older words',
    'error pulling image configuration: toomanyrequests: Too Many Requests. Please see https://docs.docker.com/docker-hub/download-rate-limit/',
    { family: 'registry-rate-limit', class: 'rate-limit' },
  ],
  [
    'Parameter Store throttles',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 5 time(s): ThrottlingException: Rate exceeded status code: 400, request id: 119b9aff-b7c0-4a82-a57c-f193bd929bcd',
    { family: 'service-throttled', class: 'rate-limit', hop: 'ssm' },
  ],
  [
    'the registry fails by itself',
    'rpc error: code = Unknown desc = failed to pull and unpack image "quay.io/argoproj/argocd:v2.2.1": failed to copy: httpReaderSeeker: failed open: unexpected status code https://quay.io/v2/argoproj/argocd/blobs/sha256:9e6a: 502 Bad Gateway',
    { family: 'server-error', class: 'service-fault', next: null },
  ],
];
