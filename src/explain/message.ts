/** One error message of a text, with what can be read off it before any rule is tried. */
import { type FoundAddress, findAddress, isV6 } from './address.ts';
import type { Hop } from './hop.ts';
import { type FoundHost, failingHost, findHosts } from './hosts.ts';
import { findRepository, type Repository } from './repository.ts';
import { part, type Squeezed } from './squeeze.ts';
import { stageOf } from './stages.ts';

export type Trait =
  | 'fips'
  | 'dual-stack'
  | 'ipv6'
  /** The repository lies in another region than the task. */
  | 'cross-region'
  /** A host other than ECR's failed, while the image is one of ECR. */
  | 'redirected'
  /** No API of AWS listens on the port. */
  | 'other-port'
  /** The text ends within the name of the host that was called. */
  | 'host-cut';

export interface Message {
  readonly text: Squeezed;
  readonly hosts: readonly FoundHost[];
  /** The one that the message is about. */
  readonly host: FoundHost | null;
  readonly address: FoundAddress | null;
  /** The hop at which the message stops. */
  readonly hop: Hop | null;
  readonly repository: Repository | null;
  readonly traits: ReadonlySet<Trait>;
}

/** @param taskRegion where the task runs, as far as anything but the message tells */
export function readMessage(text: Squeezed, taskRegion: string | null): Message {
  const hosts = findHosts(text);
  const host = failingHost(hosts);
  const address = findAddress(text);
  const repository = findRepository(text, hosts);
  const called = host !== null && host.role !== 'name' ? host.hop : null;
  return {
    text,
    hosts,
    host,
    address,
    hop:
      host !== null && host.hop === null && host.role !== 'name'
        ? null
        : (called ?? stageOf(text) ?? host?.hop ?? null),
    repository,
    traits: traitsOf(text, host, address, repository, taskRegion),
  };
}

const HOST_CUT = /(?:request:[a-z]{0,9}|https?):?\/{0,2}[a-z0-9.-]{0,253}$/;

/** HTTP, HTTPS, DNS and NFS. */
const PORTS = new Set([80, 443, 53, 2049]);

function traitsOf(
  text: Squeezed,
  host: FoundHost | null,
  address: FoundAddress | null,
  repository: Repository | null,
  taskRegion: string | null,
): ReadonlySet<Trait> {
  const fromEcr = repository !== null && repository.account !== null;
  const holds: { readonly [T in Trait]: boolean } = {
    fips: host?.fips ?? false,
    'dual-stack': host?.dualStack ?? false,
    ipv6: address !== null && isV6(address),
    'cross-region': fromEcr && taskRegion !== null && repository.region !== null && repository.region !== taskRegion,
    redirected: fromEcr && host !== null && host.kind === 'registry',
    'host-cut': HOST_CUT.test(text.text),
    'other-port': address?.port != null && !PORTS.has(address.port),
  };
  return new Set(Object.entries(holds).flatMap(([trait, held]) => (held ? [trait as Trait] : [])));
}

/** What an error of ECS begins with, squeezed. */
const BEGINNINGS =
  /(?:cannot(?:pull|start|create|inspect|stop)[a-z]{0,24}error|resourceinitializationerror|dockertimeouterror|containerruntime(?:timeout)?error|outofmemoryerror|wasunabletoplaceatask|stoppedreason)/g;

/** Names that stand this close belong together: `was unable to place a task. Reason: ResourceInitializationError`. */
const NESTED = 24;

/**
 * The messages of a text, e.g. of the output of `describe-tasks` or of a list of events: rules must not take one half of
 * their evidence from one task and the other half from another. What stands before the first belongs to it.
 */
export function splitMessages(text: Squeezed): readonly [Squeezed, ...Squeezed[]] {
  const starts = [0];
  let end = Number.NEGATIVE_INFINITY;
  for (const match of text.text.matchAll(BEGINNINGS)) {
    if (end > 0 && match.index - end > NESTED) starts.push(match.index);
    end = match.index + match[0].length;
  }
  const [first = text, ...rest] = starts.map((start, index) =>
    part(text, start, starts[index + 1] ?? text.text.length),
  );
  // A failing service repeats itself.
  const seen = new Set([first.text]);
  return [first, ...rest.filter((message) => !seen.has(message.text) && seen.add(message.text))];
}
