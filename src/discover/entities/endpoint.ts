import * as z from 'zod/mini';
import type { AwsVpcEndpoint } from '../../aws/read/reader.ts';
import { clause } from '../../errors.ts';
import { Tags, toTags } from './tags.ts';

export const Endpoint = z.object({
  id: z.string(),
  vpcId: z.string(),
  ownerId: z.string(),
  service: z.string(),
  /** A missing type means Gateway: some partitions leave it out [aws-facts: missing-endpoint-type]. */
  type: z.string(),
  /** Lower case: the wire says `available`, the SDK's enum says `Available` [aws-facts: endpoint-states]. */
  state: z.string(),
  failure: z.nullable(z.string()),
  requesterManaged: z.boolean(),
  subnetIds: z.array(z.string()),
  groupIds: z.array(z.string()),
  routeTableIds: z.array(z.string()),
  networkInterfaceIds: z.array(z.string()),
  privateDns: z.boolean(),
  /**
   * S3 only: private DNS answers only queries from outside the VPC; clients in the VPC still resolve public addresses
   * [aws-facts: s3-interface-endpoint].
   */
  inboundResolverOnly: z.boolean(),
  ipAddressType: z.string(),
  /** ISO 8601; null where AWS does not tell. */
  createdAt: z.nullable(z.string()),
  dnsNames: z.array(z.string()),
  /** The hidden zones that AWS keeps for its private names. */
  privateZoneIds: z.array(z.string()),
  /** The policy document as AWS holds it; null where AWS names none (full access). */
  policy: z.nullable(z.string()),
  tags: Tags,
});
export type Endpoint = z.infer<typeof Endpoint>;

export function toEndpoint(raw: AwsVpcEndpoint): Endpoint {
  return {
    id: raw.VpcEndpointId ?? '',
    vpcId: raw.VpcId ?? '',
    ownerId: raw.OwnerId ?? '',
    service: raw.ServiceName ?? '',
    type: raw.VpcEndpointType ?? 'Gateway',
    state: (raw.State ?? '').toLowerCase(),
    failure: failureOf(raw),
    requesterManaged: raw.RequesterManaged ?? false,
    subnetIds: raw.SubnetIds ?? [],
    groupIds: (raw.Groups ?? []).map((group) => group.GroupId).filter((id) => id !== undefined),
    routeTableIds: raw.RouteTableIds ?? [],
    networkInterfaceIds: raw.NetworkInterfaceIds ?? [],
    privateDns: raw.PrivateDnsEnabled ?? false,
    inboundResolverOnly: raw.DnsOptions?.PrivateDnsOnlyForInboundResolverEndpoint ?? false,
    ipAddressType: raw.IpAddressType ?? 'ipv4',
    createdAt: toIso(raw.CreationTimestamp),
    dnsNames: (raw.DnsEntries ?? []).map((entry) => entry.DnsName).filter((name) => name !== undefined),
    privateZoneIds: privateZonesOf(raw),
    policy: raw.PolicyDocument ?? null,
    tags: toTags(raw.Tags),
  };
}

/** The endpoint's public names have a zone too, which every endpoint of the service shares. */
function privateZonesOf({ DnsEntries = [] }: AwsVpcEndpoint): string[] {
  const entries = DnsEntries.filter(({ DnsName = '' }) => !DnsName.includes('.vpce.'));
  return entries.map(({ HostedZoneId }) => HostedZoneId ?? '').filter((id) => id !== '');
}

/** What an emulator writes may be no date. */
function toIso(at: Date | undefined): string | null {
  return at === undefined || Number.isNaN(at.getTime()) ? null : at.toISOString();
}

function failureOf({ FailureReason, LastError }: AwsVpcEndpoint): string | null {
  const reason = FailureReason ?? LastError?.Message;
  return reason === undefined ? null : clause(reason);
}
