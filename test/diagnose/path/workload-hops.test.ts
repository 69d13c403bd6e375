import { describe, expect, it } from 'vitest';
import { workloadHops } from '../../../src/diagnose/path/workload-hops.ts';
import { registryHost } from '../../../src/workload/registry-host.ts';
import { UNKNOWN_WORKLOAD, type Workload } from '../../../src/workload/workload.ts';

const AT = { region: 'eu-west-1', account: '111122223333' };
const OWN = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';

function pulling(...images: string[]): Workload {
  const value = images.map((image, i) => ({ container: `c${i}`, image }));
  return { ...UNKNOWN_WORKLOAD, service: 'orders', images: { value, from: '' }, services: { value: [], from: '' } };
}

/** Image, the hop that it adds to those of ECR's endpoints, and the name of the finding there. */
const IMAGES: [image: string, hop: string | null, finding: string | null][] = [
  [`${OWN}/orders:1.4.2`, null, null],
  [`111122223333.dkr.ecr-fips.us-east-1.amazonaws.com/orders:1`, 'ecr@us-east-1', 'image-of-other-region'],
  ['111122223333.dkr.ecr.us-east-1.amazonaws.com/orders:1', 'ecr@us-east-1', 'image-of-other-region'],
  ['444455556666.dkr.ecr.eu-west-1.amazonaws.com/base:1', 'ecr@444455556666', 'image-of-other-account'],
  ['444455556666.dkr.ecr.us-east-1.amazonaws.com/base:1', 'ecr@us-east-1', 'image-of-other-region'],
  ['906394416424.dkr.ecr.eu-west-1.amazonaws.com/aws-for-fluent-bit:stable', null, null],
  ['111122223333.dkr-ecr.eu-west-1.on.aws/orders:1', 'ecr@dual-stack', 'image-by-dual-stack-name'],
  ['nginx', 'docker.io', 'image-needs-cache-with-secret'],
  ['nginx:1.27', 'docker.io', 'image-needs-cache-with-secret'],
  ['grafana/grafana:11', 'docker.io', 'image-needs-cache-with-secret'],
  ['docker.io/library/nginx:1.27', 'docker.io', 'image-needs-cache-with-secret'],
  ['ghcr.io/owner/app:1', 'ghcr.io', 'image-needs-cache-with-secret'],
  ['registry.gitlab.com/group/app:1', 'registry.gitlab.com', 'image-needs-cache-with-secret'],
  ['team.azurecr.io/app:1', 'team.azurecr.io', 'image-needs-cache-with-secret'],
  ['public.ecr.aws/nginx/nginx:1.27', 'public.ecr.aws', 'image-needs-cache'],
  ['quay.io/prometheus/prometheus:v3', 'quay.io', 'image-needs-cache'],
  ['registry.k8s.io/pause:3.10', 'registry.k8s.io', 'image-needs-cache'],
  ['mcr.microsoft.com/dotnet/aspnet:9.0', 'mcr.microsoft.com', 'image-needs-copy'],
  ['gcr.io/distroless/static', 'gcr.io', 'image-needs-copy'],
  ['registry.example.com:5000/app', 'registry.example.com:5000', 'image-needs-copy'],
  ['public.ecr.aws/aws-observability/aws-for-fluent-bit:stable', 'public.ecr.aws', 'fluent-bit-image'],
  ['amazon/aws-for-fluent-bit:stable', 'docker.io', 'fluent-bit-image'],
  ['Orders:1', 'image', 'image-invalid'],
  ['', 'image', 'image-invalid'],
];

describe('the hops of a workload that no endpoint of its region serves', () => {
  it.each(IMAGES)('%s adds the hop %s', (image, hop, finding) => {
    const hops = workloadHops(pulling(image), AT);
    expect(hops.map((each) => [each.hop, ...each.causes.map(({ name }) => name)])).toEqual(
      hop === null ? [] : [[hop, finding]],
    );
  });

  it('are one for each registry, with a cause for each image and all containers that use it', () => {
    const [hub, ...more] = workloadHops(pulling('nginx:1', 'redis:7', 'nginx:1'), AT);
    expect(more).toEqual([]);
    expect(hub?.causes.map(({ id, values }) => [id, values.containers])).toEqual([
      ['nginx:1', 'Containers c0 and c2 take'],
      ['redis:7', 'Container c1 takes'],
    ]);
  });

  it.each([
    ['nginx:1.27', `${OWN}/docker-hub/library/nginx:1.27`, `${OWN}/nginx:1.27`, 'registry-1.docker.io'],
    [
      `quay.io/team/app@sha256:${'a'.repeat(64)}`,
      `${OWN}/quay/team/app@sha256:${'a'.repeat(64)}`,
      `${OWN}/team/app:latest`,
      'quay.io',
    ],
    ['public.ecr.aws/nginx/nginx:1', `${OWN}/ecr-public/nginx/nginx:1`, `${OWN}/nginx/nginx:1`, 'public.ecr.aws'],
  ])('%s is called %s through the cache, and %s as a copy', (image, cached, copy, upstream) => {
    const [hop] = workloadHops(pulling(image), AT);
    expect(hop?.causes[0]?.values).toMatchObject({ cached, copy, upstream });
  });

  it.each(['cn-north-1', 'us-gov-west-1'])('offer no cache in %s, where no rule can be made', (region) => {
    const [hop] = workloadHops(pulling('nginx'), { ...AT, region });
    expect(hop?.causes.map(({ name }) => name)).toEqual(['image-needs-copy']);
    expect(hop?.causes[0]?.values.copy).toBe(`${registryHost(AT.account, region)}/nginx:latest`);
  });

  it('include services of other regions, each with its reason', () => {
    const need = { service: 'logs', region: 'us-west-2', carrier: 'task' as const, blocks: true, because: 'awslogs' };
    const workload = { ...pulling(`${OWN}/web:1`), services: { value: [need, { ...need, region: null }], from: '' } };
    expect(workloadHops(workload, AT)).toMatchObject([
      { hop: 'logs@us-west-2', judgedBy: 'egress', causes: [{ name: 'service-of-other-region' }] },
    ]);
  });

  it('are undecided as a whole where the definition could not be read, and say which read was refused', () => {
    const unread = [{ action: 'ecs:DescribeTaskDefinition', why: 'denied' as const, error: 'not authorized' }];
    const workload = { ...UNKNOWN_WORKLOAD, cluster: 'prod', service: 'orders', unread };
    expect(workloadHops(workload, AT)).toMatchObject([
      { hop: 'task-definition', judgedBy: 'causes', causes: [{ name: 'ecs-read-denied' }] },
    ]);
    expect(workloadHops({ ...workload, unread: [] }, AT)).toMatchObject([
      { causes: [{ name: 'workload-incomplete' }] },
    ]);
  });

  it('are none where nobody asked ECS', () => {
    expect(workloadHops(UNKNOWN_WORKLOAD, AT)).toEqual([]);
  });
});
