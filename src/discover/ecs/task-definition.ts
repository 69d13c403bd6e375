import { z } from 'zod';
import type { AwsEcsTaskDefinition } from '../../aws/read/workload-reader.ts';

/** Of a log driver's options only those that say where the lines go: others may hold tokens. */
const PLACES: ReadonlySet<string> = new Set([
  'awslogs-region',
  'awslogs-group',
  'awslogs-endpoint',
  'awslogs-create-group',
  'mode',
  'Name',
  '@type',
  'region',
]);

/** `secretOptions` are the sources of secrets, never the secrets. */
export const LogConfiguration = z.object({
  driver: z.string(),
  options: z.record(z.string(), z.string()),
  secretOptions: z.array(z.string()),
});
export type LogConfiguration = z.infer<typeof LogConfiguration>;

export const ContainerDefinition = z.object({
  name: z.string(),
  image: z.string(),
  essential: z.boolean(),
  log: LogConfiguration.nullable(),
  /** Where secrets come from (`valueFrom`), never what they are. */
  secrets: z.array(z.string()),
  /** ARNs of objects in S3. */
  environmentFiles: z.array(z.string()),
  repositoryCredentials: z.string().nullable(),
  /** `fluentbit` or `fluentd`, and whether its configuration comes from S3; null where it is no log router. */
  firelens: z.object({ type: z.string(), configFromS3: z.boolean() }).nullable(),
  credentialSpecs: z.array(z.string()),
});
export type ContainerDefinition = z.infer<typeof ContainerDefinition>;

/** Of a volume its kind, and what must be reached to mount it. */
const Volume = z.object({
  name: z.string(),
  kind: z.enum(['efs', 's3files', 'fsx', 'atLaunch', 'local']),
  fileSystemId: z.string().nullable(),
  credentialsParameter: z.string().nullable(),
});
type Volume = z.infer<typeof Volume>;

export const TaskDefinition = z.object({
  arn: z.string(),
  family: z.string(),
  revision: z.number().int(),
  status: z.string(),
  networkMode: z.string().nullable(),
  executionRoleArn: z.string().nullable(),
  taskRoleArn: z.string().nullable(),
  requiresCompatibilities: z.array(z.string()),
  /** `LINUX`, `WINDOWS_SERVER_…`; null means Linux. */
  operatingSystem: z.string().nullable(),
  architecture: z.string().nullable(),
  appMesh: z.boolean(),
  containers: z.array(ContainerDefinition),
  volumes: z.array(Volume),
});
export type TaskDefinition = z.infer<typeof TaskDefinition>;

type AwsContainer = NonNullable<AwsEcsTaskDefinition['containerDefinitions']>[number];
type AwsVolume = NonNullable<AwsEcsTaskDefinition['volumes']>[number];

export function toLogConfiguration(raw: AwsContainer['logConfiguration']): LogConfiguration | null {
  if (raw === undefined) return null;
  return {
    driver: raw.logDriver ?? '',
    options: Object.fromEntries(Object.entries(raw.options ?? {}).filter(([name]) => PLACES.has(name))),
    secretOptions: (raw.secretOptions ?? []).map(({ valueFrom }) => valueFrom ?? ''),
  };
}

function toContainer(raw: AwsContainer): ContainerDefinition {
  const firelens = raw.firelensConfiguration;
  return {
    name: raw.name ?? '',
    image: raw.image ?? '',
    essential: raw.essential ?? true,
    log: toLogConfiguration(raw.logConfiguration),
    secrets: (raw.secrets ?? []).map(({ valueFrom }) => valueFrom ?? ''),
    environmentFiles: (raw.environmentFiles ?? []).map(({ value }) => value ?? ''),
    repositoryCredentials: raw.repositoryCredentials?.credentialsParameter ?? null,
    firelens:
      firelens === undefined
        ? null
        : { type: firelens.type ?? '', configFromS3: firelens.options?.['config-file-type'] === 's3' },
    credentialSpecs: raw.credentialSpecs ?? [],
  };
}

function toVolume(raw: AwsVolume): Volume {
  const {
    efsVolumeConfiguration: efs,
    s3filesVolumeConfiguration: s3,
    fsxWindowsFileServerVolumeConfiguration: fsx,
  } = raw;
  const kind = efs ? 'efs' : s3 ? 's3files' : fsx ? 'fsx' : raw.configuredAtLaunch ? 'atLaunch' : 'local';
  return {
    name: raw.name ?? '',
    kind,
    fileSystemId: efs?.fileSystemId ?? fsx?.fileSystemId ?? null,
    credentialsParameter: fsx?.authorizationConfig?.credentialsParameter ?? null,
  };
}

/** Environment variables are left out: they may hold secrets, and nothing follows from them. */
export function toTaskDefinition(raw: AwsEcsTaskDefinition): TaskDefinition {
  return {
    arn: raw.taskDefinitionArn ?? '',
    family: raw.family ?? '',
    revision: raw.revision ?? 0,
    status: raw.status ?? '',
    networkMode: raw.networkMode ?? null,
    executionRoleArn: raw.executionRoleArn ?? null,
    taskRoleArn: raw.taskRoleArn ?? null,
    requiresCompatibilities: raw.requiresCompatibilities ?? [],
    operatingSystem: raw.runtimePlatform?.operatingSystemFamily ?? null,
    architecture: raw.runtimePlatform?.cpuArchitecture ?? null,
    appMesh: raw.proxyConfiguration?.type === 'APPMESH',
    containers: (raw.containerDefinitions ?? []).map(toContainer),
    volumes: (raw.volumes ?? []).map(toVolume),
  };
}
