import { expect } from 'vitest';
import type { Row } from './row.ts';

/** Names that no endpoint answers, addresses without a name, and names of all partitions. */
export const NAME_TEXTS: readonly Row[] = [
  [
    'TLS is not answered: TCP was, so no route is missing, and the host is known',
    'Get "https://prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com/k": net/http: TLS handshake timeout',
    {
      family: 'handshake-timeout',
      class: 'network',
      hop: 's3',
      hosts: ['prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com'],
      cause: expect.stringContaining('not a missing route'),
      next: { command: 'pullpath audit --region eu-west-1' },
    },
  ],
  [
    'TLS is not answered by the registry',
    'Failed to pull image "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:latest": rpc error: code = Unknown desc = failed to pull and unpack image: failed to resolve reference: failed to do request: Head "https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/v2/web/manifests/latest": net/http: TLS handshake timeout',
    { family: 'handshake-timeout', hop: 'ecr.dkr', remedy: expect.stringContaining('firewall') },
  ],
  [
    'another end of a client that looks like a URL that was cut off',
    'CannotPullContainerError: error pulling image configuration: Get "https://prod-us-east-2-starport-layer-bucket.s3.us-east-2.amazonaws.com/k": net/http: request canceled',
    { family: 'pull-cut', hop: 's3', region: 'us-east-2' },
  ],
  [
    'the old name of the API of ECR',
    'Updating ECR Credentials\nError updating ECR, RequestError: send request failed\ncaused by: Post https://ecr.eu-west-1.amazonaws.com/: dial tcp 54.239.35.23:443: i/o timeout',
    {
      family: 'old-registry-name',
      class: 'network',
      hop: 'ecr.api',
      remedy: expect.stringContaining('api.ecr.eu-west-1.amazonaws.com'),
      next: { command: 'pullpath audit --region eu-west-1' },
    },
  ],
  [
    'the current name is not the old one',
    'RequestError: send request failed caused by: Post https://api.ecr.us-west-1.amazonaws.com/: dial tcp 52.119.180.53:443: i/o timeout',
    { family: 'sign-in-unreachable', hop: 'ecr.api' },
  ],
  [
    'STS by its global name',
    'WebIdentityErr: failed to retrieve credentials\ncaused by: RequestError: send request failed\ncaused by: Post https://sts.amazonaws.com/: dial tcp 52.94.241.129:443: i/o timeout',
    {
      family: 'global-name',
      class: 'network',
      hop: 'sts',
      remedy: expect.stringContaining('AWS_STS_REGIONAL_ENDPOINTS=regional'),
      next: { command: 'pullpath audit --with sts' },
    },
  ],
  [
    'S3 by its global name, from another region',
    'arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef0123456789abcdef botocore.exceptions.ConnectTimeoutError: Connect timeout on endpoint URL: "https://my-bucket.s3.amazonaws.com/?list-type=2"',
    { family: 'global-name', hop: 's3', region: 'eu-west-1' },
  ],
  [
    'S3 by its global name, where its gateway serves it',
    'arn:aws:ecs:us-east-1:111122223333:task/prod/0123456789abcdef0123456789abcdef botocore.exceptions.ConnectTimeoutError: Connect timeout on endpoint URL: "https://my-bucket.s3.amazonaws.com/?list-type=2"',
    { family: 'bucket-unreachable', hop: 's3', region: 'us-east-1' },
  ],
  [
    'a service without regional names',
    'operation error IAM: GetRole, https response error StatusCode: 0, RequestID: , request send failed, Post "https://iam.amazonaws.com/": dial tcp 52.94.248.1:443: i/o timeout',
    { family: 'global-service', class: 'not-fixable-by-endpoints', hop: null, next: null },
  ],
  [
    'an address of S3 and no host: the layers',
    'CannotPullContainerError: download failed after attempts=6: dial tcp 52.217.40.12:443: i/o timeout',
    {
      family: 'address-of-s3',
      class: 'network',
      hop: 's3',
      address: { ip: '52.217.40.12', scope: 'public' },
      remedy: expect.stringContaining('prefix list of S3'),
    },
  ],
  [
    'an address of S3 and the name of an image',
    'Failed to pull image "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1": dial tcp 3.5.66.12:443: i/o timeout',
    { family: 'address-of-s3', hop: 's3', region: 'eu-west-1', regionSource: 'image' },
  ],
  [
    'an address at which only APIs of AWS answer: sign-in or the registry',
    'CannotPullContainerError: RequestError: dial tcp 52.94.184.143:443: i/o timeout',
    {
      family: 'address-of-aws',
      class: 'network',
      hop: null,
      cause: expect.stringMatching(/sign-in .ecr\.api. or the registry/),
    },
  ],
  [
    'an address that AWS shares with its customers tells only that it is not the layers',
    'CannotPullContainerError: dial tcp 44.205.64.79:443: i/o timeout',
    { family: 'address-not-of-s3', class: 'network', hop: null },
  ],
  [
    'the European sovereign cloud, dual stack',
    'Error: connect ETIMEDOUT 10.0.1.2:443 https://secretsmanager.eusc-de-east-1.api.amazonwebservices.eu/',
    {
      family: 'dual-stack-name',
      hop: 'secretsmanager',
      partition: 'aws-eusc',
      next: { command: 'pullpath audit --region eusc-de-east-1 --with secretsmanager' },
    },
  ],
  [
    'an ISO partition, dual stack',
    'Post "https://ecr.us-iso-east-1.api.aws.ic.gov/": dial tcp 10.0.1.2:443: i/o timeout',
    { hop: 'ecr.api', region: 'us-iso-east-1', partition: 'aws-iso' },
  ],
  [
    'a service that no table of ours lists',
    'Post "https://bedrock-runtime.us-west-2.amazonaws.com/model/x/invoke": dial tcp 44.234.1.1:443: i/o timeout',
    {
      family: 'service-unreachable',
      hop: null,
      service: 'bedrock-runtime',
      next: { command: 'pullpath audit --region us-west-2 --with bedrock-runtime' },
    },
  ],
];
