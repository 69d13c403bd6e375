import { expect } from 'vitest';
import type { Row } from './row.ts';

const DIGEST = 'sha256:863f4d4b0e1b8d7a2c9e4f1a6b5c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a79ac';

/** Whose registry it is decides what helps. */
export const REGISTRY_TEXTS: readonly Row[] = [
  [
    'ECR, tag and digest, of which the digest is gone',
    `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:v3@${DIGEST}: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:v3@${DIGEST}: not found`,
    {
      family: 'digest-not-found',
      class: 'not-found',
      hop: 'ecr.dkr',
      repository: { kind: 'ecr', name: 'web', tag: 'v3', digest: DIGEST },
      cause: expect.stringContaining('the tag may well be there'),
      remedy: expect.stringContaining('--force-new-deployment'),
      instead: `\`aws ecr describe-images --registry-id 111122223333 --repository-name web --image-ids imageDigest=${DIGEST} --region eu-west-1\``,
    },
  ],
  [
    'ECR, tag and a digest that the author blanked out',
    'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 111122223333.dkr.ecr.eu-west-1.amazonaws.com/example-service:image-tag@sha256:sha digest: not found',
    { family: 'digest-not-found', class: 'not-found', hop: 'ecr.dkr' },
  ],
  [
    'ECR, a digest that is refused, which has two causes',
    'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref .dkr.ecr.us-west-2.amazonaws.com/otel-collector:latest@sha256:863****9ac: unexpected status from HEAD request to https://.dkr.ecr.us-west-2.amazonaws.com/v2/otel-collector/blobs/sha256:863*****9ac: 403 Forbidden',
    {
      family: 'digest-forbidden',
      class: 'permission',
      hop: 'ecr.dkr',
      cause: expect.stringMatching(/the image is gone.*repository policy does not allow/),
    },
  ],
  [
    'ECR, a layer that is refused is no digest of an image',
    `CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: unexpected status code https://111122223333.dkr.ecr.us-west-2.amazonaws.com/v2/otel/blobs/${DIGEST}: 403 Forbidden`,
    { family: 'registry-forbidden', class: 'permission', hop: 'ecr.dkr' },
  ],
  [
    'ECR, 401 in the words of containerd',
    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "602401143452.dkr.ecr.ap-south-1.amazonaws.com/eks/pause:3.5": failed to pull and unpack image "602401143452.dkr.ecr.ap-south-1.amazonaws.com/eks/pause:3.5": failed to resolve reference "602401143452.dkr.ecr.ap-south-1.amazonaws.com/eks/pause:3.5": unexpected status from HEAD request to https://602401143452.dkr.ecr.ap-south-1.amazonaws.com/v2/eks/pause/manifests/3.5: 401 Unauthorized',
    {
      family: 'no-credentials-for-registry',
      class: 'permission',
      hop: 'ecr.dkr',
      remedy: expect.stringContaining('ecr:GetAuthorizationToken'),
      next: { command: 'pullpath audit --region ap-south-1' },
    },
  ],
  [
    'ECR, 401 in older words of containerd',
    'failed to resolve reference "602401143452.dkr.ecr.eu-north-1.amazonaws.com/eks/pause:3.1-eksbuild.1": pulling from host 602401143452.dkr.ecr.eu-north-1.amazonaws.com failed with status code [manifests 3.1-eksbuild.1]: 401 Unauthorized',
    { family: 'no-credentials-for-registry', class: 'permission', hop: 'ecr.dkr' },
  ],
  [
    'ECR, a token that is too old',
    'Error response from daemon: Head "https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/v2/web/manifests/1": denied: Your authorization token has expired. Reauthenticate and try again.',
    { family: 'no-credentials-for-registry', class: 'permission', hop: 'ecr.dkr' },
  ],
  [
    'ECR itself limits the rate',
    'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref 111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1: unexpected status from HEAD request to https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/web/manifests/1: 429 Too Many Requests',
    {
      family: 'ecr-rate-limit',
      class: 'rate-limit',
      hop: 'ecr.dkr',
      instead: '`aws service-quotas list-service-quotas --service-code ecr --region us-east-1`',
      remedy: expect.not.stringContaining('Copy the image'),
    },
  ],
  [
    'ECR, private or public, limits the rate',
    'Error response from daemon: toomanyrequests: Rate exceeded',
    { family: 'ecr-of-either-kind-rate-limit', class: 'rate-limit', hop: null },
  ],
  [
    'ECR Public limits the rate',
    'COPY --from=public.ecr.aws/datadog/lambda-extension:35 /opt/extensions/ /opt/extensions\ninvalid from flag value public.ecr.aws/datadog/lambda-extension:35: toomanyrequests: Rate exceeded',
    {
      family: 'public-ecr-rate-limit',
      class: 'rate-limit',
      repository: { kind: 'ecr-public' },
      instead: expect.stringContaining('--upstream-registry-url public.ecr.aws'),
    },
  ],
  [
    'ECR Public refuses a stale token',
    'Error response from daemon: failed to resolve reference "public.ecr.aws/lambda/provided:al2023": unexpected status from HEAD request to https://public.ecr.aws/v2/lambda/provided/manifests/al2023: 403 Forbidden',
    {
      family: 'public-ecr-refuses',
      class: 'permission',
      hop: null,
      instead: expect.stringContaining('docker logout public.ecr.aws'),
    },
  ],
  [
    'Quay has no such tag',
    'docker pull quay.io/nordstrom/hello-world\nUsing default tag: latest\nError response from daemon: manifest for quay.io/nordstrom/hello-world:latest not found: manifest unknown: manifest unknown',
    {
      family: 'image-not-found-elsewhere',
      class: 'not-found',
      hop: null,
      repository: { kind: 'other', registry: 'quay.io' },
      instead: 'See what it holds: `docker buildx imagetools inspect quay.io/nordstrom/hello-world:latest`',
    },
  ],
  [
    'GitHub has no such digest any more',
    'Failed to pull image "ghcr.io/albertodonato/query-exporter:main": rpc error: code = NotFound desc = failed to pull and unpack image "ghcr.io/albertodonato/query-exporter:main": failed to copy: httpReadSeeker: failed open: content at https://ghcr.io/v2/albertodonato/query-exporter/manifests/sha256:d01e759a006ea9c0761efc35e3885245f4a05f08130d5bb20329fb7d6f52bf76 not found: not found',
    {
      family: 'image-not-found-elsewhere',
      class: 'not-found',
      hop: null,
      instead: expect.not.stringContaining('aws ecr'),
    },
  ],
  [
    'GitHub denies',
    'Error response from daemon: Head "https://ghcr.io/v2/groundnuty/k8s-wait-for/manifests/v2.0": denied: denied',
    { family: 'registry-wants-credentials', class: 'permission', hop: null, cause: expect.stringContaining('GitHub') },
  ],
  [
    'Microsoft has no such image',
    'Error response from daemon: manifest for mcr.microsoft.com/dotnet/sdk:3.14 not found: manifest unknown: manifest tagged by "3.14" is not found',
    { family: 'image-not-found-elsewhere', class: 'not-found', hop: null },
  ],
  [
    'a bare digest as image',
    'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/library/sha256:8795397484604bc67cfcda4f4245dd248b172df523ce9778209e735ffe370426: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    { family: 'image-is-a-digest', class: 'configuration', hop: null, next: null },
  ],
  [
    'ECR denies without naming the action',
    "CannotPullContainerError: Error response from daemon: pull access denied for 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    {
      family: 'image-denied-or-missing',
      class: 'not-found',
      hop: 'ecr.dkr',
      instead: expect.stringContaining('--registry-id 111122223333'),
    },
  ],
  [
    'nothing but that no credentials were sent',
    'Error response from daemon: no basic auth credentials',
    { family: 'no-token-sent', class: 'permission', next: { command: 'pullpath audit' } },
  ],
  [
    'a pull-through cache whose secret is wrong',
    'CannotPullContainerError: Error response from daemon: Head "https://111122223333.dkr.ecr.eu-west-2.amazonaws.com/v2/docker-hub/library/nginx/manifests/1": denied: pull through cache: authentication to the upstream registry failed. Verify the secret of the pull through cache rule',
    {
      family: 'upstream-credentials-refused',
      class: 'permission',
      hop: 'ecr.dkr',
      next: null,
      instead: '`aws ecr validate-pull-through-cache-rule --ecr-repository-prefix <prefix> --region eu-west-2`',
    },
  ],
  [
    'a pull-through cache whose rule needs a secret',
    'operation error ECR: CreatePullThroughCacheRule, https response error StatusCode: 400, RequestID: 28909c3b-3c2f-43d0-8fc9-641411e6203c, UnsupportedUpstreamRegistryException: The specified upstream registry requires authentication. Specify a valid Secrets Manager ARN',
    { family: 'upstream-credentials-refused', class: 'permission' },
  ],
  [
    'a pull-through cache whose upstream has no such image',
    'An error occurred (UnableToGetUpstreamImageException) when calling the BatchGetImage operation: The image or images were unable to be pulled using the pull through cache rule. 111122223333.dkr.ecr.eu-west-2.amazonaws.com/quay/x/y:1',
    { family: 'upstream-image-missing', class: 'not-found', hop: 'ecr.dkr' },
  ],
  [
    'an image without the platform, older words',
    'CannotPullContainerError: failed to find a descriptor for platform {linux/amd64}',
    { family: 'platform-mismatch', class: 'configuration', hop: null },
  ],
  [
    'an image without the platform, containerd',
    'Failed to pull image "ghcr.io/codefactoryhu/manifest:0.1.5": rpc error: code = NotFound desc = failed to pull and unpack image "ghcr.io/codefactoryhu/manifest:0.1.5": no match for platform in manifest: not found',
    { family: 'platform-mismatch', class: 'configuration', hop: null },
  ],
];
