/**
 * The hops that a text can stop at, in the words of the pull path [architecture: hops]: name resolution, the three of
 * the pull path, and the services that a task may need besides. All but `dns` are the suffix of an endpoint service's
 * name.
 */
export const HOPS = [
  'dns',
  'ecr.api',
  'ecr.dkr',
  's3',
  'logs',
  'secretsmanager',
  'ssm',
  'ssmmessages',
  'ec2messages',
  'kms',
  'sts',
  'ecs',
  'ecs-agent',
  'ecs-telemetry',
  'elasticfilesystem',
  'monitoring',
  'xray',
  'kinesis-firehose',
  'kinesis-streams',
  'sqs',
  'sns',
  'events',
  'states',
  'lambda',
  'dynamodb',
  'ec2',
  'execute-api',
  'servicediscovery',
  'data-servicediscovery',
  'appmesh-envoy-management',
  'guardduty-data',
] as const;

export type HopName = (typeof HOPS)[number];

/** The hops that pullpath opens without being asked with `--with`. */
export const BASE_HOPS: ReadonlySet<HopName> = new Set<HopName>(['dns', 'ecr.api', 'ecr.dkr', 's3']);
