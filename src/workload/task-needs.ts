import type { EcsCluster } from '../discover/ecs/cluster.ts';
import type { LogConfiguration, TaskDefinition } from '../discover/ecs/task-definition.ts';
import { type ImageReference, imageReach, parseImage } from './image.ts';
import { type Carrier, carrierOf, type Traffic } from './traffic.ts';
import type { NotJudged, Platform, ServiceNeed } from './workload.ts';

/** A container's image; `reference` is null where it is no valid one, so that the pull fails wherever it runs. */
export interface TaskImage {
  readonly container: string;
  readonly image: string;
  readonly reference: ImageReference | null;
}

export interface TaskNeeds {
  /** In the order of the hops: sign-in, manifest, layers, then the rest; each service, region and carrier once. */
  readonly needs: readonly ServiceNeed[];
  readonly images: readonly TaskImage[];
  readonly notJudged: readonly NotJudged[];
}

/** All that the needs of one task follow from. */
export interface TaskFacts {
  readonly definition: TaskDefinition;
  readonly platform: Platform;
  readonly region: string;
  /** Where ECS Exec keeps its record; null where exec is off. */
  readonly exec: EcsCluster['exec'] | null;
  /** The proxy's log where Service Connect is on and has one; null where it is off. */
  readonly serviceConnect: { readonly log: LogConfiguration | null } | null;
}

/** What output plugins of Fluent Bit and fluentd send to; the names of both are taken [aws-facts: task-features]. */
const FIRELENS_OUTPUTS: Readonly<Record<string, string>> = {
  cloudwatch: 'logs',
  cloudwatch_logs: 'logs',
  firehose: 'kinesis-firehose',
  kinesis_firehose: 'kinesis-firehose',
  kinesis: 'kinesis-streams',
  kinesis_streams: 'kinesis-streams',
  s3: 's3',
};

/** Side-cars that are known by their image, and what they send to [aws-facts: task-features]. */
const SIDE_CARS: readonly (readonly [image: RegExp, services: readonly string[]])[] = [
  [/(^|\/)(aws-)?xray-daemon$/, ['xray']],
  [/(^|\/)aws-otel-collector$/, ['xray', 'monitoring', 'logs']],
  [/(^|\/)cloudwatch-agent$/, ['monitoring', 'logs']],
];

const NAMES: Readonly<Record<string, string>> = { secretsmanager: 'Secrets Manager', ssm: 'Parameter Store' };

/** What a task needs so that it starts, each with its reason, from its definition [aws-facts: task-features]. */
export function taskNeeds(facts: TaskFacts): TaskNeeds {
  const list = new Needs(facts);
  const { definition, platform, region } = facts;
  const images = definition.containers.map(({ name, image }) => ({
    container: name,
    image,
    reference: parseImage(image),
  }));
  pull(list, images, region);
  if (platform === 'ec2')
    for (const service of ['ecs', 'ecs-agent', 'ecs-telemetry'])
      list.add(service, 'the agent of the container instance speaks with ECS', { carrier: 'instance' });
  if (platform === 'managed-instances')
    list.leave('what the agent of ECS Managed Instances needs', 'AWS lists no endpoints for it');
  if (platform === 'fargate-windows')
    list.leave('layers from Microsoft', 'a Windows image may have layers that only Microsoft serves');
  for (const container of definition.containers) {
    const who = `container ${container.name}`;
    if (container.log !== null) log(list, container.log, who);
    for (const source of [...container.secrets, ...(container.log?.secretOptions ?? [])])
      secret(list, source, `${who} takes secrets from`);
    if (container.repositoryCredentials !== null)
      secret(list, container.repositoryCredentials, `${who} takes its registry credentials from`, 'secretsmanager');
    if (container.environmentFiles.length > 0)
      list.add('s3', `${who} reads environment files from S3`, { traffic: 'environment-files' });
    if (container.firelens?.configFromS3) list.add('s3', `${who} reads the configuration of FireLens from S3`, {});
    for (const spec of container.credentialSpecs) credentialSpec(list, spec, who);
  }
  for (const { container, reference } of images) {
    const services = SIDE_CARS.find(([image]) => image.test(reference?.repository ?? ''))?.[1] ?? [];
    for (const service of services)
      list.add(service, `container ${container} is a side-car that sends to it`, {
        traffic: 'application',
        blocks: false,
      });
  }
  for (const volume of definition.volumes) mount(list, volume);
  if (definition.appMesh)
    list.add('appmesh-envoy-management', 'the task is part of an App Mesh', { traffic: 'application' });
  exec(list, facts.exec);
  if (facts.serviceConnect !== null) {
    list.add('ecs-agent', 'Service Connect is on', { traffic: 'application' });
    if (facts.serviceConnect.log !== null) log(list, facts.serviceConnect.log, "Service Connect's proxy");
  }
  return { needs: list.needs(), images, notJudged: list.notJudged() };
}

/** The pull itself, as far as endpoints serve it; images that need an exit are for those who judge exits. */
function pull(list: Needs, images: readonly TaskImage[], region: string): void {
  const add = (service: string, what: string, of: readonly TaskImage[], traffic: Traffic) => {
    if (of.length > 0)
      list.add(service, `${what} of container ${of.map(({ container }) => container).join(', ')}`, { traffic });
  };
  const reached = (by: string) =>
    images.filter(({ reference }) => reference !== null && imageReach(reference, region) === by);
  const plain = [...reached('endpoints'), ...reached('dual-stack-endpoints')];
  const fips = reached('fips-endpoints');
  add('ecr.api', 'sign-in for the image', plain, 'sign-in');
  add('ecr-fips.api', 'sign-in for the image', fips, 'sign-in');
  add('ecr.dkr', 'manifest of the image', plain, 'image');
  add('ecr-fips.dkr', 'manifest of the image', fips, 'image');
  add('s3', 'layers of the image', [...plain, ...fips], 'image');
  for (const { container } of reached('dual-stack-endpoints'))
    list.leave(`the dual-stack name of the registry of container ${container}`, 'an endpoint need not answer to it');
}

function log(list: Needs, { driver, options }: LogConfiguration, who: string): void {
  const region = options['awslogs-region'] ?? options.region ?? null;
  if (driver === 'awslogs') {
    const host = options['awslogs-endpoint'];
    if (host === undefined) list.add('logs', `${who} uses awslogs`, { traffic: 'logs', region });
    else list.leave(`the way to ${host}`, `${who} names it as awslogs-endpoint`);
  } else if (driver === 'awsfirelens') {
    const output = options.Name ?? options['@type'] ?? null;
    const service = FIRELENS_OUTPUTS[output ?? ''];
    if (service !== undefined)
      list.add(service, `${who} sends its log through FireLens to ${output}`, {
        traffic: 'firelens',
        region,
        blocks: false,
      });
    else list.leave(`the output of FireLens${output === null ? '' : `, ${output}`}`, `${who} logs to it`);
  } else if (!['json-file', 'none', 'local', 'journald'].includes(driver)) {
    list.leave(`where the log driver ${driver} sends to`, `${who} uses it`);
  }
}

/** An ARN names its service and region; a bare name is a parameter of the task's region. */
function secret(list: Needs, source: string, what: string, bare = 'ssm'): void {
  const [scheme, , service = '', region = ''] = source.split(':');
  const named = scheme === 'arn' ? service : bare;
  const label = NAMES[named];
  if (label === undefined) list.leave(`the secret ${source}`, 'it is of no service that ECS reads secrets from');
  else list.add(named, `${what} ${label}`, { traffic: 'secrets', region: scheme === 'arn' ? region : null });
}

/** `credentialspec:ARN` or `credentialspecdomainless:ARN`, for group-managed service accounts. */
function credentialSpec(list: Needs, spec: string, who: string): void {
  const [kind = '', , , service = ''] = spec.split(':');
  const because = `${who} takes its gMSA credential specification from`;
  if (service === 'ssm' || service === 's3')
    list.add(service, `${because} ${NAMES[service] ?? 'S3'}`, { traffic: 'secrets' });
  if (kind === 'credentialspecdomainless')
    list.add('secretsmanager', `${who} takes its gMSA account from Secrets Manager`, { traffic: 'secrets' });
  list.leave('the way to the domain controllers', `${who} uses gMSA`);
}

function mount(
  list: Needs,
  { kind, name, fileSystemId, credentialsParameter }: TaskDefinition['volumes'][number],
): void {
  const what = `volume ${name}${fileSystemId === null ? '' : ` (${fileSystemId})`}`;
  if (kind === 'efs') list.leave(`TCP 2049 from the task to the mount targets of ${what}`, 'the task mounts EFS');
  if (kind === 's3files')
    list.leave(`TCP 2049 from the task to the mount targets of ${what}`, 'the task mounts S3 files');
  if (kind === 'fsx') list.leave(`the way to ${what} and its domain`, 'the task mounts FSx for Windows');
  if (credentialsParameter !== null) secret(list, credentialsParameter, `volume ${name} takes its credentials from`);
}

function exec(list: Needs, record: TaskFacts['exec']): void {
  if (record === null) return;
  const to = { traffic: 'exec', blocks: false } as const;
  list.add('ssmmessages', 'ECS Exec is on', to);
  if (record.kmsKeyId !== null) list.add('kms', 'ECS Exec encrypts its sessions with a key of the cluster', to);
  if (record.logGroup !== null) list.add('logs', `ECS Exec records in the log group ${record.logGroup}`, to);
  if (record.bucket !== null) list.add('s3', `ECS Exec records in the bucket ${record.bucket}`, to);
}

interface Terms {
  /** Left out: of the pull itself. */
  readonly traffic?: Traffic;
  /** In place of what the platform says of the traffic. */
  readonly carrier?: Carrier;
  readonly region?: string | null;
  readonly blocks?: boolean;
}

/** Collects needs, each once with all its reasons, and leaves out what the subnet has no part in. */
class Needs {
  readonly #facts: TaskFacts;
  readonly #needs = new Map<string, ServiceNeed>();
  readonly #left = new Map<string, NotJudged>();

  constructor(facts: TaskFacts) {
    this.#facts = facts;
  }

  add(service: string, because: string, { traffic = 'image', carrier, region = null, blocks = true }: Terms): void {
    const by = carrier ?? carrierOf(traffic, this.#facts.platform);
    if (by === null || by === 'fargate') return;
    const elsewhere = region === this.#facts.region || region === '' ? null : region;
    const key = [service, elsewhere, by].join(' ');
    const before = this.#needs.get(key);
    const reasons = new Set([...(before?.because.split('; ') ?? []), because]);
    this.#needs.set(key, {
      service,
      region: elsewhere,
      carrier: by,
      blocks: blocks || (before?.blocks ?? false),
      because: [...reasons].join('; '),
    });
  }

  leave(what: string, because: string): void {
    this.#left.set(`${what} ${because}`, { what, because });
  }

  needs(): ServiceNeed[] {
    return [...this.#needs.values()];
  }

  notJudged(): NotJudged[] {
    return [...this.#left.values()];
  }
}
