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
    message: 'enableDnsSupport is false in {vpc}: its resolver answers nobody.',
    why: 'Without the VPC’s resolver no name of ECR or S3 has an address, and no endpoint can have private DNS.',
    remedy: ['Switch it on for the whole VPC:', pullpath('apply', { vpcId: '{vpc}', modifyExisting: true })],
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
    message: 'enableDnsHostnames is false in {vpc}, so the private DNS of its endpoints is not in force.',
    why: 'Private DNS needs both DNS attributes. With one off, names lead to public addresses, which a subnet without a way out cannot reach.',
    remedy: ['Switch it on for the whole VPC:', pullpath('apply', { vpcId: '{vpc}', modifyExisting: true })],
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
      'Private DNS is off on {endpoint}, so the name of {service} leads past it to public addresses (unless a private hosted zone, which EC2 does not show, leads it back).',
    why: 'An image pull uses the service’s own name. Without private DNS that name does not lead to the endpoint; for ecr.dkr AWS says that private DNS must be on.',
    remedy: [
      'Make an endpoint with private DNS beside it, or switch it on here with --modify-existing:',
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
    title: 'The VPC uses DNS servers of its own',
    subject: 'dhcp-options',
    verdict: 'unknown',
    severity: 'undecided',
    hops: 'dns and every service',
    message: 'The DNS servers that DHCP options {options} hand out instead of AmazonProvidedDNS: {servers}.',
    why: 'Endpoints answer by AWS’s resolver. Whether these servers forward the names of ECR and S3 to it, and what tasks ask where none is handed out, cannot be seen from here.',
    remedy:
      'Make the servers forward the AWS names to the VPC’s resolver (169.254.169.253), or use AmazonProvidedDNS; then look up the name of ECR’s API from the VPC and see a private address come back.',
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
      '{table} routes {destination} to {target}: an endpoint in another network, with a private hosted zone for its name, may serve the hop.',
    why: 'Shared endpoints in a central VPC work through a private hosted zone. EC2 shows neither the zone nor what lies behind the target.',
    remedy: [
      'Look up the name of ECR’s API from the subnet. If no private address comes back, make endpoints here:',
      pullpath('apply', { vpcId: '{vpc}' }),
    ],
    fixedBy: 'apply',
    sources: [SOURCES.s3, SOURCES.access],
  },
} as const satisfies Record<string, CatalogueEntry>;
