import * as z from 'zod/mini';
import type { AwsNetworkInterface } from '../../aws/read/reader.ts';

/**
 * Read for endpoints (where DNS leads), for routes to an interface (NAT instances), and for who holds a security group.
 */
export const NetworkInterface = z.object({
  id: z.string(),
  vpcId: z.string(),
  subnetId: z.string(),
  type: z.string(),
  description: z.string(),
  status: z.string(),
  addresses: z.array(z.string()),
  publicAddress: z.nullable(z.string()),
  groupIds: z.array(z.string()),
  sourceDestCheck: z.boolean(),
});
export type NetworkInterface = z.infer<typeof NetworkInterface>;

export function toNetworkInterface(raw: AwsNetworkInterface): NetworkInterface {
  const addresses = (raw.PrivateIpAddresses ?? []).map((entry) => entry.PrivateIpAddress);
  return {
    id: raw.NetworkInterfaceId ?? '',
    vpcId: raw.VpcId ?? '',
    subnetId: raw.SubnetId ?? '',
    type: raw.InterfaceType ?? 'interface',
    description: raw.Description ?? '',
    status: raw.Status ?? '',
    addresses: [...new Set([raw.PrivateIpAddress, ...addresses])].filter((address) => address !== undefined),
    publicAddress: raw.Association?.PublicIp ?? null,
    groupIds: (raw.Groups ?? []).map((group) => group.GroupId).filter((id) => id !== undefined),
    sourceDestCheck: raw.SourceDestCheck ?? true,
  };
}
