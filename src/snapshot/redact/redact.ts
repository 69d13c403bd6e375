import type { Remedy } from '../../remedy/remedy.ts';
import type { EcsScope, Recorded, UnreadSection } from '../recorded.ts';
import { type Item, type SectionName, sectionOf } from '../sections.ts';
import { isList, type Json, type Shape } from '../shape.ts';
import { isPublicAddress } from './addresses.ts';
import { Redactor } from './redactor.ts';
import { tagsText } from './tags.ts';

/** How often other replacements are tried where one is by chance somebody's real address. */
const TRIES = 20;

/**
 * The snapshot with other account ids, ids, names, tags and public addresses. What was the same is the same, what was
 * connected is connected, what was covered is covered: so it is judged as the original is, up to the names.
 * @param keyOf a secret for the addresses, a new one each time it is asked
 */
export function redact(recorded: Recorded, keyOf: () => string): Recorded {
  const publicAddresses = addressesIn(recorded);
  for (let i = 1; ; i += 1) {
    const redactor = new Redactor(keyOf());
    // Once to see what there is, and again with what stands for it.
    redacted(recorded, redactor);
    redactor.seal();
    const result = redacted(recorded, redactor);
    const isClear = ![...publicAddresses].some((address) => publicAddresses.has(redactor.address(address) ?? ''));
    if (isClear || i === TRIES) return result;
  }
}

function redacted(recorded: Recorded, redactor: Redactor): Recorded {
  const { account, arn, vpcIds, ecs, sections, unread } = recorded;
  return {
    ...recorded,
    redacted: true,
    account: redactor.of('account', account),
    arn: redactor.of('arn', arn),
    vpcIds: vpcIds === null ? null : vpcIds.map((id) => redactor.of('id', id)),
    ecs: scopeText(ecs, redactor),
    sections: new Map(
      [...sections].map(([name, items]) => [name, items.map((item) => itemText(name, item, redactor))]),
    ),
    unread: unread.map((entry) => unreadText(entry, redactor)),
  };
}

function scopeText(ecs: EcsScope | null, redactor: Redactor): EcsScope | null {
  if (ecs === null || ecs === 'all') return ecs;
  return Object.fromEntries(Object.entries(ecs).map(([key, name]) => [key, redactor.of('arn', name ?? '')]));
}

function itemText(section: SectionName, item: Item, redactor: Redactor): Item {
  return walked(sectionOf(section).shape, item, redactor) as Item;
}

function walked(shape: Shape, value: Json, redactor: Redactor): Json {
  if (shape === 'tags') return tagsText(value as readonly Item[], redactor);
  if (shape === 'number' || shape === 'boolean' || shape === 'date') return value;
  if (typeof shape === 'string') return redactor.of(shape, String(value));
  if (isList(shape)) return (value as readonly Json[]).map((each) => walked(shape[0], each, redactor));
  return Object.fromEntries(
    Object.entries(value as Item).map(([field, inner]) => [field, walked(shape[field] as Shape, inner, redactor)]),
  );
}

/** What AWS said of a refusal names the caller. */
function unreadText(entry: UnreadSection, redactor: Redactor): UnreadSection {
  return {
    ...entry,
    message: redactor.of('text', entry.message),
    remedy: stringsIn(entry.remedy, (text) => redactor.of('text', text)) as Remedy,
  };
}

function stringsIn(value: unknown, say: (text: string) => string): unknown {
  if (typeof value === 'string') return say(value);
  if (Array.isArray(value)) return value.map((each) => stringsIn(each, say));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, stringsIn(inner, say)]));
}

/** Every public address and small range anywhere in it. */
function addressesIn({ sections }: Recorded): Set<string> {
  const found = new Set<string>();
  const text = JSON.stringify([...sections.values()]);
  for (const [address] of text.matchAll(/(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?/g))
    if (isPublicAddress(address)) found.add(address);
  return found;
}
