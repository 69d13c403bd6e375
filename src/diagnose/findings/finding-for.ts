import { mergeRemedies, type Remedy } from '../../remedy/remedy.ts';
import { CATALOGUE, type FindingName, type ValuesOf } from '../catalogue/catalogue.ts';
import { filledSentence, remedyOf, withSubnets } from '../catalogue/template.ts';
import { type Certainty, verdictOfCause } from './cause.ts';
import type { Finding, Severity } from './finding.ts';

export interface FindingFacts<N extends FindingName> {
  readonly vpc: string;
  readonly region: string;
  /** The subject's id; its type is the catalogue's. */
  readonly id: string;
  /** What the sentences of this name need, and the evidence. */
  readonly values: ValuesOf<N>;
  readonly hops: readonly string[];
  readonly subnetIds: readonly string[];
  /** What else to do, where the error that it comes from tells. */
  readonly remedy?: Remedy | undefined;
  /** Left out: certain. */
  readonly certainty?: Certainty;
  /** True where tasks start without the hops that it concerns. */
  readonly optional?: boolean;
}

const IN_PART =
  ' Only some packets are affected: whether a pull works depends on the address, port or interface it gets.';

const STARTS_ANYWAY = ' Tasks start without it.';

/** A finding with the catalogue's sentences filled in. */
export function findingFor<N extends FindingName>(name: N, facts: FindingFacts<N>): Finding {
  const entry = CATALOGUE[name];
  const certainty = facts.certainty ?? 'certain';
  const holes: Record<string, string> = { ...facts.values, vpc: facts.vpc, region: facts.region };
  const verdict = verdictOfCause({ cause: { name, id: facts.id, values: facts.values }, certainty });
  const own = remedyOf(entry, holes);
  const remedy = facts.remedy === undefined ? own : mergeRemedies([own, facts.remedy]);
  return {
    code: entry.code,
    title: entry.title,
    verdict,
    severity: severityOf(entry.severity, certainty, facts.optional ?? false),
    subject: { type: entry.subject, id: facts.id },
    message:
      filledSentence(entry.message, holes) +
      (certainty === 'part' ? IN_PART : '') +
      (facts.optional && entry.severity !== 'note' ? STARTS_ANYWAY : ''),
    remedy: withSubnets(remedy, facts.subnetIds),
    helpUri: entry.sources[0],
    evidence: { ...facts.values },
    hops: [...facts.hops],
    subnetIds: [...facts.subnetIds],
  };
}

/** What closes or leaves undecided only a hop that tasks start without endangers what they do later. */
function severityOf(severity: Severity, certainty: Certainty, optional: boolean): Severity {
  if (optional && severity !== 'note') return 'endangers';
  if (severity !== 'closes' || certainty === 'certain') return severity;
  return certainty === 'part' ? 'endangers' : 'undecided';
}
