import { expect } from 'vitest';
import type { Row } from './row.ts';

export const NETWORK_TEXTS: readonly Row[] = [
  [
    'the text of the guide, with region and address blanked out',
    'ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. RequestError: send request failed caused by: Post "https://api.ecr.region.amazonaws.com/": dial tcp x.x.X.x:443: i/o timeout',
    {
      family: 'sign-in-unreachable',
      class: 'network',
      hop: 'ecr.api',
      region: null,
      address: { ip: null, port: 443, scope: 'unknown' },
      next: { argv: ['pullpath', 'audit'] },
    },
  ],
  [
    'the template of the AWS documentation',
    'CannotPullContainerError: The task cannot pull image-uri from the registry registry-uri. There is a connection issue between the task and the registry. Check your task network configuration. : failed to copy: httpReadSeeker: failed open: failed to do request: Get registry-uri: dial tcp <ip>:<port> i/o timeout',
    { family: 'layers-unreachable', class: 'network', hop: 's3', address: { ip: null } },
  ],
  [
    'the signed URL of a layer, blanked out by the agent',
    'CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: failed to do request: Get REDACTED ECR URL related to 111122223333.dkr.ecr.us-east-1.amazonaws.com/myapp: dial tcp 52.217.1.2:443: i/o timeout',
    {
      family: 'layers-unreachable',
      class: 'network',
      hop: 's3',
      region: 'us-east-1',
      repository: { name: 'myapp', tag: null },
    },
  ],
  [
    'a panic that AWS reads as no way to S3',
    'CannotPullContainerError: pull command failed: panic: runtime error: invalid memory address or nil pointer dereference',
    { family: 'layers-unreachable', class: 'network', hop: 's3', next: { command: 'pullpath audit' } },
  ],
  [
    'a layer that was given up while it was unpacked',
    'CannotPullContainerError: containerd: pull command failed: time="2020-10-30T10:00:00Z" level=info msg="apply failure, attempting cleanup" error="failed to extract layer sha256:aaaa: context canceled',
    { family: 'layers-unreachable', class: 'network', hop: 's3' },
  ],
  [
    'the blob is asked of the registry itself, so it is not yet S3',
    'CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://111122223333.dkr.ecr.eu-north-1.amazonaws.com/v2/app/blobs/sha256:0123": dial tcp 13.48.1.2:443: i/o timeout',
    { family: 'manifest-unreachable', class: 'network', hop: 'ecr.dkr', region: 'eu-north-1' },
  ],
  [
    'an S3 interface endpoint that shuts the tasks out',
    'error pulling image configuration: download failed after attempts=6: Get "https://prod-eu-central-1-starport-layer-bucket.s3.eu-central-1.amazonaws.com/a": dial tcp 10.20.30.40:443: i/o timeout',
    {
      family: 'endpoint-shuts-out',
      class: 'network',
      hop: 's3',
      address: { scope: 'private', meaning: expect.stringContaining('interface endpoint here') },
    },
  ],
  [
    'an address of the shared range 100.64.0.0/10 is private',
    'Get "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp 100.64.12.7:443: i/o timeout',
    { family: 'endpoint-shuts-out', hop: 'ecr.api', address: { ip: '100.64.12.7', scope: 'private' } },
  ],
  [
    'three attempts against the interface of an endpoint',
    'TaskFailedToStart: ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. ... operation error ECR: GetAuthorizationToken, exceeded maximum number of attempts, 3, ... dial tcp 10.42.10.15:443: i/o timeout',
    { class: 'network', hop: 'ecr.api', address: { ip: '10.42.10.15', scope: 'private' } },
  ],
  [
    'the endpoint-specific name of an endpoint',
    'Could not connect to the endpoint URL: "https://vpce-0123456789abcdef0-a1b2c3d4.api.ecr.us-east-2.vpce.amazonaws.com/"',
    { class: 'network', hop: 'ecr.api', region: 'us-east-2', ids: { endpoints: ['vpce-0123456789abcdef0'] } },
  ],
  [
    'the environment file, old wording',
    'ResourceInitializationError: failed to download env files: file download command: non empty error stream: RequestCanceled: request context canceled caused by: context deadline exceeded',
    { family: 'environment-file-unreachable', class: 'network', hop: 's3' },
  ],
  [
    'the environment file, new wording',
    "ResourceInitializationError: failed to download env files: The task can't download the environment variable files from Amazon S3. There is a connection issue between the task and Amazon S3. Check your task network configuration. service call has been retried 5 time(s): RequestCanceled: request context canceled caused by: context deadline exceeded",
    { family: 'environment-file-unreachable', class: 'network', hop: 's3' },
  ],
  [
    'the logger, old wording',
    'ResourceInitializationError: failed to validate logger args: : signal: killed',
    { family: 'logs-unreachable', class: 'network', hop: 'logs' },
  ],
  [
    'the log driver of a container instance',
    'Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: RequestError: send request failed caused by: Post "https://logs.eu-central-1.amazonaws.com/": dial tcp 3.120.1.1:443: i/o timeout',
    { family: 'logs-unreachable', hop: 'logs', next: { command: 'pullpath audit --region eu-central-1 --with logs' } },
  ],
  [
    'secrets, in the wording of the second SDK',
    'ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets Manager. Check your task network configuration. failed to fetch secret arn:aws:secretsmanager:ap-south-1:111122223333:secret:db-AbCdEf from secrets manager: operation error Secrets Manager: GetSecretValue, https response error StatusCode: 0, RequestID: , canceled, context deadline exceeded',
    { family: 'secret-unreachable', class: 'network', hop: 'secretsmanager', region: 'ap-south-1' },
  ],
  [
    'a secret that the sentence calls missing, though the call never arrived',
    "ResourceInitializationError: unable to pull secrets or registry auth: The task can't retrieve the secret with ARN 'arn:aws:secretsmanager:us-east-1:111122223333:secret:x-AbCdEf' from AWS Secrets Manager. Check whether the secret exists in the specified Region. RequestError: send request failed caused by: Post \"https://secretsmanager.us-east-1.amazonaws.com/\": dial tcp 52.94.1.1:443: i/o timeout",
    { family: 'secret-unreachable', class: 'network', hop: 'secretsmanager' },
  ],
  [
    'the agent before the container exists',
    'CannotPullECRContainerError: RequestError: send request failed caused by: Post "https://api.ecr.us-west-2.amazonaws.com/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    { family: 'sign-in-unreachable', class: 'network', hop: 'ecr.api' },
  ],
  [
    'the sentence that newer agents put before it',
    'The task can’t pull the image. Check your network configuration. RequestError: send request failed\ncaused by: Post "https://api.ecr.us-east-1.amazonaws.com/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    { family: 'sign-in-unreachable', class: 'network', hop: 'ecr.api' },
  ],
  [
    'a handshake that never ends',
    'CannotPullContainerError: Error response from daemon: Get "https://111122223333.dkr.ecr.sa-east-1.amazonaws.com/v2/": net/http: TLS handshake timeout',
    { family: 'handshake-timeout', class: 'network', hop: 'ecr.dkr', region: 'sa-east-1' },
  ],
  [
    'AWS about ECR, without an address',
    "CannotPullContainerError: The task cannot pull 'web' from the Amazon ECR repository '111122223333.dkr.ecr.eu-west-2.amazonaws.com/web'. There is a connection issue between the task and Amazon ECR. Check your task network configuration.",
    {
      family: 'manifest-unreachable',
      class: 'network',
      hop: 'ecr.dkr',
      region: 'eu-west-2',
      repository: { name: 'web' },
    },
  ],
  [
    'a name that does not resolve',
    'failed to do request: Head "https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/v2/app/manifests/1": dial tcp: lookup 111122223333.dkr.ecr.eu-west-1.amazonaws.com on 10.0.0.2:53: no such host',
    {
      family: 'name-not-resolved',
      class: 'network',
      hop: 'dns',
      address: { port: 53 },
      next: { command: 'pullpath audit --region eu-west-1' },
    },
  ],
  [
    'a name server of one’s own that does not answer',
    'dial tcp: lookup secretsmanager.eu-west-1.amazonaws.com on 192.168.10.53:53: read udp 10.1.2.3:41234->192.168.10.53:53: i/o timeout',
    {
      family: 'name-not-resolved',
      hop: 'dns',
      address: { ip: '192.168.10.53', port: 53, meaning: expect.stringContaining('forward AWS names') },
      next: { command: 'pullpath audit --region eu-west-1 --with secretsmanager' },
    },
  ],
  [
    'telemetry of the agent, whose name server does not answer',
    '2017-07-11T15:31:26Z [INFO] Error from tcs; backing off: , dial tcp: lookup ecs-t-1.us-east-1.amazonaws.com on 10.10.0.2:53: read udp 10.10.0.241:33147->10.10.0.2:53: i/o timeout',
    { family: 'name-not-resolved', class: 'network', hop: 'dns', region: 'us-east-1' },
  ],
  [
    'Beijing',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post https://api.ecr.cn-north-1.amazonaws.com.cn/: dial tcp 54.222.20.1:443: i/o timeout',
    { family: 'sign-in-unreachable', hop: 'ecr.api', region: 'cn-north-1', partition: 'aws-cn' },
  ],
  [
    'the layers of Ningxia',
    'error pulling image configuration: Get https://prod-cn-northwest-1-starport-layer-bucket.s3.cn-northwest-1.amazonaws.com.cn/x: dial tcp 52.82.1.2:443: i/o timeout',
    { family: 'layers-unreachable', hop: 's3', region: 'cn-northwest-1', partition: 'aws-cn' },
  ],
  [
    'GovCloud',
    'CannotPullContainerError: failed to resolve ref 111122223333.dkr.ecr.us-gov-west-1.amazonaws.com/app:1.0.0: failed to do request: Head "https://111122223333.dkr.ecr.us-gov-west-1.amazonaws.com/v2/app/manifests/1.0.0": dial tcp 52.61.0.1:443: i/o timeout',
    { family: 'manifest-unreachable', hop: 'ecr.dkr', region: 'us-gov-west-1', partition: 'aws-us-gov' },
  ],
  [
    'FIPS sign-in in GovCloud',
    'RequestError: send request failed caused by: Post "https://ecr-fips.us-gov-east-1.amazonaws.com/": dial tcp 15.205.1.2:443: i/o timeout',
    { family: 'fips-name', hop: 'ecr.api', service: 'ecr-fips.api', partition: 'aws-us-gov' },
  ],
  [
    'a dual-stack image name',
    'failed to resolve ref 111122223333.dkr-ecr.us-west-2.on.aws/app:1: failed to do request: Head "https://111122223333.dkr-ecr.us-west-2.on.aws/v2/app/manifests/1": dial tcp 52.10.1.1:443: i/o timeout',
    { family: 'dual-stack-image', class: 'network', hop: 'ecr.dkr', region: 'us-west-2', account: '111122223333' },
  ],
  [
    'IPv6 without a way',
    'failed to do request: Head "https://111122223333.dkr-ecr.us-east-1.on.aws/v2/app/manifests/1": dial tcp [2600:1f18:44a::2b]:443: connect: network is unreachable',
    {
      family: 'ipv6-preferred',
      class: 'network',
      hop: 'ecr.dkr',
      address: { ip: '2600:1f18:44a::2b', port: 443, scope: 'unknown', meaning: expect.stringContaining('look alike') },
    },
  ],
  [
    'a firewall that inspects TLS',
    'RequestError: send request failed caused by: Post "https://api.ecr.eu-west-1.amazonaws.com/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    { family: 'certificate-not-trusted', class: 'network', hop: 'ecr.api' },
  ],
  [
    'a repository in another region than the task',
    'arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef0123456789abcdef STOPPED CannotPullContainerError: failed to resolve ref 444455556666.dkr.ecr.us-east-1.amazonaws.com/base:2: failed to do request: Head "https://444455556666.dkr.ecr.us-east-1.amazonaws.com/v2/base/manifests/2": dial tcp 44.213.1.1:443: i/o timeout',
    {
      family: 'other-region',
      class: 'network',
      hop: 'ecr.dkr',
      region: 'eu-west-1',
      account: '111122223333',
      repository: { account: '444455556666', region: 'us-east-1' },
      remedy: expect.stringContaining('Replicate the repository to eu-west-1'),
      next: null,
    },
  ],
  [
    'STS from inside the container',
    'botocore.exceptions.ConnectTimeoutError: Connect timeout on endpoint URL: "https://sts.eu-west-3.amazonaws.com/"',
    { family: 'service-unreachable', hop: 'sts', next: { command: 'pullpath audit --region eu-west-3 --with sts' } },
  ],
  [
    'KMS from inside the container',
    'operation error KMS: Decrypt, https response error StatusCode: 0, RequestID: , request send failed, Post "https://kms.us-east-1.amazonaws.com/": dial tcp 209.54.1.1:443: i/o timeout',
    { family: 'service-unreachable', hop: 'kms', next: { command: 'pullpath audit --region us-east-1 --with kms' } },
  ],
  [
    'logs sent by FireLens to Firehose',
    '[error] [http_client] broken connection: Could not connect to the endpoint URL: "https://firehose.us-east-1.amazonaws.com/"',
    {
      family: 'service-unreachable',
      hop: 'kinesis-firehose',
      next: { command: 'pullpath audit --region us-east-1 --with kinesis-firehose' },
    },
  ],
  [
    'ECS Exec is not connected',
    'An error occurred (TargetNotConnectedException) when calling the ExecuteCommand operation: The execute command failed due to an internal error. Try again later.',
    { family: 'exec-not-connected', hop: 'ssmmessages', next: { command: 'pullpath audit --with ssmmessages' } },
  ],
  [
    'an EFS volume times out',
    "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Mount attempt 1/3 failed due to timeout after 15 sec, wait 0 sec before next attempt. Mount attempt 2/3 failed due to timeout after 15 sec, wait 0 sec before next attempt. b'mount.nfs4: mount system call failed'",
    { family: 'mount-target-unreachable', class: 'network', hop: 'elasticfilesystem', next: null },
  ],
  [
    'an EFS volume whose name does not resolve',
    'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Failed to resolve "fs-0123456789abcdef0.efs.us-east-1.amazonaws.com" - check that your file system ID is correct',
    { family: 'mount-target-unreachable', class: 'network', hop: 'elasticfilesystem', region: 'us-east-1' },
  ],
  [
    'credentials of the task, which the host serves',
    'Get "http://169.254.170.2/v2/credentials/abc": dial tcp 169.254.170.2:80: i/o timeout',
    {
      family: 'host-service-unreachable',
      class: 'configuration',
      hop: null,
      address: { scope: 'link-local' },
      next: null,
    },
  ],
  [
    'a proxy in the way',
    'Get "https://api.ecr.eu-west-1.amazonaws.com/": proxyconnect tcp: dial tcp 10.0.9.9:3128: i/o timeout',
    { family: 'proxy-in-the-way', class: 'configuration', hop: 'ecr.api' },
  ],
];
