/** Fills the sentences of a family with what the text names. */
import type { Identifiers } from './identifiers.ts';
import type { Message } from './message.ts';
import { type Squeezed, spelled } from './squeeze.ts';

/** What a sentence may name; null where the text does not. */
export type Words = { readonly [W in (typeof WORDS)[number]]: string | null };

const WORDS = [
  'host',
  'registry',
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
  'action',
  'vpc',
  'securityGroup',
  'routeTable',
  'task',
  'cluster',
] as const;

/** IAM's refusal names the action; in squeezed text the words after it mark its end. */
const ACTION =
  /notauthorizedtoperform:([a-z0-9-]{2,40}:[a-z]{2,60}?)(?=onresource|because|withanexplicit|statuscode|caused|[^a-z]|$)/d;

/** The action that IAM refused, e.g. `ecr:BatchGetImage`. */
function refusedAction(text: Squeezed): string | null {
  const [start, end] = ACTION.exec(text.text)?.indices?.[1] ?? [];
  return start === undefined || end === undefined ? null : spelled(text, { start, end });
}

export function wordsOf(message: Message, service: string | null, region: string | null, ids: Identifiers): Words {
  const { host, repository } = message;
  const place = repository?.name == null ? null : `${repository.registry}/${repository.name}`;
  return {
    host: host?.name ?? null,
    registry: host === null || host.label === host.name ? (host?.name ?? null) : `${host.label} (${host.name})`,
    hop: message.hop,
    service,
    ip: message.address?.ip ?? null,
    port: message.address?.port?.toString() ?? null,
    region,
    hostRegion: repository?.region ?? host?.region ?? region ?? '<region>',
    repository: place,
    image: place === null || repository?.tag == null ? place : `${place}:${repository.tag}`,
    name: repository?.name ?? null,
    tag: repository?.tag ?? null,
    action: refusedAction(message.text),
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
