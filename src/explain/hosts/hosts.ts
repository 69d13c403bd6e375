import type { HopName } from '../hop.ts';
import { gapBefore, type NormalizedText, originalName, type Span } from '../text/normalized-text.ts';
import { HOST_TABLE, type HostKind } from './host-table.ts';
import { isRegion } from './regions.ts';

/** How the text speaks of a host: asked of a resolver, called by URL, or merely named (as in the name of an image). */
export type HostRole = 'lookup' | 'url' | 'name';

export interface FoundHost extends Span {
  readonly name: string;
  readonly kind: HostKind;
  readonly role: HostRole;
  /** The hop that serves it; null for what no endpoint serves. */
  readonly hop: HopName | null;
  /** What people call it. */
  readonly label: string;
  readonly account: string | null;
  readonly region: string | null;
  readonly fips: boolean;
  readonly dualStack: boolean;
  /** Set where no endpoint of a VPC answers the name. */
  readonly unserved: 'old-name' | 'global-name' | null;
  /** The suffix of the endpoint service, where it is none of the hops; null also where the text breaks the name. */
  readonly service: string | null;
  /** What a pull-through cache rule calls the registry; null where there can be no rule. */
  readonly upstream: string | null;
}

/** Enough for any real text, and few enough that comparing spans stays cheap. */
const MOST_PER_ROW = 50;

/**
 * A registry that the table does not know gives itself away by the path of the registry protocol. The credentials of a
 * task are served under the same path, on a link-local address.
 */
const UNKNOWN_REGISTRY: readonly RegExp[] = [
  /https?:\/\/(?!169\.254\.)(?<host>[a-z0-9.-]{3,100})(?::\d{1,5})?\/v2\//dg,
  /resolveref(?:erence)?(?<host>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5})(?::\d{1,5})?\//dg,
];

/** Every host of the table, and every other registry, in the order of the text. */
export function findHosts(text: NormalizedText): readonly FoundHost[] {
  const found: FoundHost[] = [];
  for (const row of HOST_TABLE) {
    for (const match of firstMatches(text, row.pattern)) {
      const end = match.index + match[0].length;
      const service = match.groups?.service;
      const nameStart =
        service === undefined ? match.index : wordStart(text, match.index, match.index + service.length);
      const span = { start: nameStart ?? match.index, end };
      if (overlaps(found, span) || isPathComponent(text.text, span.start)) continue;
      const name = originalName(text, span);
      const region = match.groups?.region ?? null;
      found.push({
        ...span,
        name,
        kind: row.kind,
        role: roleAt(text.text, span.start),
        hop: row.hop,
        label: row.label ?? name,
        account: match.groups?.account ?? null,
        region: region !== null && isRegion(region) ? region : null,
        fips: match.groups?.fips !== undefined,
        dualStack: row.dualStack ?? false,
        unserved: row.unserved ?? null,
        service: nameStart === null ? null : (service?.slice(nameStart - match.index) ?? null),
        upstream: row.upstream ?? null,
      });
    }
  }
  for (const pattern of UNKNOWN_REGISTRY) {
    for (const match of firstMatches(text, pattern)) {
      const [start, end] = match.indices?.groups?.host ?? [0, 0];
      if (overlaps(found, { start, end })) continue;
      found.push(unknownRegistry(text, { start, end }));
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

/** The host that the message is about: the one looked up, else the last one called, else the first one named. */
export function failingHost(hosts: readonly FoundHost[]): FoundHost | null {
  return (
    hosts.findLast((host) => host.role === 'lookup') ??
    hosts.findLast((host) => host.role === 'url') ??
    hosts[0] ??
    null
  );
}

function firstMatches(text: NormalizedText, pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  for (const match of text.text.matchAll(pattern)) {
    matches.push(match);
    if (matches.length === MOST_PER_ROW) break;
  }
  return matches;
}

function unknownRegistry(text: NormalizedText, span: Span): FoundHost {
  const name = originalName(text, span);
  return {
    ...span,
    name,
    kind: 'registry',
    role: roleAt(text.text, span.start),
    hop: null,
    label: name,
    account: null,
    region: null,
    fips: false,
    dualStack: false,
    unserved: null,
    service: null,
    upstream: null,
  };
}

/**
 * Where the word begins that ends at `end`: behind the last blank or quote in the source. Null where it is a line
 * break, for that may stand within the word.
 */
function wordStart(text: NormalizedText, from: number, end: number): number | null {
  for (let at = end - 1; at >= from; at--) {
    const gap = gapBefore(text, at);
    if (gap !== '') return /[\r\n]/.test(gap) ? null : at;
  }
  return from;
}

/** `…amazonaws.com/mirror/docker.io/library/busybox` names a repository of ECR, not Docker Hub. */
function isPathComponent(text: string, start: number): boolean {
  return text[start - 1] === '/' && text[start - 2] !== '/';
}

const HOST_CHARACTER = /[a-z0-9.-]/;

function roleAt(text: string, start: number): HostRole {
  let left = start;
  while (left > 0 && start - left < 100 && HOST_CHARACTER.test(text[left - 1] ?? '')) left--;
  if (text.slice(Math.max(0, left - 3), left) === '://') return 'url';
  return text.slice(left, start).startsWith('lookup') ? 'lookup' : 'name';
}

function overlaps(found: readonly Span[], span: Span): boolean {
  return found.some((other) => span.start < other.end && other.start < span.end);
}
