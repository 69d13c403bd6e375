/** The network, in ways that one remedy for all would miss: what stands here goes before the hops themselves. */
import type { Family } from '../family.ts';
import { NETWORK, NOT_RESOLVED } from './phrases.ts';

export const ODD_PATHS: readonly Family[] = [
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
    next: ['audit'],
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
    instead: 'aws ec2 describe-instances --query "Reservations[].Instances[].MetadataOptions" --region {region}',
    references: ['ecsExec'],
  },
  {
    id: 'name-not-resolved',
    class: 'network',
    certainty: 'sure',
    hop: 'dns',
    all: [NOT_RESOLVED],
    none: ['fs-…efs.', 'efs.…amazonaws.com'],
    cause:
      'The name {host|of the service} could not be resolved: the task failed before it sent a packet to the service.',
    remedy:
      'Turn on DNS support and DNS hostnames in the VPC; a name server of your own (DHCP options) must be reachable on port 53 and forward the names of AWS to the resolver of the VPC. A misspelt region resolves nowhere.',
    next: ['audit'],
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
      'Somebody else answered for {host}: a firewall or proxy that inspects TLS, or a DNS record that leads the name to the wrong endpoint.',
    remedy:
      'Let the endpoints of the VPC serve the name, so that nothing stands between, and remove private hosted zones or records that lead it elsewhere.',
    next: ['audit'],
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
      'The repository lies in {hostRegion}, the task in {region}: the endpoints of a VPC serve its own region, and the S3 route leads to the layers of that region only.',
    remedy: 'Replicate the repository to {region} and use that name in the task definition.',
    next: null,
    instead:
      'aws ecr put-replication-configuration --region {hostRegion} --replication-configuration file://replication.json',
    references: ['replication', 'crossRegion'],
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
    next: ['audit'],
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
      'The task tried IPv6 ({ip}): the name {host} has IPv6 records, and there is no way for IPv6 from here, or the endpoint has IPv4 only.',
    remedy:
      'Use the IPv4 name of the service (dkr.ecr, api.ecr) in the task definition, or make the endpoints dual-stack.',
    next: ['audit'],
    references: ['ecrEndpoints', 'createEndpoint'],
  },
  {
    id: 'dual-stack-name',
    class: 'network',
    certainty: 'sure',
    all: [NETWORK],
    kinds: ['aws'],
    traits: ['dual-stack'],
    cause:
      'The image is named by its dual-stack host {host}. Only endpoints of the dual-stack type answer that name; AWS says both that ECR has them and that it has not.',
    remedy:
      'Use the IPv4 name <account>.dkr.ecr.{hostRegion|REGION}.amazonaws.com, which every endpoint for ecr.dkr answers.',
    next: ['audit'],
    references: ['ecrEndpoints', 'ecsEndpoints'],
  },
  {
    id: 'mount-target-unreachable',
    class: 'network',
    certainty: 'sure',
    hop: 'elasticfilesystem',
    all: [
      ['failed to invoke EFS utils commands', 'mount.nfs4:', 'fs_mount_helper', 'Failed to resolve "fs-'],
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
    cause: 'The file system of EFS could not be mounted: its mount target was not found or not reached on TCP 2049.',
    remedy:
      'Give EFS a mount target in the zone of the subnet, admit TCP 2049 from the tasks in its security group, and turn on both DNS attributes of the VPC. The image is not concerned.',
    next: null,
    instead: 'aws efs describe-mount-targets --file-system-id <fs-id> --region {region}',
    references: ['efs', 'initialization'],
  },
];
