import type { DnsRecord, HostedZone } from '../entities/private-names.ts';

/** True where a name is a domain or lies under it; the empty domain, the root, has every name. */
export function isUnder(name: string, domain: string): boolean {
  return domain === '' || name === domain || name.endsWith(`.${domain}`);
}

/** What a zone whose records are known says to a question for a host's address. */
export type ZoneAnswer =
  /** One record set, or several of which Route 53 picks one. */
  | { readonly is: 'found'; readonly records: readonly DnsRecord[] }
  /** The name is there, with records of other types: no address, and no public answer either. */
  | { readonly is: 'other-types' }
  | { readonly is: 'absent' };

const ADDRESS_TYPES: ReadonlySet<string> = new Set(['A', 'CNAME']);

/**
 * The records that answer a host's name: its own, else the wildcard of the nearest name above it that exists (RFC 4592,
 * which Route 53 follows).
 */
export function lookUp({ name: zone, records }: Pick<HostedZone, 'name' | 'records'>, host: string): ZoneAnswer {
  const all = records ?? [];
  const exists = (name: string) => all.some((record) => isUnder(record.name, name));
  let name = host;
  if (!exists(name)) {
    let above = parentOf(host);
    while (above !== zone && above.includes('.') && !exists(above)) above = parentOf(above);
    name = `*.${above}`;
  }
  const named = all.filter((record) => record.name === name);
  const found = named.filter(({ type }) => ADDRESS_TYPES.has(type));
  if (found.length > 0) return { is: 'found', records: found };
  return named.length > 0 || exists(host) ? { is: 'other-types' } : { is: 'absent' };
}

function parentOf(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}
