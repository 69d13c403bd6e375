import * as z from 'zod/mini';
import type { AwsNetworkAcl, AwsNetworkAclEntry } from '../../aws/read/reader.ts';

export const NetworkAclEntry = z.object({
  number: z.int(),
  egress: z.boolean(),
  allow: z.boolean(),
  /** `all`, `tcp`, `udp` or a protocol number as text. */
  protocol: z.string(),
  fromPort: z.nullable(z.int()),
  toPort: z.nullable(z.int()),
  cidr: z.string(),
});
export type NetworkAclEntry = z.infer<typeof NetworkAclEntry>;

export const NetworkAcl = z.object({
  id: z.string(),
  vpcId: z.string(),
  isDefault: z.boolean(),
  subnetIds: z.array(z.string()),
  /** Both directions, by rising number: the first match decides. */
  entries: z.array(NetworkAclEntry),
});
export type NetworkAcl = z.infer<typeof NetworkAcl>;

/** A network ACL names protocols by IANA number, with -1 for all. */
const PROTOCOLS: Readonly<Record<string, string>> = { '-1': 'all', '6': 'tcp', '17': 'udp' };

export function toNetworkAcl(raw: AwsNetworkAcl): NetworkAcl {
  return {
    id: raw.NetworkAclId ?? '',
    vpcId: raw.VpcId ?? '',
    isDefault: raw.IsDefault ?? false,
    subnetIds: (raw.Associations ?? []).map((a) => a.SubnetId).filter((id) => id !== undefined),
    entries: (raw.Entries ?? []).map(toEntry).sort((a, b) => a.number - b.number),
  };
}

function toEntry(raw: AwsNetworkAclEntry): NetworkAclEntry {
  const protocol = raw.Protocol ?? '-1';
  return {
    number: raw.RuleNumber ?? 32767,
    egress: raw.Egress ?? false,
    allow: raw.RuleAction === 'allow',
    protocol: PROTOCOLS[protocol] ?? protocol,
    fromPort: raw.PortRange?.From ?? null,
    toPort: raw.PortRange?.To ?? null,
    cidr: raw.CidrBlock ?? raw.Ipv6CidrBlock ?? '0.0.0.0/0',
  };
}
