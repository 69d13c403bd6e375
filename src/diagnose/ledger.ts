import { CATALOGUE } from './catalogue/catalogue.ts';
import type { Certainty, JudgedCause } from './cause.ts';
import type { Finding, Severity } from './finding.ts';
import { findingFor } from './finding-for.ts';

interface Line extends JudgedCause {
  readonly hops: Set<string>;
  readonly subnetIds: Set<string>;
}

const WORST_FIRST: readonly Severity[] = ['closes', 'undecided', 'endangers', 'note'];

/** Gathers causes from many hops and subnets; equal ones become one finding that names them all. */
export class Ledger {
  readonly #lines = new Map<string, Line>();

  enter({ cause, certainty }: JudgedCause, hops: readonly string[], subnetIds: readonly string[]): void {
    const key = `${cause.name} ${cause.id} ${certainty} ${JSON.stringify(cause.values)}`;
    const line = this.#lines.get(key) ?? { cause, certainty, hops: new Set<string>(), subnetIds: new Set<string>() };
    for (const hop of hops) line.hops.add(hop);
    for (const id of subnetIds) line.subnetIds.add(id);
    this.#lines.set(key, line);
  }

  /** The findings, the worst first, then by code and subject. */
  findings(vpc: string, region: string): Finding[] {
    const findings = [...this.#lines.values()].map(({ cause, certainty, hops, subnetIds }) =>
      made(cause, certainty, { vpc, region, hops: [...hops], subnetIds: [...subnetIds] }),
    );
    const rank = (finding: Finding) => WORST_FIRST.indexOf(finding.severity);
    return findings.sort((a, b) => rank(a) - rank(b) || compare(a.code, b.code) || compare(a.subject.id, b.subject.id));
  }
}

interface Place {
  readonly vpc: string;
  readonly region: string;
  readonly hops: readonly string[];
  readonly subnetIds: readonly string[];
}

/** A cause was made with the values of its own name, which the map no longer knows by type. */
function made(cause: JudgedCause['cause'], certainty: Certainty, place: Place): Finding {
  return findingFor(cause.name, { ...place, id: cause.id, values: cause.values as never, certainty });
}

/** The codes of some causes, each once, in the order of the catalogue's numbers. */
export function codesOf(causes: readonly JudgedCause[]): string[] {
  return [...new Set(causes.map(({ cause }) => CATALOGUE[cause.name].code))].sort();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
