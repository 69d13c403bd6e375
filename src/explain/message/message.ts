/** One error message of a text, with what can be read off it before any rule is tried. */

import type { HopName } from '../hop.ts';
import { type FoundHost, failingHost, findHosts } from '../hosts/hosts.ts';
import { REGION } from '../hosts/regions.ts';
import { type NormalizedText, slice } from '../text/normalized-text.ts';
import { type FoundAddress, findAddress, isV6 } from './address.ts';
import { hopOfAction, type Refusal, readRefusal } from './refusal.ts';
import { findRepository, type Repository } from './repository.ts';
import { stageOf } from './stages.ts';

export type Trait =
  | 'fips'
  | 'dual-stack'
  | 'ipv6'
  /** The repository lies in another region than the task. */
  | 'cross-region'
  /** The host that failed, or the secret asked for, is one of another region than the task; not of an image. */
  | 'service-elsewhere'
  /** A host other than ECR's failed, while the image is one of ECR. */
  | 'redirected'
  /** No API of AWS listens on the port. */
  | 'other-port'
  /** The text ends within the name of the host that was called. */
  | 'host-cut'
  /** No endpoint of a VPC answers the name of the host. */
  | 'old-name'
  | 'global-name'
  /** The image is asked for by digest. */
  | 'digest'
  /** S3 was asked for something else than the layers of an image. */
  | 'own-bucket'
  /** The text names no host that was called; the address tells whose it is. */
  | 'only-address'
  /** The same, of an address in no range that AWS lists for a service by itself. */
  | 'other-address'
  /** A pull-through cache rule of ECR can serve the registry. */
  | 'cacheable';

/** Whose registry the message is about, as far as it tells. */
export type RegistryKind = 'ecr' | 'ecr-public' | 'other' | 'unknown';

export interface Message {
  readonly text: NormalizedText;
  readonly hosts: readonly FoundHost[];
  /** The one that the message is about. */
  readonly host: FoundHost | null;
  readonly address: FoundAddress | null;
  /** The hop at which the message stops. */
  readonly hop: HopName | null;
  readonly registry: RegistryKind;
  readonly repository: Repository | null;
  readonly refusal: Refusal;
  readonly traits: ReadonlySet<Trait>;
}

/** @param taskRegion where the task runs, as far as anything but the message tells */
export function readMessage(text: NormalizedText, taskRegion: string | null): Message {
  const hosts = findHosts(text);
  const host = failingHost(hosts);
  const address = findAddress(text);
  const repository = findRepository(text, hosts);
  const refusal = readRefusal(text);
  const facts = { text, hosts, host, address, repository, refusal };
  return { ...facts, hop: hopOf(facts), registry: registryOf(facts), traits: traitsOf(facts, taskRegion) };
}

type Facts = Pick<Message, 'text' | 'hosts' | 'host' | 'address' | 'repository' | 'refusal'>;

function hopOf({ text, host, address, repository, refusal }: Facts): HopName | null {
  const refused = refusal.action === null ? null : hopOfAction(refusal.action);
  if (refused !== null) return refused;
  const stage = stageOf(text);
  const called = host !== null && host.role !== 'name';
  // The agent discovers its endpoints through the API of ECS.
  if (called && host.hop === 'ecs' && stage === 'ecs-agent') return stage;
  if (called) return host.hop;
  // The registry sends to S3 for the layers; what the text names then is the image.
  if (address?.range === 's3' && (host === null || host.kind === 'aws') && (repository === null || isEcr(repository))) {
    return 's3';
  }
  if (stage !== null) return stage;
  return host?.hop ?? null;
}

function isEcr(repository: Repository): boolean {
  return repository.kind === 'ecr';
}

function registryOf({ host, repository }: Facts): RegistryKind {
  if (host?.kind === 'registry') return 'other';
  if (host?.kind === 'public-ecr') return 'ecr-public';
  if (host?.hop === 'ecr.dkr' || host?.hop === 'ecr.api') return 'ecr';
  return repository?.kind ?? 'unknown';
}

/**
 * The end of a URL or of the name of its host. A client's own words may end alike (`net/http: TLS handshake timeout`,
 * `failed to do request: EOF`), so only what can begin a URL counts.
 */
const HOST_CUT =
  /(?:request:(?:g|ge|h|he|hea|p|po|pos|pu|(?:get|head|post|put)(?:h|ht|htt)?)?|(?<!net\/)https?(?::(?:\/(?:\/[a-z0-9.-]{0,253})?)?)?)$/;

/** HTTP, HTTPS, DNS and NFS. */
const PORTS = new Set([80, 443, 53, 2049]);

/** What a secret or parameter is asked for by, and the region that the call went to. */
const ASKED_FOR = new RegExp(`arn:aws[a-z-]{0,8}:(?:secretsmanager|ssm):(${REGION}):`);

/** Of an image or its manifest; the layers of an image are blobs with a digest each. */
const BY_DIGEST = /@sha256:|\/manifests\/sha256:|headrequestto[^,]{1,200}\/blobs\/sha256:/;

function traitsOf(facts: Facts, taskRegion: string | null): ReadonlySet<Trait> {
  const { text, hosts, host, address, repository } = facts;
  const fromEcr = repository !== null && repository.account !== null;
  const image = host?.hop === 'ecr.dkr' || host?.hop === 'ecr.api' || host?.hop === 's3';
  const asked = ASKED_FOR.exec(text.text)?.[1] ?? null;
  // ECS calls Secrets Manager and Parameter Store in the region of the task.
  const region = taskRegion ?? (image ? null : (host?.region ?? null));
  const holds: { readonly [T in Trait]: boolean } = {
    fips: host?.fips ?? false,
    'dual-stack': host?.dualStack ?? false,
    ipv6: address !== null && isV6(address),
    'cross-region': fromEcr && taskRegion !== null && repository.region !== null && repository.region !== taskRegion,
    'service-elsewhere':
      (asked !== null && region !== null && asked !== region) ||
      (taskRegion !== null && host !== null && !image && host.region !== null && host.region !== taskRegion),
    redirected: fromEcr && host !== null && host.kind === 'registry',
    'host-cut': HOST_CUT.test(text.text),
    'other-port': address?.port != null && !PORTS.has(address.port),
    'old-name': host?.unserved === 'old-name',
    // The gateway endpoint of us-east-1 does answer for the name of S3 without a region.
    'global-name':
      host?.unserved === 'global-name' && (host.hop !== 's3' || (taskRegion !== null && taskRegion !== 'us-east-1')),
    digest: BY_DIGEST.test(text.text),
    'own-bucket': host?.hop === 's3' && !text.text.includes('starport-layer-bucket') && stageOf(text) !== 's3',
    'only-address': !hosts.some((each) => each.role !== 'name') && address?.range != null && stageOf(text) !== 's3',
    'other-address': hosts.length === 0 && address !== null && address.range == null,
    cacheable: host?.upstream != null,
  };
  return new Set(Object.entries(holds).flatMap(([trait, held]) => (held ? [trait as Trait] : [])));
}

/** What an error of ECS begins with, normalized. */
const BEGINNINGS =
  /(?:cannot(?:pull|start|create|inspect|stop)[a-z]{0,24}error|resourceinitializationerror|dockertimeouterror|containerruntime(?:timeout)?error|outofmemoryerror|wasunabletoplaceatask|stoppedreason)/g;

/** Names that stand this close belong together: `was unable to place a task. Reason: ResourceInitializationError`. */
const NESTED = 24;

/**
 * The messages of a text, e.g. of the output of `describe-tasks` or of a list of events: rules must not take one half
 * of their evidence from one task and the other half from another. What stands before the first belongs to it.
 */
export function splitMessages(text: NormalizedText): readonly [NormalizedText, ...NormalizedText[]] {
  const starts = [0];
  let end = Number.NEGATIVE_INFINITY;
  for (const match of text.text.matchAll(BEGINNINGS)) {
    if (end > 0 && match.index - end > NESTED) starts.push(match.index);
    end = match.index + match[0].length;
  }
  const [first = text, ...rest] = starts.map((start, index) =>
    slice(text, start, starts[index + 1] ?? text.text.length),
  );
  // A failing service repeats itself.
  const seen = new Set([first.text]);
  return [first, ...rest.filter((message) => !seen.has(message.text) && seen.add(message.text))];
}
