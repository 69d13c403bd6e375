import { ACLS } from './acls.ts';
import { CAPACITY } from './capacity.ts';
import type { CatalogueEntry, TextIn, ValueName } from './catalogue-entry.ts';
import { DNS } from './dns.ts';
import { ENDPOINTS } from './endpoints.ts';
import { GROUPS } from './groups.ts';
import { IMAGES } from './images.ts';
import { POLICIES } from './policies.ts';
import { READING } from './reading.ts';
import { ROUTES } from './routes.ts';

const ENTRIES = {
  ...READING,
  ...DNS,
  ...ENDPOINTS,
  ...ROUTES,
  ...ACLS,
  ...GROUPS,
  ...POLICIES,
  ...CAPACITY,
  ...IMAGES,
} as const;

export type FindingName = keyof typeof ENTRIES;

type EntryOf<N extends FindingName> = (typeof ENTRIES)[N];

/** The command is part of the remedy only where pullpath itself mends nothing; elsewhere it is for the page. */
type Templates<E extends CatalogueEntry> =
  | E['message']
  | TextIn<E['remedy']>
  | (E['fixedBy'] extends null ? (E extends { readonly command: infer C } ? TextIn<C> : never) : never);

/** The values that a finding's sentences need; `vpc` and `region` are filled in for every finding. */
export type ValuesOf<N extends FindingName> = Readonly<
  Record<Exclude<ValueName<Templates<EntryOf<N>>>, 'vpc' | 'region'>, string>
>;

/** Every finding, by name. */
export const CATALOGUE: { readonly [N in FindingName]: CatalogueEntry } = ENTRIES;

/** The stable code of a name, by which findings are compared. */
export function codeOf(name: FindingName): string {
  return CATALOGUE[name].code;
}
