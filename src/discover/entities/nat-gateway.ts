import * as z from 'zod/mini';
import type { AwsNatGateway } from '../../aws/read/reader.ts';

export const NatGateway = z.object({
  id: z.string(),
  vpcId: z.string(),
  /** Null for a regional NAT gateway, which has no host subnet [aws-facts: nat-gateway]. */
  subnetId: z.nullable(z.string()),
  state: z.string(),
  connectivity: z.enum(['public', 'private']),
});
export type NatGateway = z.infer<typeof NatGateway>;

export function toNatGateway(raw: AwsNatGateway): NatGateway {
  return {
    id: raw.NatGatewayId ?? '',
    vpcId: raw.VpcId ?? '',
    subnetId: raw.SubnetId ?? null,
    state: (raw.State ?? '').toLowerCase(),
    connectivity: raw.ConnectivityType === 'private' ? 'private' : 'public',
  };
}
