/** Fills the sentences of a family with what the text names. */
import type { Identifiers } from '../message/identifiers.ts';
import type { Message } from '../message/message.ts';

/** What a sentence may name; null where the text does not. */
export type Words = { readonly [W in (typeof WORDS)[number]]: string | null };

const WORDS = [
  'host',
  'registry',
  'registryHost',
  'hop',
  'service',
  'ip',
  'port',
  /** Where the task runs. */
  'region',
  /** The region of the repository, or of the host that failed. */
  'hostRegion',
  'repository',
  /** The repository with its tag. */
  'image',
  'name',
  'tag',
  'digest',
  /** What a pull-through cache rule calls the registry, and the prefix that AWS proposes for it. */
  'upstream',
  'prefix',
  /** The flag for the secret that the rule needs; empty where the upstream asks for none. */
  'credentialFlag',
  /** The action that IAM refused, e.g. `ecr:BatchGetImage`; the role that asked; whose the resource is. */
  'action',
  'role',
  'resourceAccount',
  'resourceRegion',
  'account',
  'fileSystem',
  'vpc',
  'securityGroup',
  'routeTable',
  'task',
  'cluster',
] as const;

/** What AWS's own pages call the prefixes of pull-through cache rules. */
const PREFIXES: { readonly [upstream: string]: string } = {
  'registry-1.docker.io': 'docker-hub',
  'public.ecr.aws': 'ecr-public',
  'quay.io': 'quay',
  'ghcr.io': 'github',
  'registry.k8s.io': 'kubernetes',
  'registry.gitlab.com': 'gitlab',
  'cgr.dev': 'chainguard',
};

const DIGEST = /sha256:[0-9a-f]{64}/;
const FILE_SYSTEM = /fs-(?:[0-9a-f]{17}|[0-9a-f]{8})(?=[.:]|$)/;

/** Upstreams that a rule reads without signing in [aws-facts: pull-through-cache]. */
const ANONYMOUS: ReadonlySet<string> = new Set(['public.ecr.aws', 'quay.io', 'registry.k8s.io']);

export function wordsOf(
  message: Message,
  service: string | null,
  region: string | null,
  account: string | null,
  ids: Identifiers,
): Words {
  const { host, repository, refusal } = message;
  const upstream = host?.upstream ?? null;
  const place = repository?.name == null ? null : `${repository.registry}/${repository.name}`;
  return {
    host: host?.name ?? null,
    registry: host === null || host.label === host.name ? (host?.name ?? null) : `${host.label} (${host.name})`,
    registryHost: repository?.registry ?? null,
    hop: message.hop,
    service,
    ip: message.address?.ip ?? null,
    port: message.address?.port?.toString() ?? null,
    region,
    hostRegion: repository?.region ?? host?.region ?? region ?? '<region>',
    repository: place,
    image: place === null || repository?.tag == null ? place : `${place}:${repository.tag}`,
    name: repository?.name ?? refusal.repository,
    tag: repository?.tag ?? null,
    digest: repository?.digest ?? DIGEST.exec(message.text.text)?.[0] ?? null,
    upstream,
    prefix: upstream === null ? null : (PREFIXES[upstream] ?? null),
    credentialFlag: upstream === null || ANONYMOUS.has(upstream) ? '' : ' --credential-arn <secret>',
    action: refusal.action,
    role: refusal.role,
    resourceAccount: refusal.resourceAccount ?? repository?.account ?? null,
    resourceRegion: refusal.resourceRegion ?? repository?.region ?? host?.region ?? region,
    account,
    fileSystem: FILE_SYSTEM.exec(message.text.text)?.[0] ?? null,
    vpc: ids.vpcs[0] ?? null,
    securityGroup: ids.securityGroups[0] ?? null,
    routeTable: ids.routeTables[0] ?? null,
    task: ids.tasks[0] ?? null,
    cluster: ids.clusters[0] ?? null,
  };
}

/** `{host}` becomes the host's name; `{host|the registry}` becomes `the registry` where the text names no host. */
export function fill(sentence: string, words: Words): string {
  return sentence.replace(/\{(\w{1,20})(?:\|([^{}]{0,120}))?\}/g, (_whole, name: keyof Words, instead?: string) => {
    return words[name] ?? instead ?? `<${name}>`;
  });
}
