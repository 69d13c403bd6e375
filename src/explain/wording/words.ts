/** Fills the sentences and commands of a family with what the text names. */
import { type CommandReference, type CommandWord, isPullpath, placeholder, withWords } from '../../remedy/command.ts';
import { type Remedy, withCommands, withSentences } from '../../remedy/remedy.ts';
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
  /** The secret that the rule needs: never known; empty where the upstream asks for none. */
  'credential',
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
  /** The ECS service whose task it was. */
  'ecsService',
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

/** What is known besides the message itself. */
export interface Surroundings {
  /** The suffix of the endpoint service at which the message stops. */
  readonly service: string | null;
  readonly region: string | null;
  readonly account: string | null;
  readonly ids: Identifiers;
  /** What the user, or ECS, names; it goes before what the text names. */
  readonly cluster?: string | undefined;
  readonly ecsService?: string | undefined;
  readonly task?: string | undefined;
}

export function wordsOf(message: Message, at: Surroundings): Words {
  const { service, region, account, ids } = at;
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
    hostRegion: repository?.region ?? host?.region ?? region,
    repository: place,
    image: place === null || repository?.tag == null ? place : `${place}:${repository.tag}`,
    name: repository?.name ?? refusal.repository,
    tag: repository?.tag ?? null,
    digest: repository?.digest ?? DIGEST.exec(message.text.text)?.[0] ?? null,
    upstream,
    prefix: upstream === null ? null : (PREFIXES[upstream] ?? null),
    credential: upstream === null || ANONYMOUS.has(upstream) ? '' : null,
    action: refusal.action,
    role: refusal.role,
    resourceAccount: refusal.resourceAccount ?? repository?.account ?? null,
    resourceRegion: refusal.resourceRegion ?? repository?.region ?? host?.region ?? region,
    account,
    fileSystem: FILE_SYSTEM.exec(message.text.text)?.[0] ?? null,
    vpc: ids.vpcs[0] ?? null,
    securityGroup: ids.securityGroups[0] ?? null,
    routeTable: ids.routeTables[0] ?? null,
    task: at.task ?? ids.tasks[0] ?? null,
    cluster: at.cluster ?? ids.clusters[0] ?? null,
    ecsService: at.ecsService ?? null,
  };
}

const WORD = /\{(\w{1,20})(?:\|([^{}]{0,120}))?\}/g;
const ONE_WORD = new RegExp(`^${WORD.source}$`);
const BLANK = /^<[^<>]+>$/;

/** What stands for a word that nothing tells; others stand there by their own names. */
const BLANKS: { readonly [W in keyof Words]?: string } = { hostRegion: '<region>', resourceRegion: '<region>' };

/** `{host}` becomes the host's name; `{host|the registry}` becomes `the registry` where the text names no host. */
export function fill(sentence: string, words: Words): string {
  return sentence.replace(WORD, (_whole, name: keyof Words, instead?: string) => {
    return words[name] ?? instead ?? BLANKS[name] ?? `<${name}>`;
  });
}

/** The remedy with what the text names; in its commands the rest is left to the reader. */
export function fillRemedy(remedy: Remedy, words: Words): Remedy {
  const filled = withSentences(remedy, (sentence) => fill(sentence, words));
  return withCommands(filled, (command) => withoutEmpty(withWords(command, (word) => commandWord(word, words))));
}

/** Only what the table itself leaves open is to be filled in: never a word of the text, whatever it looks like. */
function commandWord(template: string, words: Words): CommandWord {
  const name = ONE_WORD.exec(template)?.[1] as keyof Words | undefined;
  const text = fill(template, words);
  const isOpen = name === undefined ? text === template : words[name] === null;
  return isOpen && BLANK.test(text) ? placeholder(text) : text;
}

/** A flag that takes nothing here is left out. */
function withoutEmpty(command: CommandReference): CommandReference {
  if (isPullpath(command)) return command;
  const flags = Object.entries(command.flags ?? {}).filter(([, value]) => value !== '');
  return { ...command, flags: Object.fromEntries(flags) };
}
