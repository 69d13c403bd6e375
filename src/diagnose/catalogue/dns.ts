import { aws, placeholder, pullpath } from '../../remedy/command.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { SOURCES } from './sources.ts';

/** PP1: whether the service's name leads to the endpoint. */
export const DNS = {
  'dns-support-off': {
    code: 'PP101',
    title: 'DNS resolution is off in the VPC',
    subject: 'vpc',
    verdict: 'closed',
    severity: 'closes',
    hops: 'dns and every service',
    message: 'enableDnsSupport is false in {vpc}, so its resolver answers no queries.',
    why: 'Without the VPC’s resolver, the names of ECR and S3 don’t resolve, and no endpoint can have private DNS.',
    remedy: ['Turn it on for the whole VPC:', pullpath('apply', { vpcId: '{vpc}', modifyExisting: true })],
    command: aws('ec2 modify-vpc-attribute', { 'vpc-id': placeholder('<vpc>'), 'enable-dns-support': 'Value=true' }),
    fixedBy: 'apply --modify-existing',
    sources: [SOURCES.dns, SOURCES.access],
  },
  'dns-hostnames-off': {
    code: 'PP102',
    title: 'DNS hostnames are off in the VPC',
    subject: 'vpc',
    verdict: 'closed',
    severity: 'closes',
    hops: 'dns and every service that an interface endpoint serves',
    message: 'enableDnsHostnames is false in {vpc}, so private DNS doesn’t work for its endpoints.',
    why: 'Private DNS needs both DNS attributes. With one off, names resolve to public addresses, which an isolated subnet can’t reach.',
    remedy: ['Turn it on for the whole VPC:', pullpath('apply', { vpcId: '{vpc}', modifyExisting: true })],
    command: aws('ec2 modify-vpc-attribute', { 'vpc-id': placeholder('<vpc>'), 'enable-dns-hostnames': 'Value=true' }),
    fixedBy: 'apply --modify-existing',
    sources: [SOURCES.dns, SOURCES.access],
  },
  'private-dns-off': {
    code: 'PP103',
    title: 'The endpoint has no private DNS',
    subject: 'vpc-endpoint',
    verdict: 'closed',
    severity: 'closes',
    hops: 'the service that the endpoint is for',
    message:
      'Private DNS is off on {endpoint}, so {service} resolves to public addresses instead (unless a private hosted zone, which EC2 doesn’t show, says otherwise).',
    why: 'An image pull uses the service’s own name, and without private DNS that name doesn’t resolve to the endpoint. For ecr.dkr AWS requires private DNS.',
    remedy: [
      'Create a second endpoint with private DNS, or turn it on here with --modify-existing:',
      // The flag that may have left it off would leave it off again.
      pullpath('apply', { vpcId: '{vpc}', privateDns: true }),
    ],
    command: aws('ec2 modify-vpc-endpoint', {
      'vpc-endpoint-id': placeholder('<endpoint>'),
      'private-dns-enabled': true,
    }),
    fixedBy: 'apply',
    sources: [SOURCES.ecr, SOURCES.access],
  },
  'custom-resolver': {
    code: 'PP104',
    title: 'The VPC uses custom DNS servers',
    subject: 'dhcp-options',
    verdict: 'unknown',
    severity: 'undecided',
    hops: 'dns and every service',
    message: 'DHCP options {options} hand out these DNS servers instead of AmazonProvidedDNS: {servers}.',
    why: 'Private DNS lives in AWS’s resolver. Whether these servers forward the names of ECR and S3 to it can’t be seen from here.',
    remedy:
      'Have the servers forward AWS names to the VPC’s resolver (169.254.169.253), or use AmazonProvidedDNS; then check from the VPC that ECR’s API name resolves to a private address.',
    fixedBy: null,
    sources: [SOURCES.ecr, SOURCES.ecs],
  },
  'other-network-may-answer': {
    code: 'PP105',
    title: 'Another network may serve the name',
    subject: 'route-table',
    verdict: 'unknown',
    severity: 'undecided',
    hops: 'every service without an endpoint that answers',
    message:
      '{table} routes {destination} to {target}: an endpoint in another network, with a private hosted zone for its name, may serve this hop.',
    list: { value: 'table', conjunction: 'and' },
    why: 'Shared endpoints in a central VPC work through a private hosted zone. EC2 shows neither the zone nor what is behind the target.',
    remedy: [
      'Look up ECR’s API name from the subnet. If it doesn’t resolve to a private address, create endpoints here:',
      pullpath('apply', { vpcId: '{vpc}' }),
    ],
    fixedBy: 'apply',
    sources: [SOURCES.s3, SOURCES.access],
  },
} as const satisfies Record<string, CatalogueEntry>;
