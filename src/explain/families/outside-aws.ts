/** The network, but of hosts that no VPC endpoint serves [aws-facts: registries-outside-aws]. */
import { aws, program } from '../../remedy/command.ts';
import type { Family } from '../family.ts';
import { CONNECTION_ENDED, NETWORK, NO_HANDSHAKE, NOT_RESOLVED, REFUSED_CONNECTION } from './phrases.ts';

const UNREACHABLE = [...NOT_RESOLVED, ...NETWORK, ...NO_HANDSHAKE, ...CONNECTION_ENDED];

/** The upstreams that a pull-through cache rule can serve; not in every partition [aws-facts: pull-through-cache]. */
const CACHE_RULE = aws('ecr create-pull-through-cache-rule', {
  'ecr-repository-prefix': '{prefix|<prefix>}',
  'upstream-registry-url': '{upstream|<registry>}',
  'credential-arn': '{credential|<secret>}',
  region: '{region}',
});

export const OUTSIDE_AWS: readonly Family[] = [
  {
    id: 'own-service-unreachable',
    class: 'not-fixable-by-endpoints',
    certainty: 'sure',
    hop: null,
    all: [[...NETWORK, ...REFUSED_CONNECTION]],
    traits: ['other-port'],
    none: ['proxyconnect', 'mount.nfs'],
    cause:
      'Something on port {port} of {ip} could not be reached: a database or service of your own, for no API of AWS listens there.',
    remedy: 'Admit that port from the tasks in the security group of the service, and check routes and network ACLs.',
    next: null,
    instead: [
      aws('ec2 describe-network-interfaces', {
        filters: 'Name=addresses.private-ip-address,Values={ip}',
        region: '{region}',
      }),
    ],
    references: ['connectivity'],
  },
  {
    id: 'windows-base-layer',
    class: 'not-fixable-by-endpoints',
    certainty: 'sure',
    hop: null,
    all: [['mcr.microsoft.com', 'go.microsoft.com'], UNREACHABLE],
    kinds: ['registry'],
    traits: ['redirected'],
    cause:
      'The image is in ECR, but its Windows base layers aren’t: unless they were pushed with it, they come from Microsoft, which no VPC endpoint serves.',
    remedy:
      'Push the image again with `allow-nondistributable-artifacts` set in the Docker daemon, so that ECR holds all layers.',
    next: null,
    instead: 'Or give the subnet a way to the internet, e.g. a NAT gateway.',
    references: ['ecrEndpoints'],
  },
  {
    id: 'first-pull-through-cache',
    class: 'not-fixable-by-endpoints',
    certainty: 'sure',
    hop: null,
    all: [UNREACHABLE],
    kinds: ['registry'],
    traits: ['redirected'],
    cause:
      'The image is in ECR, but the layers are fetched from {registry}: the first pull through a pull-through cache rule sends the task to the upstream, which no VPC endpoint serves.',
    remedy: 'Pull the image once from a place with a way to the internet; from then on ECR holds it.',
    next: null,
    instead: ['Run there:', program('docker pull {image}')],
    references: ['pullThroughCache', 'ecrEndpoints'],
  },
  {
    id: 'public-ecr-unreachable',
    class: 'not-fixable-by-endpoints',
    certainty: 'sure',
    hop: null,
    all: [UNREACHABLE],
    kinds: ['public-ecr'],
    cause:
      'The image is pulled from Amazon ECR Public. The endpoints of ECR serve private repositories only, and the one of ecr-public its API, not its pulls.',
    remedy: 'Copy the image to a private repository, or pull it through a pull-through cache rule, and use that name.',
    next: null,
    instead: [CACHE_RULE],
    references: ['ecrEndpoints', 'pullThroughCache'],
  },
  {
    id: 'registry-in-own-network',
    class: 'not-fixable-by-endpoints',
    certainty: 'sure',
    hop: null,
    all: [UNREACHABLE],
    kinds: ['registry'],
    scopes: ['private'],
    cause: '{registry} resolved to an address of your own network ({ip}), and the task cannot reach it there.',
    remedy: 'Check the route to it (peering, transit gateway, VPN), the security groups and the firewalls on the way.',
    next: null,
    instead: 'Or copy the image to ECR, to which VPC endpoints lead.',
    references: ['pull'],
  },
  {
    id: 'registry-interrupted',
    class: 'not-fixable-by-endpoints',
    certainty: 'sure',
    hop: null,
    all: [[...NO_HANDSHAKE, ...CONNECTION_ENDED]],
    kinds: ['registry'],
    cause:
      '{registry} accepted the connection, which then broke: there is a path, but a firewall or proxy on it blocks the pull, or the line is bad.',
    remedy: 'Allow {host} on the firewall or proxy between, or copy the image to ECR and use that name.',
    next: null,
    instead: ['See what answers there:', program('curl -v https://{host}/v2/')],
    references: ['pull'],
  },
  {
    id: 'registry-unreachable',
    class: 'not-fixable-by-endpoints',
    certainty: 'sure',
    hop: null,
    all: [UNREACHABLE],
    kinds: ['registry'],
    traits: ['cacheable'],
    cause: 'The image is pulled from {registry}, which no VPC endpoint serves; it can’t be reached from here.',
    remedy:
      'Copy the image to ECR or pull it through a pull-through cache rule (not in the China and GovCloud regions), and use that name in the task definition. Or give the subnet a way to the internet, e.g. a NAT gateway.',
    next: null,
    instead: [CACHE_RULE],
    references: ['pullThroughCache', 'pull'],
  },
  {
    id: 'other-registry-unreachable',
    class: 'not-fixable-by-endpoints',
    certainty: 'sure',
    hop: null,
    all: [UNREACHABLE],
    kinds: ['registry'],
    cause:
      'The image is pulled from {registry}, which neither a VPC endpoint nor a pull-through cache rule serves; it can’t be reached from here.',
    remedy: 'Copy the image to ECR, and use that name in the task definition.',
    next: null,
    instead: 'Or give the subnet a way to the internet, e.g. a NAT gateway.',
    references: ['pull', 'ecrEndpoints'],
  },
];
