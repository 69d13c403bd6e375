import type { ErrorClass } from './explanation.ts';
import { FAMILIES } from './families/index.ts';
import { evidenceFor, type Family } from './family.ts';
import type { HopName } from './hop.ts';
import type { Message } from './message/message.ts';

/** A message, and the family it belongs to. */
export interface Match {
  readonly family: Family;
  readonly message: Message;
  readonly evidence: readonly string[];
}

/**
 * The verdicts on all messages, each once, the surest first, otherwise in the order of the text; of guesses the most
 * telling first.
 */
export function rank(messages: readonly Message[]): readonly Match[] {
  const seen = new Set<string>();
  return messages
    .flatMap(verdicts)
    .toSorted(bySureness)
    .filter((match) => {
      const verdict = `${match.family.id} ${hopOf(match)}`;
      return !seen.has(verdict) && seen.add(verdict);
    });
}

/** The hop that a verdict names: the family's, or where it leaves that open, the one at which the message stops. */
export function hopOf({ family, message }: Match): HopName | null {
  return family.hop === undefined ? message.hop : family.hop;
}

/** An answer, silence, or something that the network has no part in. */
const SOURCE: { readonly [C in ErrorClass]: 'answer' | 'silence' | 'own' } = {
  permission: 'answer',
  'not-found': 'answer',
  'rate-limit': 'answer',
  'service-fault': 'answer',
  network: 'silence',
  'not-fixable-by-endpoints': 'silence',
  configuration: 'own',
  capacity: 'own',
  'after-the-pull': 'own',
  unknown: 'own',
};

/**
 * The first match of a message, then what contradicts it: where one host answered and another did not, the message
 * tells of two failures. All other matches are weaker readings of the same one.
 */
function verdicts(message: Message): Match[] {
  const matches = FAMILIES.flatMap((family) => {
    const evidence = evidenceFor(family, message);
    return evidence === null ? [] : [{ family, message, evidence }];
  }).toSorted(bySureness);
  const [first, ...rest] = matches;
  if (first === undefined) return [];
  if (first.family.frame === true) {
    const quoted = rest.find(({ family }) => family.frame !== true && SOURCE[family.class] === 'answer');
    return quoted === undefined ? [first] : [first, quoted];
  }
  const silent = rest.find(
    ({ family }) => family.certainty === first.family.certainty && SOURCE[family.class] === 'silence',
  );
  return SOURCE[first.family.class] === 'answer' && silent !== undefined ? [first, silent] : [first];
}

const CERTAINTY: { readonly [C in Family['certainty']]: number } = { sure: 0, likely: 1, guess: 2 };

function bySureness(one: Match, other: Match): number {
  const difference = CERTAINTY[one.family.certainty] - CERTAINTY[other.family.certainty];
  if (difference !== 0 || one.family.certainty !== 'guess') return difference;
  return FAMILIES.indexOf(one.family) - FAMILIES.indexOf(other.family);
}
