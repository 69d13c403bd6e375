import * as z from 'zod/mini';
import type { AwsSubnet } from '../../aws/read/reader.ts';
import { Tags, toTags } from './tags.ts';
import { PublicAccessBlock, toPublicAccessBlock } from './vpc.ts';

export const Subnet = z.object({
  id: z.string(),
  vpcId: z.string(),
  ownerId: z.string(),
  /** Null for an IPv6-only subnet. */
  cidrBlock: z.nullable(z.string()),
  ipv6CidrBlocks: z.array(z.string()),
  zoneName: z.string(),
  /** The zone's id is the same in every account; its name is not. */
  zoneId: z.string(),
  freeAddresses: z.int(),
  ipv6Only: z.boolean(),
  outpostArn: z.nullable(z.string()),
  publicAccessBlock: PublicAccessBlock,
  tags: Tags,
});
export type Subnet = z.infer<typeof Subnet>;

export function toSubnet(raw: AwsSubnet): Subnet {
  const v6 = (raw.Ipv6CidrBlockAssociationSet ?? []).filter((a) => a.Ipv6CidrBlockState?.State === 'associated');
  return {
    id: raw.SubnetId ?? '',
    vpcId: raw.VpcId ?? '',
    ownerId: raw.OwnerId ?? '',
    cidrBlock: raw.CidrBlock ?? null,
    ipv6CidrBlocks: v6.map((a) => a.Ipv6CidrBlock).filter((cidr) => cidr !== undefined),
    zoneName: raw.AvailabilityZone ?? '',
    zoneId: raw.AvailabilityZoneId ?? '',
    freeAddresses: raw.AvailableIpAddressCount ?? 0,
    ipv6Only: raw.Ipv6Native ?? false,
    outpostArn: raw.OutpostArn ?? null,
    publicAccessBlock: toPublicAccessBlock(raw.BlockPublicAccessStates?.InternetGatewayBlockMode),
    tags: toTags(raw.Tags),
  };
}
