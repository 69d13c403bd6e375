import { partitionOf } from '../state/partition.ts';
import { hostOfRegistry, type Image, readImage } from './image.ts';
import type { ContainerDefinition, TaskDefinition } from './types.ts';

/**
 * One thing that a task must reach before its containers start, in the order in which it tries [aws-facts:
 * task-features].
 */
export interface Hop {
  step:
    | 'sign-in'
    | 'registry-credentials'
    | 'secret'
    | 'environment-file'
    | 'logs'
    | 'manifest'
    | 'layers'
    | 'registry';
  /** The last part of the endpoint service's name; `registry` where no endpoint leads to the host. */
  service: string;
  /** What the task asks for. */
  host: string;
  /** The container that wants it; a sign-in serves all of them. */
  container?: string;
  /** The image, of the steps that pull it. */
  image?: Image;
  /** The secret's or the file's name. */
  wanted?: string;
}

const fieldOfArn = (arn: string, field: number) => (arn.startsWith('arn:') ? arn.split(':')[field] : undefined);

function secretsOf(
  { name, secrets = [], repositoryCredentials, logConfiguration }: ContainerDefinition,
  region: string,
) {
  const host = (service: string, valueFrom: string) => {
    const home = fieldOfArn(valueFrom, 3) ?? region;
    return `${service}.${home}.${partitionOf(home).dnsSuffix}`;
  };
  const hops: Hop[] = [];
  const credentials = repositoryCredentials?.credentialsParameter;
  if (credentials) {
    const service = 'secretsmanager';
    hops.push({
      step: 'registry-credentials',
      service,
      host: host(service, credentials),
      container: name,
      wanted: credentials,
    });
  }
  for (const { valueFrom } of [...secrets, ...(logConfiguration?.secretOptions ?? [])]) {
    const service = fieldOfArn(valueFrom, 2) === 'secretsmanager' ? 'secretsmanager' : 'ssm';
    hops.push({ step: 'secret', service, host: host(service, valueFrom), container: name, wanted: valueFrom });
  }
  return hops;
}

function filesOf({ name, environmentFiles = [] }: ContainerDefinition, region: string): Hop[] {
  return environmentFiles.map(({ value }) => {
    const bucket = value.split(':').at(-1)!.split('/')[0]!;
    const host = `${bucket}.s3.${region}.${partitionOf(region).dnsSuffix}`;
    return { step: 'environment-file', service: 's3', host, container: name, wanted: value };
  });
}

function logsOf({ name, logConfiguration }: ContainerDefinition, region: string): Hop[] {
  if (logConfiguration?.logDriver !== 'awslogs') return [];
  const home = logConfiguration.options?.['awslogs-region'] ?? region;
  return [{ step: 'logs', service: 'logs', host: `logs.${home}.${partitionOf(home).dnsSuffix}`, container: name }];
}

function imageHops({ name, image: text }: ContainerDefinition): Hop[] {
  const image = readImage(text);
  const { ecrRegion } = image;
  if (ecrRegion === undefined) {
    return [{ step: 'registry', service: 'registry', host: hostOfRegistry(image), container: name, image }];
  }
  const bucket = `prod-${ecrRegion}-starport-layer-bucket.s3.${ecrRegion}.${partitionOf(ecrRegion).dnsSuffix}`;
  return [
    { step: 'manifest', service: 'ecr.dkr', host: image.registry, container: name, image },
    { step: 'layers', service: 's3', host: bucket, container: name, image },
  ];
}

/** What a task of the definition must reach in a region, in turn: sign-in, secrets, files, logs, images. */
export function hopsOf({ containers }: TaskDefinition, region: string): Hop[] {
  const registries = containers.flatMap(({ image }) => readImage(image).ecrRegion ?? []);
  const signIns = [...new Set(registries)].map((home): Hop => {
    return { step: 'sign-in', service: 'ecr.api', host: `api.ecr.${home}.${partitionOf(home).dnsSuffix}` };
  });
  return [
    ...signIns,
    ...containers.flatMap((container) => secretsOf(container, region)),
    ...containers.flatMap((container) => filesOf(container, region)),
    ...containers.flatMap((container) => logsOf(container, region)),
    ...containers.flatMap(imageHops),
  ];
}
