import type { Remedy } from '../../remedy/remedy.ts';
import { CATALOGUE, type FindingName, type ValuesOf } from '../catalogue/catalogue.ts';
import type { Verdict } from '../verdict.ts';

/**
 * One reason that a rule found: a name of the catalogue, the id of what it is about, and the values for its sentences.
 */
export interface Cause {
  readonly name: FindingName;
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
  /** What else to do, where the error that it comes from tells. */
  readonly remedy?: Remedy;
  /** Where the remedy adds a rule to a network ACL: the numbers to choose from, the best first. */
  readonly freeNumbers?: readonly number[];
}

export function cause<N extends FindingName>(name: N, id: string, values: ValuesOf<N>): Cause {
  return { name, id, values };
}

/**
 * How much of a hop a cause decides. `certain`: every packet, for sure · `part`: some packets, depending on the
 * address, port or interface that a task happens to get · `doubtful`: it would close the hop, if something unseen did
 * not help.
 */
export type Certainty = 'certain' | 'part' | 'doubtful';

export interface JudgedCause {
  readonly cause: Cause;
  readonly certainty: Certainty;
}

/** What a cause makes of the hop that it concerns: a closing cause that is not certain leaves the hop unknown. */
export function verdictOfCause({ cause, certainty }: JudgedCause): Verdict {
  const { verdict } = CATALOGUE[cause.name];
  return verdict === 'closed' && certainty !== 'certain' ? 'unknown' : verdict;
}

export const asCertain = (causes: readonly Cause[]): JudgedCause[] =>
  causes.map((cause) => ({ cause, certainty: 'certain' }));
