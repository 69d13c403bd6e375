import { expect } from 'vitest';
import type { Row } from './row.ts';

/** The same failures in the words of other clients: SDKs, log routers, container tools. */
export const CLIENTS: readonly Row[] = [
  [
    'Java, first SDK, with the address',
    'com.amazonaws.SdkClientException: Unable to execute HTTP request: Connect to sqs.us-east-1.amazonaws.com:443 [sqs.us-east-1.amazonaws.com/52.94.237.45] failed: connect timed out\n\tat com.amazonaws.http.AmazonHttpClient$RequestExecutor.handleRetryableException(AmazonHttpClient.java:1114) ~[aws-java-sdk-core-1.11.251.jar:na]',
    {
      family: 'service-unreachable',
      class: 'network',
      hop: 'sqs',
      address: { ip: '52.94.237.45', port: 443, scope: 'public' },
      next: { command: 'pullpath audit --region us-east-1 --with sqs' },
    },
  ],
  [
    'Java, first SDK, a service that is no hop of ours',
    'com.amazonaws.SdkClientException: Unable to execute HTTP request: Connect to kinesisvideo.us-east-1.amazonaws.com:443 [kinesisvideo.us-east-1.amazonaws.com/54.156.220.189] failed: connect timed out',
    {
      family: 'service-unreachable',
      class: 'network',
      hop: null,
      service: 'kinesisvideo',
      next: { command: 'pullpath audit --region us-east-1 --with kinesisvideo' },
    },
  ],
  [
    'Java, second SDK, an endpoint that shuts out',
    'software.amazon.awssdk.core.exception.SdkClientException: Unable to execute HTTP request: Connect to secretsmanager.eu-central-1.amazonaws.com:443 [secretsmanager.eu-central-1.amazonaws.com/10.20.3.44] failed: Connect timed out',
    {
      family: 'endpoint-shuts-out',
      class: 'network',
      hop: 'secretsmanager',
      address: { ip: '10.20.3.44', scope: 'private' },
      next: { command: 'pullpath audit --region eu-central-1 --with secretsmanager' },
    },
  ],
  [
    'Java, Netty',
    '2019-03-07 15:15:12,258 DEBUG [sdk-NettyEventLoop-1-0] s.a.a.h.n.n.i.NettyRequestExecutor [ ]: Failed to create connection to https://ecs.us-east-1.amazonaws.com/\nio.netty.channel.ConnectTimeoutException: connection timed out: ecs.us-east-1.amazonaws.com/52.46.135.59:443',
    {
      family: 'service-unreachable',
      hop: 'ecs',
      address: { ip: '52.46.135.59', port: 443 },
      next: { command: 'pullpath audit --region us-east-1 --with ecs' },
    },
  ],
  [
    'Java, a name that does not resolve',
    'software.amazon.awssdk.core.exception.SdkClientException: Unable to execute HTTP request: sqs.eu-west-1.amazonaws.com: Name or service not known\nCaused by: java.net.UnknownHostException: sqs.eu-west-1.amazonaws.com: Name or service not known',
    { family: 'name-not-resolved', class: 'network', hop: 'dns', service: 'sqs' },
  ],
  [
    'JavaScript, second SDK',
    "[ERROR] aws.ec2.EC2InstancesCollection failed { Error: connect ETIMEDOUT 54.222.17.62:443 at TCPConnectWrap.afterConnect [as oncomplete] (net.js:1191:14)\nmessage: 'connect ETIMEDOUT 54.222.17.62:443',\nerrno: 'ETIMEDOUT',\ncode: 'NetworkingError',\nsyscall: 'connect',\naddress: '54.222.17.62',\nport: 443,\nregion: 'cn-north-1',\nhostname: 'ec2.cn-north-1.amazonaws.com.cn',\nretryable: true }",
    {
      family: 'service-unreachable',
      hop: 'ec2',
      region: 'cn-north-1',
      address: { ip: '54.222.17.62', port: 443, scope: 'public' },
      next: { command: 'pullpath audit --region cn-north-1 --with ec2' },
    },
  ],
  [
    'JavaScript, third SDK, IPv4 and IPv6 tried and no host named',
    "AggregateError\n    at internalConnectMultiple (node:net:1114:18) {\n  code: 'ETIMEDOUT',\n  name: 'TimeoutError',\n  '$metadata': { attempts: 3, totalRetryDelay: 157 },\n  [errors]: [\n    Error: connect ETIMEDOUT 18.179.209.155:443\n    Error: connect ENETUNREACH 2406:da14:afa:8a00:e3de:c82b:7b57:b9a4:443 - Local (:::0)",
    { family: 'something-unreachable', class: 'network', hop: null, address: { ip: '18.179.209.155', port: 443 } },
  ],
  [
    'JavaScript, IPv6 alone',
    'Error: connect ENETUNREACH 2600:1f18:44a::2b:443 - Local (:::0) while calling https://ssm.us-east-1.amazonaws.com/',
    { family: 'ipv6-preferred', hop: 'ssm', address: { ip: '2600:1f18:44a::2b', port: 443, scope: 'unknown' } },
  ],
  [
    'JavaScript, a dual-stack name that does not resolve',
    'Error: getaddrinfo ENOTFOUND ssm.ap-southeast-2.api.aws\n    at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:118:26)',
    { family: 'name-not-resolved', hop: 'dns', service: 'ssm', region: 'ap-southeast-2' },
  ],
  [
    'JavaScript, undici',
    'TypeError: fetch failed cause: ConnectTimeoutError: Connect Timeout Error (attempted address: monitoring.eu-north-1.amazonaws.com:443, timeout: 10000ms) code: UND_ERR_CONNECT_TIMEOUT',
    {
      family: 'service-unreachable',
      hop: 'monitoring',
      next: { command: 'pullpath audit --region eu-north-1 --with monitoring' },
    },
  ],
  [
    'Python, requests',
    "botocore.vendored.requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='states.us-east-1.amazonaws.com', port=443): Max retries exceeded with url: / (Caused by ConnectTimeoutError(<botocore.awsrequest.AWSHTTPSConnection object at 0x7fc11e517ef0>, 'Connection to states.us-east-1.amazonaws.com timed out. (connect timeout=60)'))",
    {
      family: 'service-unreachable',
      hop: 'states',
      next: { command: 'pullpath audit --region us-east-1 --with states' },
    },
  ],
  [
    'Python, a bucket of the program, which is not the pull',
    'botocore.exceptions.ConnectTimeoutError: Connect timeout on endpoint URL: "https://my-data.s3.eu-west-1.amazonaws.com/in.csv"',
    {
      family: 'bucket-unreachable',
      class: 'network',
      hop: 's3',
      cause: expect.stringContaining('not the pull'),
      next: { command: 'pullpath audit --region eu-west-1' },
    },
  ],
  [
    'PHP, with the number of cURL',
    'Aws\\Sqs\\Exception\\SqsException: Error executing "ReceiveMessage" on "https://sqs.us-west-2.amazonaws.com/111122223333/Queue1"; AWS HTTP error: cURL error 28: Connection timed out after 10001 milliseconds (see https://curl.haxx.se/libcurl/c/libcurl-errors.html)',
    { family: 'service-unreachable', hop: 'sqs', next: { command: 'pullpath audit --region us-west-2 --with sqs' } },
  ],
  [
    'PHP, no handshake',
    'Error executing "DescribeTags" on "https://ec2.eu-west-1.amazonaws.com"; AWS HTTP error: Error creating resource: [message] fopen(): SSL: Handshake timed out [file] vendor/guzzlehttp/guzzle/src/Handler/StreamHandler.php',
    {
      family: 'handshake-timeout',
      class: 'network',
      hop: 'ec2',
      cause: expect.stringContaining('not a missing route'),
    },
  ],
  [
    'Ruby',
    'Seahorse::Client::NetworkingError: Failed to open TCP connection to logs.us-east-2.amazonaws.com:443 (execution expired)',
    { family: 'service-unreachable', hop: 'logs', next: { command: 'pullpath audit --region us-east-2 --with logs' } },
  ],
  [
    'Ruby, without a host',
    'error_class=Seahorse::Client::NetworkingError error="execution expired"\n /usr/lib/ruby/2.3.0/net/http.rb:880:in `initialize\'',
    { family: 'something-unreachable', class: 'network', hop: null },
  ],
  [
    'Rust, without a host',
    'sundog[1145]: Error describing instance: dispatch failure: timeout: error trying to connect: HTTP connect timeout occurred after 3.1s: timed out (DispatchFailure(DispatchFailure { source: ConnectorError { kind: Timeout, source: hyper::Error(Connect, HttpTimeoutError { kind: "HTTP connect", duration: 3.1s }) } }))',
    { family: 'something-unreachable', class: 'network', hop: null },
  ],
  [
    '.NET',
    'System.Net.Http.HttpRequestException: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond. (secretsmanager.us-gov-west-1.amazonaws.com:443)',
    {
      family: 'service-unreachable',
      hop: 'secretsmanager',
      partition: 'aws-us-gov',
      next: { command: 'pullpath audit --region us-gov-west-1 --with secretsmanager' },
    },
  ],
  [
    'curl, by number',
    'curl: (28) Failed to connect to api.ecr.eu-west-1.amazonaws.com port 443 after 130001 ms: Connection timed out',
    { family: 'sign-in-unreachable', hop: 'ecr.api', next: { command: 'pullpath audit --region eu-west-1' } },
  ],
  [
    'curl, a name',
    'curl: (6) Could not resolve host: api.ecr.us-west-2.amazonaws.com',
    { family: 'name-not-resolved', hop: 'dns', service: 'ecr.api' },
  ],
  [
    'Fluent Bit, no connection',
    '[2021/08/12 03:16:49] [error] [upstream] connection #-1 to kinesis.us-east-1.amazonaws.com:443 timed out after 10 seconds',
    {
      family: 'service-unreachable',
      hop: 'kinesis-streams',
      next: { command: 'pullpath audit --region us-east-1 --with kinesis-streams' },
    },
  ],
  [
    'Fluent Bit, no name server',
    "[2021/09/01 21:46:21] [ warn] [net] getaddrinfo(host='logs.us-east-1.amazonaws.com', err=12): Timeout while contacting DNS servers",
    { family: 'name-not-resolved', hop: 'dns', service: 'logs' },
  ],
  [
    'Fluent Bit, a connection that ended',
    '[2023/01/12 10:01:02] [error] [http_client] broken connection to logs.us-east-1.amazonaws.com:443 ?',
    { family: 'connection-cut-off', class: 'network', hop: 'logs' },
  ],
  [
    'Go on Windows, ECR',
    'CannotPullContainerError: Error response from daemon: Get "https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/": read tcp 10.44.103.63:59824->10.0.4.9:443: wsarecv: An existing connection was forcibly closed by the remote host.',
    { family: 'connection-cut-off', class: 'network', hop: 'ecr.dkr', cause: expect.stringContaining('a way exists') },
  ],
  [
    'Go on Windows, Microsoft',
    'Get https://mcr.microsoft.com/v2/: read tcp 192.168.43.109:10236->204.79.197.219:443: wsarecv: An existing connection was forcibly closed by the remote host.',
    { family: 'registry-interrupted', class: 'not-fixable-by-endpoints', hop: null, next: null },
  ],
  [
    'finch',
    'FATA[0001] failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/inspire/blobs/sha256:34606fd0a15d10779b9ea9595128ff911dd5fcd73f1108db4b07fddb34c79740": dial tcp 3.86.125.4:443: connect: network is unreachable \nFATA[0001] exit status 1',
    { family: 'manifest-unreachable', hop: 'ecr.dkr', repository: { kind: 'ecr', name: 'inspire' } },
  ],
  [
    'kaniko',
    'error checking push permissions -- make sure you entered the correct tag name, and that you are authenticated correctly, and try again: checking push permission for "111122223333.dkr.ecr.us-east-2.amazonaws.com/cs/aaa-svc:master": POST https://111122223333.dkr.ecr.us-east-2.amazonaws.com/v2/cs/aaa-svc/blobs/uploads/: unexpected status code 401 Unauthorized: Not Authorized',
    {
      family: 'no-credentials-for-registry',
      class: 'permission',
      hop: 'ecr.dkr',
      instead:
        '`aws ecr get-login-password --region us-east-2 | docker login --username AWS --password-stdin 111122223333.dkr.ecr.us-east-2.amazonaws.com`',
    },
  ],
  [
    'skopeo',
    'time="2022-06-06T12:29:41Z" level=fatal msg="initializing source docker://quay.io/team/app:v1.7.0 reading manifest v1.7.0 in quay.io/team/app: unauthorized: access to the requested resource is not authorized"',
    { family: 'registry-wants-credentials', class: 'permission', hop: null, cause: expect.stringContaining('Quay') },
  ],
  [
    'an answer of something that is no endpoint',
    'Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp 10.0.3.17:443: connect: connection refused',
    {
      family: 'connection-refused',
      class: 'network',
      hop: 'ecr.api',
      next: { command: 'pullpath audit --region eu-west-1' },
    },
  ],
  [
    'JavaScript, third SDK, no socket in time',
    'TimeoutError: @smithy/node-http-handler - the request socket did not establish a connection with the server within the configured timeout of 1000 ms. hostname: secretsmanager.us-east-1.amazonaws.com',
    { family: 'service-unreachable', class: 'network', hop: 'secretsmanager', region: 'us-east-1' },
  ],
  [
    'Python, connected and not answered',
    'botocore.exceptions.ReadTimeoutError: Read timeout on endpoint URL: "https://logs.eu-west-1.amazonaws.com/"',
    { family: 'answer-not-in-time', class: 'network', hop: 'logs', region: 'eu-west-1' },
  ],
  [
    'Java, second SDK, connected and not answered',
    'software.amazon.awssdk.core.exception.SdkClientException: Unable to execute HTTP request: Read timed out (SQS, host sqs.eu-west-1.amazonaws.com)',
    { family: 'answer-not-in-time', class: 'network', hop: 'sqs' },
  ],
  [
    'Ruby, connected and not answered',
    'Seahorse::Client::NetworkingError: Net::ReadTimeout with #<TCPSocket:(closed)> (https://sqs.us-west-2.amazonaws.com)',
    { family: 'answer-not-in-time', class: 'network', hop: 'sqs', region: 'us-west-2' },
  ],
  [
    '.NET, refused at a name',
    'Amazon.Runtime.AmazonServiceException: A WebException with status ConnectFailure was thrown. ---> System.Net.Http.HttpRequestException: Connection refused (sqs.us-east-1.amazonaws.com:443)',
    { family: 'connection-refused-by-name', class: 'network', hop: 'sqs', region: 'us-east-1' },
  ],
  [
    '.NET on Windows, refused at a name',
    'System.Net.Http.HttpRequestException: No connection could be made because the target machine actively refused it. (secretsmanager.us-east-1.amazonaws.com:443)',
    { family: 'connection-refused-by-name', class: 'network', hop: 'secretsmanager' },
  ],
  [
    'Fluent Bit, its client of AWS',
    '[2026/11/01 10:00:00] [error] [aws_client] connection initialization error\n[2026/11/01 10:00:00] [error] [output:cloudwatch_logs:cloudwatch_logs.1] Failed to create log stream',
    { family: 'something-unreachable', class: 'network' },
  ],
  [
    'Go on Windows, cut off by an address of S3',
    'read tcp 10.0.1.20:50123->52.218.1.1:443: wsarecv: An existing connection was forcibly closed by the remote host.',
    { family: 'address-of-s3', class: 'network', hop: 's3' },
  ],
  [
    'Go, an address that is not S3’s',
    'dial tcp 44.213.79.86:443: i/o timeout',
    { family: 'address-not-of-s3', class: 'network', hop: null, address: { ip: '44.213.79.86', scope: 'public' } },
  ],
  [
    'containerd, a digest without a repository',
    'CannotPullContainerError: failed to resolve ref sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef: object required',
    { family: 'image-is-a-digest', class: 'configuration', hop: null },
  ],
  [
    'Java, second SDK, no credentials in the container',
    'software.amazon.awssdk.core.exception.SdkClientException: Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain(credentialsProviders=[ContainerCredentialsProvider()])',
    { family: 'no-task-credentials', class: 'configuration', hop: null },
  ],
  [
    'Python, no credentials in the container',
    'botocore.exceptions.NoCredentialsError: Unable to locate credentials',
    { family: 'no-task-credentials', class: 'configuration', hop: null, next: null },
  ],
];
