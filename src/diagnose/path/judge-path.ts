import { type AddressSet, sizeOf, union } from '../../discover/addresses/address-set.ts';
import type { Cause, Certainty, JudgedCause } from '../findings/cause.ts';
import type { Verdict } from '../verdict.ts';
import { coversAll, type Flows, intersectFlows, onEveryPort, sharePort } from './flows.ts';
import type { PathFilter } from './path-filter.ts';

/** One way that packets may take: to one interface of an endpoint, or by one route. */
export interface PathSegment {
  /** The addresses that the task talks to on this way. */
  readonly far: AddressSet;
  readonly filters: readonly PathFilter[];
  /** True where only some of the addresses, nobody knows which, are those of the service. */
  readonly isVague?: boolean;
}

/**
 * A service whose public addresses AWS does not list has many, in several ranges, and changes them: so few are not those
 * that a pull is sent to [aws-facts: unlisted-addresses].
 */
const TOO_FEW = 64n;

/** What became of a path, and why. The verdict is the worst of the causes', and the other way round. */
export interface JudgedPath {
  readonly verdict: Verdict;
  readonly causes: readonly JudgedCause[];
}

/**
 * The verdict over all segments. A task may get any address and port of the subnet, and may be sent on any of the segments:
 * open where every one of these connections succeeds; closed where none does; unknown in between, because then a
 * pull works or fails by chance, and where a filter cannot be told.
 * @param task the addresses of the subnet
 */
export function judgePath(task: AddressSet, segments: readonly PathSegment[]): JudgedPath {
  const stopping = segments.map((segment) => stoppingFilters(task, segment));
  if (stopping.every((gates) => gates.length === 0)) return { verdict: 'open', causes: [] };
  const possible = segments.some((segment, i) => somePass(task, segment, stopping[i] ?? []));
  const verdict = possible ? 'unknown' : 'closed';
  return { verdict, causes: causesOf(stopping, verdict) };
}

/** A filter that does not surely let everything through, and whether it may. */
interface StoppingFilter {
  readonly filter: PathFilter;
  readonly mayPassAll: boolean;
}

function stoppingFilters(task: AddressSet, { far, filters }: PathSegment): StoppingFilter[] {
  return filters.flatMap((filter) => {
    const all = filter.side === 'task' ? task : far;
    return coversAll(filter.definitely, all) ? [] : [{ filter, mayPassAll: coversAll(filter.possibly, all) }];
  });
}

/** Whether one connection at least may come about: some port that leaves an address on both sides. */
function somePass(task: AddressSet, { far, isVague }: PathSegment, stopping: readonly StoppingFilter[]): boolean {
  const meeting = (side: PathFilter['side'], all: AddressSet): Flows =>
    stopping
      .filter(({ filter }) => filter.side === side)
      .reduce((flows, { filter }) => intersectFlows(flows, filter.possibly), onEveryPort(all));
  const reached = meeting('far', far);
  if (isVague && sizeOf(union(reached.map(({ addresses }) => addresses))) < TOO_FEW) return false;
  return sharePort(meeting('task', task), reached);
}

interface Tally {
  readonly cause: Cause;
  /** On how many segments this cause by itself stops everything. */
  segments: number;
  readonly unsure: boolean;
}

/**
 * Every filter that does not let all through gives its causes. Where the path is closed, those that close it by
 * themselves are certain; where none does, the parts that they let through never meet, and together they are. Otherwise
 * they stop a part.
 */
function causesOf(segments: readonly (readonly StoppingFilter[])[], verdict: Verdict): JudgedCause[] {
  const tallies = new Map<string, Tally>();
  const count = (cause: Cause, blocks: boolean, unsure: boolean) => {
    const key = `${unsure} ${cause.name} ${cause.id} ${JSON.stringify(cause.values)}`;
    const tally = tallies.get(key) ?? { cause, segments: 0, unsure };
    if (blocks) tally.segments++;
    tallies.set(key, tally);
  };
  for (const { filter, mayPassAll } of segments.flat()) {
    // A filter without doubts stops whatever it does not surely let through.
    const stops = filter.unsure.length === 0 || !mayPassAll ? filter.stops : [];
    for (const cause of stops) count(cause, filter.possibly.length === 0, false);
    for (const cause of filter.unsure) count(cause, false, true);
  }
  const found = [...tallies.values()];
  const alone = found.some((tally) => tally.segments === segments.length);
  const certainty = (tally: Tally): Certainty => {
    if (tally.unsure) return 'doubtful';
    if (verdict !== 'closed') return 'part';
    return !alone || tally.segments === segments.length ? 'certain' : 'part';
  };
  return found.map((tally) => ({ cause: tally.cause, certainty: certainty(tally) }));
}

/** How packets go to where a name leads: the segments to be judged, and what is worth knowing even where all are open. */
export interface PacketPath {
  readonly segments: readonly PathSegment[];
  readonly notes: readonly Cause[];
}
