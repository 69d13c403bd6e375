import { expect } from 'vitest';
import type { Row } from './row.ts';

/** What people reported, one row a kind [aws-facts: reports-network, reports-permission, reports-endpoint-calls]. */
export const COMPLAINTS: readonly Row[] = [
  [
    '1: no NAT and no endpoints, new wording',
    'ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. RequestError: send request failed caused by: Post "https://api.ecr.us-east-1.amazonaws.com/": dial tcp 44.213.79.86:443: i/o timeout',
    {
      family: 'sign-in-unreachable',
      class: 'network',
      hop: 'ecr.api',
      service: 'ecr.api',
      region: 'us-east-1',
      address: { ip: '44.213.79.86', port: 443, scope: 'public' },
      next: { command: 'pullpath audit --region us-east-1' },
    },
  ],
  [
    '1: no NAT and no endpoints, the wording of Docker days',
    'CannotPullContainerError: API error (500): Get https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    {
      family: 'manifest-unreachable',
      class: 'network',
      hop: 'ecr.dkr',
      account: '111122223333',
      region: 'us-east-1',
      address: null,
    },
  ],
  [
    '2: platform version 1.4.0 moved sign-in into the subnet, old wording',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post "https://api.ecr.us-west-2.amazonaws.com/": dial tcp 52.94.184.143:443: i/o timeout. Please check your task network configuration.',
    {
      family: 'sign-in-unreachable',
      class: 'network',
      hop: 'ecr.api',
      region: 'us-west-2',
      address: { scope: 'public' },
    },
  ],
  [
    '3: the gateway endpoint is not on the route table, layers time out',
    'CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: failed to do request: Get 111122223333.dkr.ecr.ap-northeast-1.amazonaws.com/ecs-helloworld:0.0.1: dial tcp 52.219.199.138:443: i/o timeout',
    {
      family: 'layers-unreachable',
      class: 'network',
      hop: 's3',
      service: 's3',
      region: 'ap-northeast-1',
      repository: { name: 'ecs-helloworld', tag: '0.0.1', account: '111122223333' },
      address: { scope: 'public', meaning: expect.stringContaining('gateway endpoint too') },
      next: { command: 'pullpath audit --region ap-northeast-1' },
    },
  ],
  [
    '4: the tasks may not send to the prefix list of S3',
    'STOPPED (CannotPullContainerError: error pulling image configuration: Get https://prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com/61d6a6b7-a74d-4472/d834cc02?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Security-Token=abc: dial tcp 52.216.1.2:443: i/o timeout)',
    {
      family: 'layers-unreachable',
      class: 'network',
      hop: 's3',
      region: 'us-east-1',
      hosts: ['prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com'],
    },
  ],
  [
    '4: the same, of which only the end is shown',
    'CannotPullContainerError: context canceled',
    { family: 'pull-canceled', class: 'network' },
  ],
  [
    '5: the policy of the S3 endpoint leaves out the bucket of the layers',
    'CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: unexpected status code https://prod-us-west-2-starport-layer-bucket.s3.us-west-2.amazonaws.com/abc?X-Amz-Signature=ff: 403 Forbidden',
    {
      family: 'layers-forbidden',
      class: 'permission',
      hop: 's3',
      remedy: expect.stringContaining('prod-us-west-2-starport-layer-bucket'),
      next: { command: 'pullpath audit --region us-west-2' },
    },
  ],
  [
    '5: the same, in the words of IAM',
    'User: arn:aws:sts::111122223333:assumed-role/storage-access-role/x is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::prod-us-west-2-starport-layer-bucket/abc" because no VPC endpoint policy allows the s3:GetObject action',
    {
      family: 'endpoint-policy-denies',
      class: 'permission',
      hop: 's3',
      cause: expect.stringContaining('s3:GetObject'),
    },
  ],
  [
    '6: a policy on the S3 gateway cuts off other registries that keep their layers in S3',
    'error pulling image configuration: error parsing HTTP 403 response body: invalid character \'<\' looking for beginning of value: "<?xml version=\\"1.0\\" encoding=\\"UTF-8\\"?>\\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>835EB39A43ACC922</RequestId></Error>"',
    { class: 'permission', hop: 's3', next: { command: 'pullpath audit' } },
  ],
  [
    '7: a private address, so an endpoint shuts the tasks out',
    'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref "111122223333.dkr.ecr.us-east-1.amazonaws.com/api:v42": failed to do request: Head "https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/api/manifests/v42": dial tcp 10.0.3.17:443: i/o timeout',
    {
      family: 'endpoint-shuts-out',
      class: 'network',
      hop: 'ecr.dkr',
      address: { ip: '10.0.3.17', scope: 'private', meaning: expect.stringContaining('name resolution is right') },
      repository: { name: 'api', tag: 'v42' },
    },
  ],
  [
    '7: an address beside the private ranges, as VPCs have them by mistake',
    'ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. RequestError: send request failed caused by: Post "https://api.ecr.us-east-1.amazonaws.com/": dial tcp 172.40.1.94:443: i/o timeout',
    { class: 'network', hop: 'ecr.api', address: { ip: '172.40.1.94', scope: 'unknown' } },
  ],
  [
    '7: another such address',
    'Get "https://602401143452.dkr.ecr.us-west-2.amazonaws.com/v2/": dial tcp 20.10.1.141:443: i/o timeout',
    { class: 'network', hop: 'ecr.dkr', address: { ip: '20.10.1.141', scope: 'unknown' } },
  ],
  [
    '8: it worked first and not after a restart: another subnet or table',
    'CannotPullContainerError: Error response from daemon: Get https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    {
      family: 'manifest-unreachable',
      class: 'network',
      hop: 'ecr.dkr',
      next: { command: 'pullpath audit --region eu-west-1' },
    },
  ],
  [
    '9: no way to Parameter Store, old wording',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 5 time(s): RequestCanceled: request context canceled caused by: context deadline exceeded. Please check your task network configuration.',
    { family: 'parameter-unreachable', class: 'network', hop: 'ssm', next: { command: 'pullpath audit --with ssm' } },
  ],
  [
    '9: no way to Parameter Store, new wording',
    'ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secrets from ssm: The task cannot pull secrets from AWS Systems Manager. There is a connection issue between the task and AWS Systems Manager Parameter Store. Check your task network configuration. operation error SSM: GetParameters, https response error StatusCode: 0, RequestID: , canceled, context deadline exceeded',
    { family: 'parameter-unreachable', class: 'network', hop: 'ssm' },
  ],
  [
    '10: no way to Secrets Manager',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 5 time(s): failed to fetch secret arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds-db-credentials/wordpress-ecs-b2fPcF from secrets manager: RequestCanceled: request context canceled caused by: context deadline exceeded. Please check your task network configuration',
    {
      family: 'secret-unreachable',
      class: 'network',
      hop: 'secretsmanager',
      account: '111122223333',
      next: {
        argv: ['pullpath', 'audit', '--region', 'eu-west-1', '--with', 'secretsmanager'],
        command: 'pullpath audit --region eu-west-1 --with secretsmanager',
      },
    },
  ],
  [
    '10: no way to the credentials of a private registry',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to get registry auth from asm: service call has been retried 1 time(s): asm fetching secret from the service for <secretname>: RequestError: send request failed',
    { family: 'registry-credentials-unreachable', class: 'network', hop: 'secretsmanager' },
  ],
  [
    '11: no way to CloudWatch Logs, though it speaks of the log group',
    'ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your network configuration. : signal: killed',
    { family: 'logs-unreachable', class: 'network', hop: 'logs', next: { command: 'pullpath audit --with logs' } },
  ],
  [
    '12: a network ACL, of which the text can only say that packets vanish',
    'CannotPullContainerError: API error (500): Get https://111122223333.dkr.ecr.ap-southeast-2.amazonaws.com/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    { class: 'network', hop: 'ecr.dkr', region: 'ap-southeast-2' },
  ],
  [
    '13: a task without a public address in a public subnet',
    'CannotPullContainerError: API error (500): Get https://xxx.dkr.ecr.us-east-1.amazonaws.com/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    { class: 'network', hop: 'ecr.dkr', account: null, region: 'us-east-1' },
  ],
  [
    '14: the main table lost its default route, and the text ends early',
    'ResourceInitializationError: unable to pull secrets or registry auth: pull command failed: : signal: killed',
    { family: 'something-unreachable', class: 'network', hop: null },
  ],
  [
    '15: a NAT instance that does not forward',
    '(service web) was unable to place a task. Reason: ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. operation error ECR: GetAuthorizationToken, exceeded maximum number of attempts, 3, https response error StatusCode: 0, RequestID: , request send failed, Post "https://api.ecr.me-central-1.amazonaws.com/": dial tcp 3.28.72.11:443: i/o timeout.',
    { family: 'sign-in-unreachable', class: 'network', hop: 'ecr.api', region: 'me-central-1' },
  ],
  [
    '16: Docker Hub from a subnet without a way out',
    'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref docker.io/library/latest:latest: failed to do request: Head "https://registry-1.docker.io/v2/library/latest/manifests/latest": dial tcp 44.205.64.79:443: i/o timeout',
    {
      family: 'registry-unreachable',
      class: 'not-fixable-by-endpoints',
      hop: null,
      service: null,
      cause: expect.stringContaining('Docker Hub'),
      next: null,
      instead: expect.any(String),
    },
  ],
  [
    '16: ECR Public, in spite of an endpoint for its API',
    'CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref public.ecr.aws/nginx/nginx:latest: failed to do request: Head "https://public.ecr.aws/v2/nginx/nginx/manifests/latest": dial tcp 75.2.101.78:443: i/o timeout',
    { family: 'public-ecr-unreachable', class: 'not-fixable-by-endpoints', hop: null, next: null },
  ],
  [
    '17: another endpoint or zone owns the private name',
    'Error: creating EC2 VPC Endpoint (com.amazonaws.us-east-1.ecr.api): InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS domain for api.ecr.us-east-1.amazonaws.com in the VPC vpc-0123456789abcdef0 status code: 400, request id: 5a1f2e30-1b2c-4d3e-8f90-a1b2c3d4e5f6',
    {
      family: 'private-name-taken',
      class: 'configuration',
      hop: 'ecr.api',
      ids: { vpcs: ['vpc-0123456789abcdef0'], requests: ['5a1f2e30-1b2c-4d3e-8f90-a1b2c3d4e5f6'] },
      next: { command: 'pullpath plan --region us-east-1 --vpc-id vpc-0123456789abcdef0' },
      instead: '`aws route53 list-hosted-zones-by-vpc --vpc-id vpc-0123456789abcdef0 --vpc-region us-east-1`',
    },
  ],
  [
    '18: the route table has an S3 gateway already',
    'Error: creating EC2 VPC Endpoint (com.amazonaws.ap-southeast-1.s3): RouteAlreadyExists: route table rtb-0fedcba9876543210 already has a route with destination-prefix-list-id pl-6fa54006',
    {
      family: 'route-taken',
      class: 'configuration',
      hop: 's3',
      region: 'ap-southeast-1',
      cause: expect.stringContaining('rtb-0fedcba9876543210'),
      next: { command: 'pullpath plan --region ap-southeast-1' },
    },
  ],
  [
    '19: a FIPS host asks for FIPS names, which the plain endpoints do not answer',
    'Failed to pull image "111122223333.dkr.ecr-fips.us-east-1.amazonaws.com/eks/pause:3.10": failed to do request: Head "https://111122223333.dkr.ecr-fips.us-east-1.amazonaws.com/v2/eks/pause/manifests/3.10": dial tcp 3.217.45.12:443: i/o timeout',
    {
      family: 'fips-name',
      class: 'network',
      hop: 'ecr.dkr',
      service: 'ecr-fips.dkr',
      next: { command: 'pullpath audit --region us-east-1 --with ecr-fips.api,ecr-fips.dkr' },
    },
  ],
  [
    '20: the security group is still held after its endpoints were deleted',
    'Error: deleting Security Group (sg-00be00efab11f7410): operation error EC2: DeleteSecurityGroup, https response error StatusCode: 400, RequestID: 37a04680-456b-4361-af3a-a91503821818, api error DependencyViolation: resource sg-00be00efab11f7410 has a dependent object',
    {
      family: 'security-group-in-use',
      class: 'configuration',
      hop: null,
      ids: { securityGroups: ['sg-00be00efab11f7410'], requests: ['37a04680-456b-4361-af3a-a91503821818'] },
      next: null,
      instead: expect.stringContaining('Values=sg-00be00efab11f7410'),
    },
  ],
  [
    '21: not the network but IAM: parameters',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/ecsTaskExecutionRole/17cbd22653424f62971b13fffcf6113e is not authorized to perform: ssm:GetParameters on resource: arn:aws:ssm:ap-northeast-2:111122223333:parameter/JobSyncHub/email because no identity-based policy allows the ssm:GetParameters action status code: 400, request id: 119b9aff-b7c0-4a82-a57c-f193bd929bcd',
    {
      family: 'action-refused',
      class: 'permission',
      hop: 'ssm',
      cause: expect.stringContaining('ssm:GetParameters'),
      region: 'ap-northeast-2',
      account: '111122223333',
      next: null,
    },
  ],
  [
    '21: not the network but the log group',
    'ResourceInitializationError: failed to validate logger args: failed to create CloudWatch log stream: ResourceNotFoundException: The specified log group does not exist.',
    { family: 'log-group-not-found', class: 'not-found', hop: 'logs', next: null },
  ],
  [
    '21: not the network but the tag',
    '(service rag) was unable to place a task. Reason: CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref 111122223333.dkr.ecr.ap-southeast-1.amazonaws.com/rag-nginx:latest: not found.',
    {
      family: 'image-not-found',
      class: 'not-found',
      hop: 'ecr.dkr',
      instead: '`aws ecr describe-images --repository-name rag-nginx --region ap-southeast-1`',
    },
  ],
  [
    '22: the agent on an instance cannot register, for its name server does not answer',
    '2015-10-02T05:31:32Z [ERROR] Unable to discover poll endpoint module="acs handler" err="RequestError: send request failed\ncaused by: Post https://ecs.eu-west-1.amazonaws.com/: dial tcp: lookup ecs.eu-west-1.amazonaws.com on 10.0.0.2:53: read udp 10.0.0.2:53: i/o timeout"',
    {
      family: 'name-not-resolved',
      class: 'network',
      hop: 'dns',
      address: {
        ip: '10.0.0.2',
        port: 53,
        scope: 'private',
        meaning: expect.stringContaining('the resolver that AWS provides'),
      },
      next: { command: 'pullpath audit --region eu-west-1 --with ecs-agent,ecs-telemetry,ecs' },
    },
  ],
  [
    '22: the agent cannot reach the control service',
    '2017-12-16T05:31:11Z [ERROR] Error connecting to ACS: websocket client: unable to dial ecs-a-2.us-east-1.amazonaws.com response: : dial tcp 54.239.19.128:443: i/o timeout',
    {
      family: 'agent-unreachable',
      class: 'network',
      hop: 'ecs-agent',
      next: { command: 'pullpath audit --region us-east-1 --with ecs-agent,ecs-telemetry,ecs' },
    },
  ],
];
