import * as z from 'zod/mini';
import type { AwsIpPermission, AwsSecurityGroup } from '../../aws/read/reader.ts';
import { Tags, toTags } from './tags.ts';

/** One source or destination of one permission; AWS bundles several into one `IpPermission`. */
export const SecurityGroupRule = z.object({
  /** `all`, `tcp`, `udp`, `icmp`, `icmpv6` or a protocol number as text. */
  protocol: z.string(),
  /** Null where the protocol has no ports, or all ports are meant. */
  fromPort: z.nullable(z.int()),
  toPort: z.nullable(z.int()),
  peer: z.object({ kind: z.enum(['ipv4', 'ipv6', 'prefix-list', 'group']), value: z.string() }),
  description: z.nullable(z.string()),
});
export type SecurityGroupRule = z.infer<typeof SecurityGroupRule>;

export const SecurityGroup = z.object({
  id: z.string(),
  vpcId: z.string(),
  ownerId: z.string(),
  name: z.string(),
  description: z.string(),
  ingress: z.array(SecurityGroupRule),
  egress: z.array(SecurityGroupRule),
  tags: Tags,
});
export type SecurityGroup = z.infer<typeof SecurityGroup>;

export function toSecurityGroup(raw: AwsSecurityGroup): SecurityGroup {
  return {
    id: raw.GroupId ?? '',
    vpcId: raw.VpcId ?? '',
    ownerId: raw.OwnerId ?? '',
    name: raw.GroupName ?? '',
    description: raw.Description ?? '',
    ingress: (raw.IpPermissions ?? []).flatMap(toRules),
    egress: (raw.IpPermissionsEgress ?? []).flatMap(toRules),
    tags: toTags(raw.Tags),
  };
}

function toRules(raw: AwsIpPermission): SecurityGroupRule[] {
  const base = {
    protocol: raw.IpProtocol === undefined || raw.IpProtocol === '-1' ? 'all' : raw.IpProtocol,
    fromPort: raw.FromPort ?? null,
    toPort: raw.ToPort ?? null,
  };
  const rule = (
    kind: SecurityGroupRule['peer']['kind'],
    value: string | undefined,
    description: string | undefined,
  ) => ({
    ...base,
    peer: { kind, value: value ?? '' },
    description: description ?? null,
  });
  return [
    ...(raw.IpRanges ?? []).map((range) => rule('ipv4', range.CidrIp, range.Description)),
    ...(raw.Ipv6Ranges ?? []).map((range) => rule('ipv6', range.CidrIpv6, range.Description)),
    ...(raw.PrefixListIds ?? []).map((list) => rule('prefix-list', list.PrefixListId, list.Description)),
    ...(raw.UserIdGroupPairs ?? []).map((pair) => rule('group', pair.GroupId, pair.Description)),
  ];
}
