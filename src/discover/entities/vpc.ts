import * as z from 'zod/mini';
import type { AwsVpc } from '../../aws/read/reader.ts';
import { Tags, toTags } from './tags.ts';

/**
 * What VPC Block Public Access does to internet gateways here; `block-bidirectional` cuts NAT egress too
 * [aws-facts: block-public-access].
 */
const BLOCKS = ['off', 'block-bidirectional', 'block-ingress'] as const;
export const PublicAccessBlock = z.enum(BLOCKS);
export type PublicAccessBlock = z.infer<typeof PublicAccessBlock>;

export const Vpc = z.object({
  id: z.string(),
  ownerId: z.string(),
  isDefault: z.boolean(),
  /** Every associated IPv4 block, the primary first: a subnet may come from any of them. */
  cidrBlocks: z.array(z.string()),
  ipv6CidrBlocks: z.array(z.string()),
  dhcpOptionsId: z.nullable(z.string()),
  publicAccessBlock: PublicAccessBlock,
  tags: Tags,
});
export type Vpc = z.infer<typeof Vpc>;

export function toPublicAccessBlock(mode: string | undefined): PublicAccessBlock {
  return BLOCKS.find((known) => known === mode) ?? 'off';
}

export function toVpc(raw: AwsVpc): Vpc {
  const associated = (raw.CidrBlockAssociationSet ?? []).filter((a) => a.CidrBlockState?.State === 'associated');
  const blocks = new Set([raw.CidrBlock, ...associated.map((a) => a.CidrBlock)]);
  const v6 = (raw.Ipv6CidrBlockAssociationSet ?? []).filter((a) => a.Ipv6CidrBlockState?.State === 'associated');
  return {
    id: raw.VpcId ?? '',
    ownerId: raw.OwnerId ?? '',
    isDefault: raw.IsDefault ?? false,
    cidrBlocks: [...blocks].filter((cidr) => cidr !== undefined),
    ipv6CidrBlocks: v6.map((a) => a.Ipv6CidrBlock).filter((cidr) => cidr !== undefined),
    dhcpOptionsId: raw.DhcpOptionsId ?? null,
    publicAccessBlock: toPublicAccessBlock(raw.BlockPublicAccessStates?.InternetGatewayBlockMode),
    tags: toTags(raw.Tags),
  };
}
