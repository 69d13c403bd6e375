import * as z from 'zod/mini';

/** A VPC's attachment to a transit gateway, with what its owner and that of the gateway tell. */
export const TransitAttachment = z.object({
  id: z.string(),
  gatewayId: z.string(),
  /** The account that owns the gateway; empty where it is not told. */
  gatewayOwner: z.string(),
  vpcId: z.string(),
  /** The account of the VPC. */
  owner: z.string(),
  state: z.string(),
  /** Null where nobody that was asked may tell. */
  subnetIds: z.nullable(z.array(z.string())),
  /** The gateway's route table for what comes in by it; null where only the gateway's owner knows. */
  tableId: z.nullable(z.string()),
});
export type TransitAttachment = z.infer<typeof TransitAttachment>;

export const TransitRoute = z.object({
  cidr: z.string(),
  /** Null for a blackhole. */
  attachmentId: z.nullable(z.string()),
  isStatic: z.boolean(),
});
export type TransitRoute = z.infer<typeof TransitRoute>;

const PeeringConnection = z.object({
  id: z.string(),
  state: z.string(),
  vpcIds: z.array(z.string()),
});

/** How VPCs are connected, as far as the accounts that were asked tell. */
export const VpcConnections = z.object({
  attachments: z.array(TransitAttachment),
  /** Route tables of transit gateways that could be read in full. */
  tables: z.array(z.object({ id: z.string(), routes: z.array(TransitRoute) })),
  peerings: z.array(PeeringConnection),
});
export type VpcConnections = z.infer<typeof VpcConnections>;
