import type { EndpointService, EndpointType, PrefixList, Zone } from '../network/types.ts';
import { partitionOf, serviceName } from '../state/partition.ts';

/**
 * Interface services by their last name part, with their private host names; `*` and nothing else: the name part
 * itself.
 */
const interfaces: Record<string, readonly string[]> = {
  'ecr.api': ['api.ecr'],
  'ecr.dkr': ['*.dkr.ecr', 'dkr.ecr'],
  'ecr-fips.api': ['api.ecr-fips'],
  'ecr-fips.dkr': ['*.dkr.ecr-fips', 'dkr.ecr-fips'],
  s3: ['*.s3', 's3'],
  'ecs-agent': ['ecs-a'],
  'ecs-telemetry': ['ecs-t'],
  'kinesis-firehose': ['firehose'],
  'kinesis-streams': ['kinesis'],
  'guardduty-data': ['guardduty-data'],
  ...same('logs secretsmanager ssm ssmmessages ec2messages kms sts ecs monitoring xray elasticfilesystem events'),
  ...same('sns sqs servicediscovery ec2 states execute-api lambda email-smtp'),
};

const gateways = ['s3', 'dynamodb'];

function same(names: string): Record<string, readonly string[]> {
  return Object.fromEntries(names.split(' ').map((name) => [name, [name]]));
}

/** The endpoint services of a region: S3 is listed once as interface and once as gateway. */
export function servicesOf(region: string, zones: readonly Zone[]): EndpointService[] {
  const { dnsSuffix } = partitionOf(region);
  const offered = zones.filter(({ type }) => type === 'availability-zone').map(({ name }) => name);
  const service = (
    last: string,
    type: EndpointType & ('Interface' | 'Gateway'),
    number: number,
    hosts: readonly string[],
  ) => ({
    name: serviceName(region, last, type),
    id: `vpce-svc-0a${number.toString(16).padStart(15, '0')}`,
    type,
    owner: 'amazon',
    zones: [...offered],
    baseDnsName:
      type === 'Gateway'
        ? `${last}.${region}.${dnsSuffix}`
        : `${last.split('.').reverse().join('.')}.${region}.vpce.${dnsSuffix}`,
    privateDnsNames: hosts.map((host) => `${host}.${region}.${dnsSuffix}`),
    ipAddressTypes: ['ipv4'],
  });
  return [
    ...Object.entries(interfaces).map(([last, hosts], index) => service(last, 'Interface', index + 1, hosts)),
    ...gateways.map((last, index) => service(last, 'Gateway', 0x100 + index, [])),
  ];
}

/** AWS's own prefix lists of a region. The ids of us-east-1 are the real ones, those of other regions are made up. */
export function prefixListsOf(region: string): PrefixList[] {
  const home = region === 'us-east-1';
  const list = (last: string, id: string, cidrs: string[]): PrefixList => ({
    id,
    name: serviceName(region, last, 'Gateway'),
    ownerId: 'AWS',
    cidrs,
    tags: {},
  });
  return [
    list('s3', home ? 'pl-63a5400a' : 'pl-6da54004', ['52.216.0.0/15', '54.231.0.0/16', '3.5.0.0/19']),
    list('dynamodb', home ? 'pl-02cd2c6b' : 'pl-66a5400f', ['52.94.0.0/22', '35.71.64.0/22']),
  ];
}

/**
 * Where the public names of all services but S3 and DynamoDB lead: EC2 does not tell, so the walk has its own truth.
 */
export const publicRange = '44.213.79.0/24';

/** Where the names of registries outside AWS and of public.ecr.aws lead (chosen). */
export const registryRange = '44.205.64.0/24';

/** Where S3 of any other region is (chosen): in none of this region's prefix lists. */
export const otherS3Range = '52.219.0.0/17';
