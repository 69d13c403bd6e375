/** What answers names in VPCs beside endpoints, as Route 53 keeps it. */

/** A record set. `*` stands for itself; the API writes it `\052`. */
export interface ZoneRecord {
  name: string;
  type: 'A' | 'AAAA' | 'CNAME' | 'TXT';
  /** Addresses, a host, or texts; absent for an alias. */
  values?: string[];
  alias?: { dnsName: string; zoneId: string };
}

/** A Route 53 private hosted zone associated with VPCs: EC2 cannot list it [aws-facts: private-dns-conflict]. */
export interface PrivateZone {
  /** Absent: made from the domain. */
  id?: string;
  domain: string;
  /** Absent: an account beyond this world. */
  ownerId?: string;
  vpcIds: string[];
  /** Absent: an account beyond this world knows. */
  records?: ZoneRecord[];
  /** Names that it lacks are looked up publicly [aws-facts: zone-precedence]. */
  publicFallback?: boolean;
}

/** A rule of Route 53 Resolver [aws-facts: forward-rules]. */
export interface ResolverRule {
  id: string;
  name: string;
  /** Empty for every name. */
  domain: string;
  type: 'FORWARD' | 'SYSTEM';
  status: 'COMPLETE' | 'FAILED';
  targets: string[];
  ownerId: string;
  vpcIds: string[];
}

/** A Route 53 Profile: what it brings acts in its VPCs, behind what is the VPC's own [aws-facts: dns-profiles]. */
export interface Profile {
  id: string;
  name: string;
  ownerId: string;
  vpcIds: string[];
  zones: PrivateZone[];
  rules: ResolverRule[];
  /** Interface endpoints of any VPC. */
  endpoints: { id: string; ownerId: string }[];
}

/** The account that owns a zone; that beyond this world has a number of its own. */
export const ownerOfZone = ({ ownerId = '999988887777' }: PrivateZone): string => ownerId;

/** The id of a zone: its own, or one made from its domain. */
export const idOfZone = ({ id, domain }: PrivateZone): string =>
  id ?? `Z${Buffer.from(domain).toString('hex').toUpperCase().slice(0, 20)}`;
