import type { AddressSet } from '../discover/address-set.ts';
import type { Cause, Certainty, JudgedCause } from './cause.ts';
import { type Flows, isWhole, meet, onEveryPort, sharePort } from './flows.ts';
import type { Gate } from './gate.ts';
import type { Verdict } from './verdict.ts';

/** One way that packets may take: to one interface of an endpoint, or by one route. */
export interface Leg {
  /** The addresses that the task talks to on this way. */
  readonly far: AddressSet;
  readonly gates: readonly Gate[];
}

/** What became of a path, and why. The verdict is the worst of the causes', and the other way round. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly causes: readonly JudgedCause[];
}

/**
 * The verdict over all legs. A task may get any address and port of the subnet, and may be sent on any of the legs:
 * open where every one of these connections succeeds; closed where none does; unknown in between, because then a
 * pull works or fails by chance, and where a gate cannot be told.
 * @param task the addresses of the subnet
 */
export function judge(task: AddressSet, legs: readonly Leg[]): Outcome {
  const hindered = legs.map((leg) => hindrances(task, leg));
  if (hindered.every((gates) => gates.length === 0)) return { verdict: 'open', causes: [] };
  const possible = legs.some(({ far }, i) => somePass(task, far, hindered[i] ?? []));
  const verdict = possible ? 'unknown' : 'closed';
  return { verdict, causes: causesOf(hindered, verdict) };
}

/** A gate that does not surely let everything through, and whether it may. */
interface Hindrance {
  readonly gate: Gate;
  readonly mayPassAll: boolean;
}

function hindrances(task: AddressSet, { far, gates }: Leg): Hindrance[] {
  return gates.flatMap((gate) => {
    const all = gate.side === 'task' ? task : far;
    return isWhole(gate.surely, all) ? [] : [{ gate, mayPassAll: isWhole(gate.atMost, all) }];
  });
}

/** Whether one connection at least may come about: some port that leaves an address on both sides. */
function somePass(task: AddressSet, far: AddressSet, hindered: readonly Hindrance[]): boolean {
  const meeting = (side: Gate['side'], all: AddressSet): Flows =>
    hindered
      .filter(({ gate }) => gate.side === side)
      .reduce((flows, { gate }) => meet(flows, gate.atMost), onEveryPort(all));
  return sharePort(meeting('task', task), meeting('far', far));
}

interface Tally {
  readonly cause: Cause;
  /** On how many legs this cause by itself stops everything. */
  legs: number;
  readonly unsure: boolean;
}

/**
 * Every gate that does not let all through gives its causes. Where the path is closed, those that close it by themselves are
 * certain; where none does, the parts that they let through never meet, and together they are. Otherwise they stop a part.
 */
function causesOf(legs: readonly (readonly Hindrance[])[], verdict: Verdict): JudgedCause[] {
  const tallies = new Map<string, Tally>();
  const count = (cause: Cause, blocks: boolean, unsure: boolean) => {
    const key = `${unsure} ${cause.name} ${cause.id} ${JSON.stringify(cause.values)}`;
    const tally = tallies.get(key) ?? { cause, legs: 0, unsure };
    if (blocks) tally.legs++;
    tallies.set(key, tally);
  };
  for (const { gate, mayPassAll } of legs.flat()) {
    // A gate without doubts stops whatever it does not surely let through.
    const stops = gate.unsure.length === 0 || !mayPassAll ? gate.stops : [];
    for (const cause of stops) count(cause, gate.atMost.length === 0, false);
    for (const cause of gate.unsure) count(cause, false, true);
  }
  const found = [...tallies.values()];
  const alone = found.some((tally) => tally.legs === legs.length);
  const certainty = (tally: Tally): Certainty => {
    if (tally.unsure) return 'doubtful';
    if (verdict !== 'closed') return 'part';
    return !alone || tally.legs === legs.length ? 'certain' : 'part';
  };
  return found.map((tally) => ({ cause: tally.cause, certainty: certainty(tally) }));
}
