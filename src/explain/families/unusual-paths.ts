/** The network, in ways that one remedy for all would miss: what stands here goes before the hops themselves. */
import { aws } from '../../remedy/command.ts';
import type { Family } from '../family.ts';
import { METADATA_OPTIONS, REPLICATION, replicateSecret } from './commands.ts';
import { CONNECTED } from './connected.ts';
import { NETWORK, NO_HANDSHAKE, NOT_RESOLVED } from './phrases.ts';

export const UNUSUAL_PATHS: readonly Family[] = [
  {
    id: 'proxy-in-the-way',
    class: 'configuration',
    certainty: 'sure',
    all: [
      [
        'proxyconnect tcp',
        'Proxy Authentication Required',
        'received from proxy after CONNECT',
        'ProxyConnectionError',
      ],
    ],
    cause:
      'The pull is sent through an HTTP proxy, and the proxy does not let it through; no endpoint is asked at all.',
    remedy:
      'Put the hosts of AWS into NO_PROXY of the agent, or of the task (.amazonaws.com, 169.254.169.254, 169.254.170.2), so that they take the endpoints.',
    next: { command: 'audit' },
    references: ['ecsExec', 'ecsEndpoints'],
  },
  {
    id: 'host-service-unreachable',
    class: 'configuration',
    certainty: 'sure',
    hop: null,
    all: [NETWORK],
    scopes: ['link-local'],
    cause: '{ip} is served by the host of the task itself (credentials or metadata), and does not answer.',
    remedy:
      'Look for a proxy without an exception for 169.254.0.0/16, for firewall rules on the instance, or for a hop limit of 1 on its metadata; endpoints play no part.',
    next: null,
    instead: [METADATA_OPTIONS],
    references: ['ecsExec'],
  },
  {
    id: 'old-registry-name',
    class: 'network',
    certainty: 'sure',
    all: [[...NOT_RESOLVED, ...NETWORK, ...NO_HANDSHAKE]],
    kinds: ['aws'],
    at: ['ecr.api', 'sqs'],
    traits: ['old-name'],
    cause:
      'The client calls {host}, the old name of the API. No VPC endpoint answers that name, so it leads to the internet even where an endpoint for {service} exists.',
    remedy:
      'Update the client, or set its endpoint to the current name: api.ecr.{hostRegion|REGION}.amazonaws.com for ECR, sqs.{hostRegion|REGION}.amazonaws.com for SQS. The endpoint for {service} answers that one.',
    next: { command: 'audit' },
    references: ['ecrEndpoints', 'useEndpoint'],
  },
  {
    id: 'global-name',
    class: 'network',
    certainty: 'sure',
    all: [[...NOT_RESOLVED, ...NETWORK, ...NO_HANDSHAKE]],
    kinds: ['aws'],
    at: ['sts', 's3'],
    traits: ['global-name'],
    cause:
      'The client calls {host}, a name without a region. VPC endpoints answer the regional names only, so this one leads to the internet.',
    remedy:
      'Make the client use the regional name: set AWS_REGION, and AWS_STS_REGIONAL_ENDPOINTS=regional for STS or AWS_S3_US_EAST_1_REGIONAL_ENDPOINT=regional for S3. Then the endpoint for {service} serves it.',
    next: { command: 'audit' },
    references: ['useEndpoint', 'connectivity'],
  },
  {
    id: 'global-service',
    class: 'not-fixable-by-endpoints',
    certainty: 'sure',
    hop: null,
    all: [[...NOT_RESOLVED, ...NETWORK, ...NO_HANDSHAKE]],
    kinds: ['aws'],
    traits: ['global-name'],
    cause: 'The client calls {host}, a service without regional names: no VPC endpoint of the region answers it.',
    remedy: 'Do without the call in this subnet, or give the subnet a way to the internet, e.g. a NAT gateway.',
    next: null,
    instead: 'A few of these services have cross-Region endpoints; see the page on them.',
    references: ['crossRegion'],
  },
  {
    id: 'name-not-resolved',
    class: 'network',
    certainty: 'sure',
    hop: 'dns',
    all: [NOT_RESOLVED],
    registries: ['ecr', 'unknown'],
    none: ['fs-…efs.', 'efs.…amazonaws.com'],
    cause:
      'The name {host|of the service} could not be resolved: the task failed before it sent a packet to the service.',
    remedy:
      'Turn on DNS support and DNS hostnames in the VPC; a name server of your own (DHCP options) must be reachable on port 53 and forward the names of AWS to the resolver of the VPC. A misspelt region resolves nowhere.',
    next: { command: 'audit' },
    references: ['vpcDns', 'ecrEndpoints'],
  },
  {
    id: 'certificate-not-trusted',
    class: 'network',
    certainty: 'sure',
    all: [
      [
        'x509: certificate signed by unknown authority',
        'x509: certificate is valid for…not…',
        'x509: certificate',
        'tls: failed to verify certificate',
        'CERTIFICATE_VERIFY_FAILED',
      ],
    ],
    kinds: ['aws'],
    cause:
      'Something else answered for {host}: a firewall or proxy that inspects TLS, or a DNS record that leads the name to the wrong endpoint.',
    remedy:
      'Let the endpoints of the VPC serve the name, so that nothing is in between, and remove private hosted zones or records that lead it elsewhere.',
    next: { command: 'audit' },
    references: ['useEndpoint', 'connectivity'],
  },
  {
    id: 'other-region',
    class: 'network',
    certainty: 'sure',
    all: [NETWORK],
    at: ['ecr.dkr', 'ecr.api', 's3'],
    traits: ['cross-region'],
    cause:
      'The repository is in {hostRegion}, the task in {region}: the endpoints of a VPC serve its own region, and the S3 route leads to the layers of that region only.',
    remedy: 'Replicate the repository to {region} and use that name in the task definition.',
    next: null,
    instead: [REPLICATION],
    references: ['replication', 'crossRegion'],
  },
  {
    id: 'secret-in-other-region',
    class: 'network',
    certainty: 'sure',
    all: [NETWORK],
    at: ['secretsmanager', 'ssm'],
    traits: ['service-elsewhere'],
    cause:
      'The secret is kept in another region than the one the task runs in or calls: a VPC endpoint serves the services of its own region only.',
    remedy:
      'Replicate the secret to the region of the task and name the copy in the task definition; a parameter of Parameter Store has to be created there.',
    next: { command: 'audit' },
    instead: [replicateSecret('{hostRegion}')],
    references: ['initialization', 'ecsEndpoints'],
  },
  {
    id: 'service-in-other-region',
    class: 'network',
    certainty: 'sure',
    hop: null,
    all: [NETWORK],
    kinds: ['aws'],
    traits: ['service-elsewhere'],
    cause: 'The task runs in {region} and calls {host}: a VPC endpoint serves the services of its own region only.',
    remedy:
      'Correct the region in the client or the log options if it is a mistake; otherwise use a service in {region}.',
    next: null,
    instead: 'Or give the subnet a way to the internet, e.g. a NAT gateway.',
    references: ['crossRegion', 'useEndpoint'],
  },
  {
    id: 'fips-name',
    class: 'network',
    certainty: 'sure',
    all: [NETWORK],
    kinds: ['aws'],
    traits: ['fips'],
    cause:
      'The task asks for {host}, a FIPS name. The plain endpoints do not answer those; they have endpoint services of their own.',
    remedy: 'Make the endpoint for {service|the FIPS service} as well, or use the plain names.',
    next: { command: 'audit' },
    references: ['ecrEndpoints'],
  },
  {
    id: 'ipv6-preferred',
    class: 'network',
    certainty: 'sure',
    all: [NETWORK],
    kinds: ['aws'],
    traits: ['ipv6'],
    cause:
      'The task tried IPv6 ({ip}): the name {host} has IPv6 records, and IPv6 has no path from here, or the endpoint has IPv4 only.',
    remedy:
      'Use the IPv4 name of the service (dkr.ecr, api.ecr) in the task definition, or make the endpoints dual-stack.',
    next: { command: 'audit' },
    references: ['ecrEndpoints', 'createEndpoint'],
  },
  {
    id: 'dual-stack-image',
    class: 'network',
    certainty: 'sure',
    all: [NETWORK],
    at: ['ecr.dkr'],
    kinds: ['aws'],
    traits: ['dual-stack'],
    cause:
      'The image is named by its dual-stack host {host}. Only endpoints of the dual-stack type answer that name; AWS says both that ECR has them and that it has not.',
    remedy:
      'Use the IPv4 name <account>.dkr.ecr.{hostRegion|REGION}.amazonaws.com, which every endpoint for ecr.dkr answers.',
    next: { command: 'audit' },
    references: ['ecrEndpoints', 'ecsEndpoints'],
  },
  {
    id: 'dual-stack-name',
    class: 'network',
    certainty: 'sure',
    all: [NETWORK],
    kinds: ['aws'],
    traits: ['dual-stack'],
    withoutTraits: ['own-bucket'],
    cause: 'The client calls {host}, a dual-stack name. An endpoint that has IPv4 only does not answer that name.',
    remedy:
      'Turn dual-stack names off in the client (AWS_USE_DUALSTACK_ENDPOINT=false), or make the endpoint for {service|the service} dual-stack.',
    next: { command: 'audit' },
    references: ['useEndpoint', 'createEndpoint'],
  },
  ...CONNECTED,
  {
    id: 'mount-target-unreachable',
    class: 'network',
    certainty: 'sure',
    hop: 'elasticfilesystem',
    all: [
      [
        'failed to invoke EFS utils commands',
        'mount.nfs4:',
        'mount.nfs:',
        'fs_mount_helper',
        'Failed to resolve "fs-',
        'amazon-ecs-volume-plugin',
      ],
      [
        'timeout after',
        'timed out',
        'Failed to resolve',
        'mount system call failed',
        'Connection refused',
        'Connection reset by peer',
        'code: 32',
        ...NETWORK,
      ],
    ],
    none: ['access denied by server', 'No such file or directory'],
    cause:
      'The file system of EFS could not be mounted: its mount target was not found or not reached on TCP 2049. The image is not concerned.',
    remedy:
      'Give EFS a mount target in the zone of the subnet. Admit TCP 2049 from the tasks in the security group of every mount target, let the group of the tasks itself send TCP 2049 to them, and turn on both DNS attributes of the VPC.',
    next: null,
    instead: [aws('efs describe-mount-targets', { 'file-system-id': '{fileSystem|<fs-id>}', region: '{region}' })],
    references: ['efs', 'initialization'],
  },
];
