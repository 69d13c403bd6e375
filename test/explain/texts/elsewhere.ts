import { expect } from 'vitest';
import type { Row } from './row.ts';

export const ELSEWHERE_TEXTS: readonly Row[] = [
  [
    'Docker Hub in the wording of the daemon',
    'CannotPullContainerError: Error response from daemon: Get https://registry-1.docker.io/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    {
      family: 'registry-unreachable',
      class: 'not-fixable-by-endpoints',
      hop: null,
      next: null,
      hosts: ['registry-1.docker.io'],
    },
  ],
  [
    'Docker Hub, inspected first',
    'CannotPullContainerError: inspect image has been retried 5 time(s): failed to resolve ref "docker.io/allhome/app:latest": failed to do request: Head https://registry-1.docker.io/v2/allhome/app/manifests/latest: dial tcp 54.83.42.45:443: i/o timeout',
    {
      family: 'registry-unreachable',
      class: 'not-fixable-by-endpoints',
      address: { meaning: expect.stringContaining('of the registry') },
    },
  ],
  [
    'Quay',
    'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref quay.io/deepfenceio/cloud-scanner:latest: failed to do request: Head "https://quay.io/v2/deepfenceio/cloud-scanner/manifests/latest": dial tcp 3.210.148.47:443: i/o timeout',
    {
      family: 'registry-unreachable',
      class: 'not-fixable-by-endpoints',
      cause: expect.stringContaining('Quay'),
      repository: { registry: 'quay.io' },
    },
  ],
  [
    'GitHub, whose name does not resolve',
    'Error response from daemon: Get "https://ghcr.io/v2/": dial tcp: lookup ghcr.io on 10.0.0.2:53: no such host',
    { family: 'registry-unreachable', class: 'not-fixable-by-endpoints', hop: null },
  ],
  [
    'a mistyped domain of ECR is a registry that nobody serves',
    'CannotPullContainerError: Error response from daemon: Get "https://111122223333.dkr.ecr.us-west-2.amazonawss.com/v2/": dial tcp 3.33.139.32:443: i/o timeout',
    {
      family: 'other-registry-unreachable',
      class: 'not-fixable-by-endpoints',
      cause: expect.stringContaining('111122223333.dkr.ecr.us-west-2.amazonawss.com'),
    },
  ],
  [
    'a registry in one’s own network',
    'failed to resolve ref harbor.corp.example/team/app:1: failed to do request: Head "https://harbor.corp.example/v2/team/app/manifests/1": dial tcp 10.200.1.5:443: i/o timeout',
    { family: 'registry-in-own-network', class: 'not-fixable-by-endpoints', hop: null, address: { scope: 'private' } },
  ],
  [
    'the first pull through a cache rule is sent to the upstream',
    'Failed to pull image "111122223333.dkr.ecr.eu-west-1.amazonaws.com/mirror/docker.io/library/busybox:1.35.0": failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://production.cloudflare.docker.com/registry-v2/docker/registry/v2/blobs/sha256/1c/1c10/data?verify=1709809284": dial tcp 104.16.98.215:443: i/o timeout',
    {
      family: 'first-pull-through-cache',
      class: 'not-fixable-by-endpoints',
      hop: null,
      repository: { account: '111122223333', name: 'mirror/docker.io/library/busybox', tag: '1.35.0' },
    },
  ],
  [
    'the base layers of a Windows image',
    'CannotPullContainerError: ref pull has been retried 1 time(s): 111122223333.dkr.ecr.us-east-1.amazonaws.com/win:1: failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://mcr.microsoft.com/v2/windows/servercore/blobs/sha256:4486102fd3820ed9527fa3e7bfefa8305c2f054e65b46dffe9675755e3d8f288": dial tcp 204.79.197.219:443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time',
    {
      family: 'windows-base-layer',
      class: 'not-fixable-by-endpoints',
      remedy: expect.stringContaining('allow-nondistributable-artifacts'),
    },
  ],
  [
    'Microsoft itself',
    'Error response from daemon: Get "https://mcr.microsoft.com/v2/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    { family: 'other-registry-unreachable', class: 'not-fixable-by-endpoints' },
  ],
  [
    'the content network of ECR Public',
    'error pulling image configuration: download failed after attempts=6: dialing d5l0dvt14r5h8.cloudfront.net:443 container via direct connection because  has no HTTPS proxy: connecting to d5l0dvt14r5h8.cloudfront.net:443: dial tcp 18.66.1.1:443: i/o timeout',
    { class: 'not-fixable-by-endpoints', hop: null },
  ],
];
