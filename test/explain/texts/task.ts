import type { Row } from './row.ts';

/** Texts about the task, the image, the container or the calls of other tools. */
export const TASK_TEXTS: readonly Row[] = [
  [
    'an image for another processor, seen at the pull',
    "CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'",
    { family: 'platform-mismatch', class: 'configuration', hop: null, next: null },
  ],
  [
    'an image for another processor, seen at the start',
    'exec /usr/local/bin/docker-entrypoint.sh: exec format error',
    { family: 'wrong-processor', class: 'after-the-pull' },
  ],
  [
    'an image whose parts do not fit',
    "CannotPullContainerError: ref pull has been retried 1 time(s): number of layers and diffIDs don't  match: 3 != 15",
    { family: 'image-broken', class: 'configuration' },
  ],
  [
    'no image name at all',
    'CannotPullContainerError: invalid reference format',
    { family: 'image-name-invalid', class: 'configuration' },
  ],
  [
    'a disk that is full, Linux',
    'CannotPullContainerError: write /var/lib/docker/tmp/GetImageBlob111111111: no space left on device',
    { family: 'disk-full', class: 'capacity' },
  ],
  [
    'a disk that is full, Windows',
    'CannotPullContainerError: ref pull has been retried 1 time(s): failed to extract layer sha256:20ba09231e05c5bd253427261d27d7f26e7588bfe682b586a2767f0419305236: hcsshim::ImportLayer - failed failed in Win32: There is not enough space on the disk. (0x70)',
    { family: 'disk-full', class: 'capacity' },
  ],
  [
    'no address for the task',
    "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment enabled in subnet 'subnet-0123456789abcdef0': InsufficientFreeAddressesInSubnet",
    { class: 'capacity', ids: { subnets: ['subnet-0123456789abcdef0'] } },
  ],
  [
    'the interface came too late',
    'Timeout waiting for network interface provisioning to complete.',
    { family: 'interface-late', class: 'service-fault', next: null },
  ],
  [
    'log options without a region',
    'ResourceInitializationError: failed to validate logger args: unable to get awslogs driver arguments: awslogs-region is required',
    { family: 'log-options-incomplete', class: 'configuration', hop: 'logs' },
  ],
  [
    'a log group that is missing, seen by the runtime',
    'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error setting log driver: failed to create logger: LogGroup does not exist',
    { family: 'log-group-not-found', class: 'not-found', hop: 'logs' },
  ],
  [
    'a program that is not in the image',
    'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "npm": executable file not found in $PATH: unknown',
    { family: 'container-not-started', class: 'after-the-pull', next: null },
  ],
  [
    'too little memory',
    'OutOfMemoryError: Container killed due to memory usage',
    { family: 'out-of-memory', class: 'after-the-pull' },
  ],
  [
    'a container that ended',
    'Essential container in task exited',
    { family: 'container-exited', class: 'after-the-pull', next: null },
  ],
  [
    'a load balancer that finds the task unhealthy',
    'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/alb-target-group/856238e446c9a134)',
    { family: 'health-check-failed', class: 'after-the-pull', region: 'us-west-2' },
  ],
  [
    'EFS refuses the mount',
    "failed to invoke EFS utils commands to set up EFS volumes: stderr: b'mount.nfs4: access denied by server while mounting 127.0.0.1:/' :",
    { family: 'file-system-refused', class: 'configuration', hop: 'elasticfilesystem' },
  ],
  [
    'EFS has no such directory',
    'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: mounting fs-e5645f66.efs.us-east-1.amazonaws.com:/opt/splunk failed, reason given by server: No such file or directory : unsuccessful EFS utils ...',
    { family: 'file-system-refused', class: 'configuration', region: 'us-east-1' },
  ],
  [
    'DNS attributes are off',
    'InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for vpc-0123456789abcdef0',
    {
      family: 'dns-attributes-off',
      class: 'configuration',
      hop: 'dns',
      next: { command: 'pullpath plan --modify-existing --vpc-id vpc-0123456789abcdef0' },
    },
  ],
  [
    'a zone without the service',
    'InvalidParameter: The VPC endpoint service com.amazonaws.us-east-1.email-smtp does not support the availability zone of the subnet: subnet-0123456789abcdef0',
    {
      family: 'zone-not-offered',
      class: 'configuration',
      next: { command: 'pullpath plan --region us-east-1 --subnet-ids subnet-0123456789abcdef0' },
    },
  ],
  [
    'two subnets in one zone',
    'DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone of subnet-0123456789abcdef0',
    { family: 'two-subnets-in-one-zone', class: 'configuration' },
  ],
  [
    'the quota of endpoints',
    'VpcEndpointLimitExceeded: The maximum number of VPC endpoints has been reached.',
    { family: 'endpoint-quota', class: 'capacity' },
  ],
  [
    'a service that the region does not have',
    "InvalidServiceName: The Vpc Endpoint Service 'com.amazonaws.eu-west-1.ecs-api' does not exist",
    { family: 'endpoint-service-unknown', class: 'not-found' },
  ],
  [
    'the endpoint of somebody else',
    'InvalidParameter: Operation is not allowed for requester-managed VPC endpoints for the service com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0',
    { family: 'endpoint-managed-by-others', class: 'configuration', next: null },
  ],
  [
    'a caller without permission on EC2',
    'UnauthorizedOperation: You are not authorized to perform this operation. User: arn:aws:iam::111122223333:user/me is not authorized to perform: ec2:CreateVpcEndpoint on resource: arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/* because no identity-based policy allows the ec2:CreateVpcEndpoint action.',
    { family: 'caller-refused', class: 'permission', next: { argv: ['pullpath', 'iam-policy', 'apply'] } },
  ],
  [
    'credentials that have expired',
    'An error occurred (ExpiredTokenException) when calling the DescribeTasks operation: The security token included in the request is expired',
    { family: 'caller-credentials-expired', class: 'permission', next: null },
  ],
  [
    'no address for the endpoint',
    'InsufficientFreeAddressesInSubnet: The specified subnet does not have enough free addresses to satisfy the request.',
    { family: 'no-free-addresses', class: 'capacity', next: { command: 'pullpath plan' } },
  ],
  [
    'ECS Exec was off',
    'An error occurred (InvalidParameterException) when calling the ExecuteCommand operation: The execute command failed because execute command was not enabled when the task was run or the execute command agent isn’t running. Wait and try again or run a new task with execute command enabled and try again.',
    { family: 'exec-not-enabled', class: 'configuration', hop: 'ssmmessages' },
  ],
  [
    'a database that does not answer',
    'panic: failed to connect to `host=db.internal user=app database=app`: dial error (dial tcp 10.0.20.15:5432: connect: connection refused)',
    {
      family: 'own-service-unreachable',
      class: 'not-fixable-by-endpoints',
      hop: null,
      address: { port: 5432, scope: 'private' },
    },
  ],
  [
    'an environment file that is not there',
    'ResourceInitializationError: failed to download env files: file download command: non empty error stream: NoSuchKey: The specified key does not exist. status code: 404',
    { family: 'environment-file-not-found', class: 'not-found', hop: 's3' },
  ],
  [
    'EC2 throttles',
    'RequestLimitExceeded: Request limit exceeded. status code: 503',
    { family: 'endpoint-calls-throttled', class: 'rate-limit' },
  ],
];
