import { compare } from '../../order.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { bySeverity } from '../severity.ts';
import type { Cause, JudgedCause } from './cause.ts';
import type { Finding } from './finding.ts';
import { findingFor } from './finding-for.ts';

interface CollectedCause extends JudgedCause {
  /** The hops that the cause concerns, by subnet; '' stands for the VPC as a whole. */
  readonly hopsOf: Map<string, Set<string>>;
  /** The hops that tasks do not start without. */
  readonly blocking: Set<string>;
}

/**
 * Gathers causes from many hops and subnets. Equal ones become one finding; it is split where a cause concerns some
 * hops in one subnet and on others in another, so that a finding holds for each of its hops in each of its subnets.
 */
export class FindingCollector {
  readonly #lines = new Map<string, CollectedCause>();

  /**
   * @param subnetIds empty where it is about the VPC as a whole
   * @param blocks false where tasks start without these hops
   */
  add(judged: JudgedCause, hops: readonly string[], subnetIds: readonly string[], blocks = true): void {
    const { cause, certainty } = downgraded(judged);
    const key = `${cause.name} ${cause.id} ${certainty} ${JSON.stringify(cause.values)}`;
    const line = this.#lines.get(key) ?? {
      cause,
      certainty,
      hopsOf: new Map<string, Set<string>>(),
      blocking: new Set<string>(),
    };
    this.#lines.set(key, line);
    if (blocks) for (const hop of hops) line.blocking.add(hop);
    for (const id of subnetIds.length === 0 ? [''] : subnetIds) {
      const known = line.hopsOf.get(id) ?? new Set<string>();
      for (const hop of hops) known.add(hop);
      line.hopsOf.set(id, known);
    }
  }

  /** The findings, the worst first, then by code and subject. */
  findings(vpc: string, region: string): Finding[] {
    const taken = new Set<string>();
    const findings = [...this.#lines.values()].flatMap(({ cause: found, certainty, hopsOf, blocking }) => {
      const cause = withNumber(found, taken);
      return [...alike(hopsOf)].map(([, { hops, subnetIds }]) =>
        made(cause, {
          vpc,
          region,
          id: cause.id,
          certainty,
          hops,
          subnetIds,
          optional: hops.length > 0 && !hops.some((hop) => blocking.has(hop)),
        }),
      );
    });
    return findings.sort((a, b) => bySeverity(a, b) || compare(a.subject.id, b.subject.id));
  }
}

/** With a number for its rule that no other cause's rule has, so that all the printed commands can be run. */
function withNumber(cause: Cause, taken: Set<string>): Cause {
  const keyOf = (number: number) => `${cause.id} ${number}`;
  const number = cause.freeNumbers?.find((each) => !taken.has(keyOf(each)));
  if (number === undefined) return cause;
  taken.add(keyOf(number));
  return { ...cause, values: { ...cause.values, number: String(number) } };
}

/** How certain a cause is matters only for those that close. */
function downgraded({ cause, certainty }: JudgedCause): JudgedCause {
  return { cause, certainty: CATALOGUE[cause.name].verdict === 'closed' ? certainty : 'certain' };
}

interface Bearing {
  readonly hops: readonly string[];
  readonly subnetIds: string[];
}

/** Subnets with the same hops together. */
function alike(hopsOf: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Bearing> {
  const groups = new Map<string, Bearing>();
  for (const [subnetId, set] of hopsOf) {
    const hops = [...set];
    const group = groups.get(hops.join()) ?? { hops, subnetIds: [] };
    if (subnetId !== '') group.subnetIds.push(subnetId);
    groups.set(hops.join(), group);
  }
  return groups;
}

type Facts = Omit<Parameters<typeof findingFor>[1], 'values'>;

/** A cause was made with the values of its own name, which the type no longer tells. */
function made({ name, values, remedy }: Cause, facts: Facts): Finding {
  return findingFor(name, { ...facts, remedy, values: values as never });
}

/** The codes of some causes, each once, in the order of the catalogue's numbers. */
export function codesOf(causes: readonly JudgedCause[]): string[] {
  return [...new Set(causes.map(({ cause }) => CATALOGUE[cause.name].code))].sort();
}
