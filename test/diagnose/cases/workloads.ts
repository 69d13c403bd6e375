import type { DiagnoseOptions } from '../../../src/diagnose/diagnose.ts';
import { UNKNOWN_WORKLOAD, type Workload } from '../../../src/workload/workload.ts';
import type { Case } from './case.ts';
import { removeAll, route } from './network.ts';

const FROM = { from: 'service orders of cluster prod' };

/** A service in the sound network, of which all is known. */
function service(over: Partial<Workload>): () => Partial<DiagnoseOptions> {
  const known: Workload = {
    ...UNKNOWN_WORKLOAD,
    cluster: 'prod',
    service: 'orders',
    subnetIds: { value: [], ...FROM },
    publicAddress: { value: false, ...FROM },
    images: { value: [], ...FROM },
    services: { value: [], ...FROM },
  };
  return () => ({ workload: { ...known, ...over } });
}

function pulling(image: string) {
  return service({ images: { value: [{ container: 'web', image }], ...FROM } });
}

const unread = (why: 'denied' | 'failed') => [
  { action: 'ecs:DescribeTaskDefinition', why, error: why === 'denied' ? 'not authorized' : 'no connection' },
];

/** PP8, and what ECS did not tell: of a workload in a network that is sound. */
export const WORKLOADS: readonly Case[] = [
  {
    finding: 'image-needs-cache-with-secret',
    where: 'an image is on Docker Hub',
    options: pulling('nginx:1.27'),
    hop: ['docker.io', 'closed'],
  },
  {
    finding: 'image-needs-cache',
    where: 'an image is on public.ecr.aws',
    options: pulling('public.ecr.aws/nginx/nginx:1.27'),
    hop: ['public.ecr.aws', 'closed'],
  },
  {
    finding: 'image-needs-copy',
    where: 'an image is at Microsoft',
    options: pulling('mcr.microsoft.com/dotnet/aspnet:9.0'),
    hop: ['mcr.microsoft.com', 'closed'],
  },
  {
    finding: 'fluent-bit-image',
    where: 'the log router is taken from public.ecr.aws',
    options: pulling('public.ecr.aws/aws-observability/aws-for-fluent-bit:stable'),
    hop: ['public.ecr.aws', 'closed'],
  },
  {
    finding: 'image-of-other-region',
    where: 'an image is in the registry of another region',
    options: pulling('111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1'),
    hop: ['ecr@eu-west-1', 'closed'],
  },
  {
    finding: 'image-of-other-account',
    where: 'an image is in the registry of another account',
    options: pulling('444455556666.dkr.ecr.us-east-1.amazonaws.com/orders:1'),
    hop: ['ecr@444455556666', 'unknown'],
  },
  {
    finding: 'image-invalid',
    where: 'an image has a name that none can have',
    options: pulling('Orders:1'),
    hop: ['image', 'closed'],
  },
  {
    finding: 'image-by-dual-stack-name',
    where: 'an image is named by the dual-stack name of its registry',
    options: pulling('111122223333.dkr-ecr.us-east-1.on.aws/orders:1'),
    hop: ['ecr@dual-stack', 'unknown'],
  },
  {
    finding: 'service-of-other-region',
    where: 'the logs go to another region',
    options: service({
      services: {
        value: [{ service: 'logs', region: 'eu-west-1', carrier: 'task', blocks: true, because: 'awslogs' }],
        ...FROM,
      },
    }),
    hop: ['logs@eu-west-1', 'closed'],
  },
  {
    finding: 'public-address-needed',
    where: 'the default route leads to an internet gateway, and assignPublicIp is DISABLED',
    fault: (network) => {
      removeAll(network);
      route(network.tableA, '0.0.0.0/0', network.b.internetGateway(network.vpc).id);
    },
    options: service({}),
    hop: ['ecr.api', 'closed'],
    besides: ['endpoint-missing', 's3-route-missing'],
  },
  {
    finding: 'ecs-read-denied',
    where: 'the task definition may not be read',
    options: service({ images: null, services: null, unread: unread('denied') }),
    hop: ['task-definition', 'unknown'],
  },
  {
    finding: 'ecs-read-failed',
    where: 'ECS cannot be reached',
    options: service({ images: null, services: null, unread: unread('failed') }),
    hop: ['task-definition', 'unknown'],
  },
  {
    finding: 'workload-incomplete',
    where: 'ECS does not tell the subnets, nor why',
    options: service({ subnetIds: null, images: null }),
    hop: ['task-definition', 'unknown'],
  },
];
