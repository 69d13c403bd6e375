/** A family of errors: one row of the table that decides what a message means. Plain data, no code. */

import type { PullpathCommand } from '../remedy/command.ts';
import type { Remedy } from '../remedy/remedy.ts';
import type { ErrorClass } from './explanation.ts';
import type { HopName } from './hop.ts';
import type { HostKind } from './hosts/host-table.ts';
import type { AddressScope } from './message/address.ts';
import type { Message, RegistryKind, Trait } from './message/message.ts';
import { originalText, type Span } from './text/normalized-text.ts';
import { findPhrase, type Phrase } from './text/phrase.ts';
import type { ReferenceKey } from './wording/references.ts';

/** One phrase, or several of which one must be found; the most telling first, for it becomes the evidence. */
export type Pattern = Phrase | readonly Phrase[];

export interface Family {
  readonly id: string;
  readonly class: ErrorClass;
  /** Left out: the hop at which the message stops. */
  readonly hop?: HopName | null;

  // The conditions; all that are given must hold.
  readonly all?: readonly Pattern[];
  readonly none?: readonly Phrase[];
  /** The message stops at one of these hops. */
  readonly at?: readonly HopName[];
  /** The failing host is of one of these kinds. */
  readonly kinds?: readonly HostKind[];
  /** The message is about a registry of one of these kinds. */
  readonly registries?: readonly RegistryKind[];
  /** The address that the message ends at is of one of these scopes; that of a name server does not count. */
  readonly scopes?: readonly AddressScope[];
  readonly traits?: readonly Trait[];
  readonly withoutTraits?: readonly Trait[];

  /**
   * How much the evidence is worth. A `sure` family leaves all others of the same message aside, a `likely` one the
   * guesses: these stand for texts that were cut off before the deciding words.
   */
  readonly certainty: 'sure' | 'likely' | 'guess';

  /**
   * The family tells who pulls, and not why that failed: an answer that the same message quotes is said as well. What
   * it says of the network is not, since that is not the network of the reader.
   */
  readonly frame?: true;

  /** Sentences and commands; `{name}` or `{name|words instead}` is filled in from the text (words.ts). */
  readonly cause: string;
  readonly remedy: Remedy;
  /** What to do instead of a command of pullpath's, or besides. */
  readonly instead?: Remedy;
  /** The pullpath command that comes next, without the flags that name region and ids; null where none can help. */
  readonly next: Pick<PullpathCommand, 'command' | 'args' | 'options'> | null;
  readonly references: readonly ReferenceKey[];
}

/** Longer fragments are cut in the middle: what matters stands at both ends. */
const EVIDENCE_LENGTH = 200;

/** The fragments of the message by which it belongs to the family; null where it does not. */
export function evidenceFor(family: Family, message: Message): readonly string[] | null {
  if (!conditionsHold(family, message)) return null;
  const spans: Span[] = [];
  for (const pattern of family.all ?? []) {
    const span = findPattern(pattern, message);
    if (span === null) return null;
    spans.push(span);
  }
  const fragments = spans.map((span) => shorten(originalText(message.text, span)));
  if (family.kinds !== undefined && message.host !== null) fragments.push(message.host.name);
  return [...new Set(fragments)];
}

function conditionsHold(family: Family, message: Message): boolean {
  return (
    (family.at === undefined || (message.hop !== null && family.at.includes(message.hop))) &&
    (family.kinds === undefined || (message.host !== null && family.kinds.includes(message.host.kind))) &&
    (family.registries === undefined || family.registries.includes(message.registry)) &&
    (family.scopes === undefined ||
      (message.address?.role === 'target' && family.scopes.includes(message.address.scope))) &&
    (family.traits ?? []).every((trait) => message.traits.has(trait)) &&
    !(family.withoutTraits ?? []).some((trait) => message.traits.has(trait)) &&
    (family.none ?? []).every((phrase) => findPhrase(message.text, phrase) === null)
  );
}

function findPattern(pattern: Pattern, message: Message): Span | null {
  if (typeof pattern === 'string') return findPhrase(message.text, pattern);
  for (const phrase of pattern) {
    const span = findPhrase(message.text, phrase);
    if (span !== null) return span;
  }
  return null;
}

function shorten(fragment: string): string {
  if (fragment.length <= EVIDENCE_LENGTH) return fragment;
  const half = EVIDENCE_LENGTH / 2;
  return `${fragment.slice(0, half)}…${fragment.slice(-half)}`;
}
