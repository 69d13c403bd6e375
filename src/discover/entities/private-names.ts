import * as z from 'zod/mini';
import type { AwsHostedZoneSummary, AwsRecordSet, AwsResolverRule } from '../../aws/read/dns-reader.ts';

/** A record of a zone, as far as it can answer a question for an address. Names in lower case, without the last dot. */
export const DnsRecord = z.object({
  /** A wildcard begins with `*.`. */
  name: z.string(),
  type: z.string(),
  /** Addresses of `A`, the host of `CNAME`; empty for an alias. */
  values: z.array(z.string()),
  /** The name that an alias leads to. */
  aliasOf: z.nullable(z.string()),
  /** The zone of that name. */
  aliasZoneId: z.nullable(z.string()),
});
export type DnsRecord = z.infer<typeof DnsRecord>;

/** A private hosted zone that acts in a VPC [aws-facts: zone-records]. */
export const HostedZone = z.object({
  id: z.string(),
  /** Lower case, without the last dot; empty where a Profile brings a zone that cannot be read. */
  name: z.string(),
  /** The account or AWS service that owns it; empty where Route 53 does not tell. */
  owner: z.string(),
  /** AWS's own, such as that of an interface endpoint: no customer's. */
  isManaged: z.boolean(),
  /** Null where they cannot be read, or decide nothing and were not asked for. */
  records: z.nullable(z.array(DnsRecord)),
  /** Whether a name that the zone lacks is looked up publicly; null where that is not known. */
  publicFallback: z.nullable(z.boolean()),
  /** The Route 53 Profile that brings it; null where it is associated with the VPC itself. */
  profileId: z.nullable(z.string()),
});
export type HostedZone = z.infer<typeof HostedZone>;

/** A rule of Route 53 Resolver that acts in a VPC. */
export const ResolverRule = z.object({
  id: z.string(),
  name: z.string(),
  /** Lower case, without the last dot; empty for the rule of all names, and null where the rule cannot be read. */
  domain: z.nullable(z.string()),
  type: z.string(),
  status: z.string(),
  owner: z.string(),
  targets: z.array(z.string()),
  profileId: z.nullable(z.string()),
});
export type ResolverRule = z.infer<typeof ResolverRule>;

/** What decides who answers a name in a VPC, beside its endpoints; null where it could not be read. */
export const VpcNames = z.object({
  vpcId: z.string(),
  /** The hosts that were asked about; of others nothing here tells. */
  hosts: z.array(z.string()),
  zones: z.nullable(z.array(HostedZone)),
  rules: z.nullable(z.array(ResolverRule)),
  /** Null where it was refused, or not asked for since the VPC leads nowhere that a Profile could point to. */
  profileIds: z.nullable(z.array(z.string())),
  /** Interface endpoints that a Profile brings into the VPC's names. */
  profileEndpointIds: z.array(z.string()),
  /** Of the addresses of the VPC that records and rules lead to: those that no network interface has. */
  deadAddresses: z.array(z.string()),
});
export type VpcNames = z.infer<typeof VpcNames>;

/** `API.ecr.eu-west-1.amazonaws.com.` → `api.ecr.eu-west-1.amazonaws.com`; Route 53 writes `*` as `\052`. */
export function toDnsName(name: string | undefined): string {
  return (name ?? '').replaceAll('\\052', '*').replace(/\.$/, '').toLowerCase();
}

export function toHostedZone(raw: AwsHostedZoneSummary): HostedZone {
  const { OwningAccount, OwningService } = raw.Owner ?? {};
  return {
    id: toZoneId(raw.HostedZoneId),
    name: toDnsName(raw.Name),
    owner: OwningAccount ?? OwningService ?? '',
    isManaged: OwningService !== undefined,
    records: null,
    publicFallback: null,
    profileId: null,
  };
}

/** `/hostedzone/Z1` → `Z1` */
export function toZoneId(id: string | undefined): string {
  return (id ?? '').replace(/^.*\//, '');
}

export function toDnsRecord(raw: AwsRecordSet): DnsRecord {
  const alias = toDnsName(raw.AliasTarget?.DNSName);
  return {
    name: toDnsName(raw.Name),
    type: raw.Type ?? '',
    values: (raw.ResourceRecords ?? []).map(({ Value }) => Value ?? ''),
    aliasOf: alias === '' ? null : alias,
    aliasZoneId: alias === '' ? null : (raw.AliasTarget?.HostedZoneId ?? null),
  };
}

export function toResolverRule(raw: AwsResolverRule, profileId: string | null): ResolverRule {
  return {
    id: raw.Id ?? '',
    name: raw.Name ?? '',
    domain: toDnsName(raw.DomainName),
    type: raw.RuleType ?? '',
    status: raw.Status ?? '',
    owner: raw.OwnerId ?? '',
    targets: (raw.TargetIps ?? []).map(({ Ip }) => Ip ?? '').filter((address) => address !== ''),
    profileId,
  };
}
