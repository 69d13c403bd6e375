import { describe, expect, it } from 'vitest';
import { type ImageReach, imageReach, parseImage, type Registry } from '../../src/workload/image.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function ecr(region: string, over: Partial<Extract<Registry, { kind: 'ecr' }>> = {}): Registry {
  return { kind: 'ecr', account: '111122223333', region, fips: false, dualStack: false, ...over };
}

const HUB: Registry = { kind: 'docker-hub', upstream: 'docker-hub' };
const other = (upstream: string | null): Registry => ({ kind: 'other', upstream });

/** Image, host, repository, tag, digest, registry, and what a task in eu-west-1 needs to reach it. */
const FORMS: [string, string, string, string | null, string | null, Registry, ImageReach][] = [
  [
    '111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/web:1.2',
    '111122223333.dkr.ecr.eu-west-1.amazonaws.com',
    'team/web',
    '1.2',
    null,
    ecr('eu-west-1'),
    'endpoints',
  ],
  [
    `111122223333.dkr.ecr.eu-west-1.amazonaws.com/web@${DIGEST}`,
    '111122223333.dkr.ecr.eu-west-1.amazonaws.com',
    'web',
    null,
    DIGEST,
    ecr('eu-west-1'),
    'endpoints',
  ],
  [
    `111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1@${DIGEST}`,
    '111122223333.dkr.ecr.eu-west-1.amazonaws.com',
    'web',
    '1',
    DIGEST,
    ecr('eu-west-1'),
    'endpoints',
  ],
  [
    '111122223333.dkr.ecr.us-east-1.amazonaws.com/web',
    '111122223333.dkr.ecr.us-east-1.amazonaws.com',
    'web',
    null,
    null,
    ecr('us-east-1'),
    'exit',
  ],
  [
    '111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/web',
    '111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn',
    'web',
    null,
    null,
    ecr('cn-north-1'),
    'exit',
  ],
  [
    '111122223333.dkr.ecr.eusc-de-east-1.amazonaws.eu/web',
    '111122223333.dkr.ecr.eusc-de-east-1.amazonaws.eu',
    'web',
    null,
    null,
    ecr('eusc-de-east-1'),
    'exit',
  ],
  [
    '111122223333.dkr.ecr.us-iso-east-1.c2s.ic.gov/web',
    '111122223333.dkr.ecr.us-iso-east-1.c2s.ic.gov',
    'web',
    null,
    null,
    ecr('us-iso-east-1'),
    'exit',
  ],
  [
    '111122223333.dkr.ecr-fips.eu-west-1.amazonaws.com/web',
    '111122223333.dkr.ecr-fips.eu-west-1.amazonaws.com',
    'web',
    null,
    null,
    ecr('eu-west-1', { fips: true }),
    'fips-endpoints',
  ],
  [
    '111122223333.dkr-ecr.eu-west-1.on.aws/web',
    '111122223333.dkr-ecr.eu-west-1.on.aws',
    'web',
    null,
    null,
    ecr('eu-west-1', { dualStack: true }),
    'dual-stack-endpoints',
  ],
  [
    '111122223333.dkr-ecr-fips.us-east-1.on.aws/web',
    '111122223333.dkr-ecr-fips.us-east-1.on.aws',
    'web',
    null,
    null,
    ecr('us-east-1', { fips: true, dualStack: true }),
    'exit',
  ],
  [
    '111122223333.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn/web',
    '111122223333.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn',
    'web',
    null,
    null,
    ecr('cn-north-1', { dualStack: true }),
    'exit',
  ],
  [
    'public.ecr.aws/aws-observability/aws-for-fluent-bit:stable',
    'public.ecr.aws',
    'aws-observability/aws-for-fluent-bit',
    'stable',
    null,
    { kind: 'ecr-public', upstream: 'ecr-public' },
    'exit',
  ],
  ['nginx', 'docker.io', 'library/nginx', null, null, HUB, 'exit'],
  ['nginx:1.27', 'docker.io', 'library/nginx', '1.27', null, HUB, 'exit'],
  ['amazon/aws-xray-daemon', 'docker.io', 'amazon/aws-xray-daemon', null, null, HUB, 'exit'],
  [`nginx@${DIGEST}`, 'docker.io', 'library/nginx', null, DIGEST, HUB, 'exit'],
  ['docker.io/nginx', 'docker.io', 'library/nginx', null, null, HUB, 'exit'],
  ['index.docker.io/library/nginx', 'docker.io', 'library/nginx', null, null, HUB, 'exit'],
  ['ghcr.io/org/app:v1', 'ghcr.io', 'org/app', 'v1', null, other('github-container-registry'), 'exit'],
  ['quay.io/org/app', 'quay.io', 'org/app', null, null, other('quay'), 'exit'],
  ['registry.k8s.io/pause:3.9', 'registry.k8s.io', 'pause', '3.9', null, other('k8s'), 'exit'],
  [
    'registry.gitlab.com/group/app',
    'registry.gitlab.com',
    'group/app',
    null,
    null,
    other('gitlab-container-registry'),
    'exit',
  ],
  ['company.azurecr.io/app', 'company.azurecr.io', 'app', null, null, other('azure-container-registry'), 'exit'],
  ['cgr.dev/chainguard/nginx', 'cgr.dev', 'chainguard/nginx', null, null, other('chainguard'), 'exit'],
  ['mcr.microsoft.com/dotnet/runtime:8.0', 'mcr.microsoft.com', 'dotnet/runtime', '8.0', null, other(null), 'exit'],
  ['gcr.io/project/app', 'gcr.io', 'project/app', null, null, other(null), 'exit'],
  [
    'europe-docker.pkg.dev/project/repo/app',
    'europe-docker.pkg.dev',
    'project/repo/app',
    null,
    null,
    other(null),
    'exit',
  ],
  ['registry.example.com:5000/app:2', 'registry.example.com:5000', 'app', '2', null, other(null), 'exit'],
  ['localhost/app', 'localhost', 'app', null, null, other(null), 'exit'],
  ['localhost:5000/app', 'localhost:5000', 'app', null, null, other(null), 'exit'],
  [
    '1111.dkr.ecr.eu-west-1.amazonaws.com/web',
    '1111.dkr.ecr.eu-west-1.amazonaws.com',
    'web',
    null,
    null,
    other(null),
    'exit',
  ],
  [
    '111122223333.dkr.ecr.eu-west-1.amazonaws.com.evil.io/web',
    '111122223333.dkr.ecr.eu-west-1.amazonaws.com.evil.io',
    'web',
    null,
    null,
    other(null),
    'exit',
  ],
];

describe('an image reference', () => {
  it.each(FORMS)('is read: %s', (text, host, repository, tag, digest, registry, reach) => {
    const reference = parseImage(text);
    expect(reference).toEqual({ host, repository, tag, digest, registry });
    expect(reference && imageReach(reference, 'eu-west-1')).toBe(reach);
  });

  it.each([
    '',
    ' ',
    'Nginx',
    'nginx:',
    'nginx: 1',
    'a//b',
    '/nginx',
    'nginx@sha256:12',
    'https://ghcr.io/org/app',
    'a b',
  ])('is none: %j', (text) => {
    expect(parseImage(text)).toBeNull();
  });
});
