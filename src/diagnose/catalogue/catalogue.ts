import { ACLS } from './acls.ts';
import { CAPACITY } from './capacity.ts';
import type { CatalogueEntry, TextIn, ValueName } from './catalogue-entry.ts';
import { DNS } from './dns.ts';
import { DNS_SERVERS } from './dns-servers.ts';
import { ENDPOINTS } from './endpoints.ts';
import { GROUPS } from './groups.ts';
import { HUBS } from './hubs.ts';
import { IMAGES } from './images.ts';
import { NAMES } from './names.ts';
import { POLICIES } from './policies.ts';
import { READING } from './reading.ts';
import { ROUTES } from './routes.ts';

const ENTRIES = {
  ...READING,
  ...DNS,
  ...DNS_SERVERS,
  ...NAMES,
  ...ENDPOINTS,
  ...ROUTES,
  ...ACLS,
  ...GROUPS,
  ...POLICIES,
  ...CAPACITY,
  ...IMAGES,
  ...HUBS,
} as const;

export type FindingName = keyof typeof ENTRIES;

type EntryOf<N extends FindingName> = (typeof ENTRIES)[N];

/** The command is part of the remedy only where pullpath itself mends nothing; elsewhere it is for the page. */
type Templates<E extends CatalogueEntry> =
  | E['message']
  | TextIn<E['remedy']>
  | (E['fixedBy'] extends null ? (E extends { readonly command: infer C } ? TextIn<C> : never) : never);

/** The values that a finding's sentences need; `vpc`, `region` and `subnets` are filled in for every finding. */
export type ValuesOf<N extends FindingName> = Readonly<
  Record<Exclude<ValueName<Templates<EntryOf<N>>>, 'vpc' | 'region' | 'subnets'>, string>
>;

/** Every finding, by name. */
export const CATALOGUE: { readonly [N in FindingName]: CatalogueEntry } = ENTRIES;

/** Whether a plan may do something about any of these codes; all others are for a person to mend. */
export function isForPlan(codes: readonly string[]): boolean {
  const wanted = new Set(codes);
  return Object.values(CATALOGUE).some(({ code, fixedBy }) => fixedBy !== null && wanted.has(code));
}

/** The stable code of a name, by which findings are compared. */
export function codeOf(name: FindingName): string {
  return CATALOGUE[name].code;
}
