import type {
  TransitGatewayAttachment,
  TransitGatewayRoute,
  TransitGatewayVpcAttachment,
  VpcPeeringConnection,
} from '@aws-sdk/client-ec2';

/** AWS's own shapes, by type only. */
export type AwsTransitGatewayAttachment = TransitGatewayAttachment;
export type AwsTransitGatewayRoute = TransitGatewayRoute;
export type AwsTransitGatewayVpcAttachment = TransitGatewayVpcAttachment;
export type AwsVpcPeeringConnection = VpcPeeringConnection;

/** A transit gateway's routes, and whether EC2 kept some back. */
export interface FoundRoutes {
  readonly routes: readonly AwsTransitGatewayRoute[];
  readonly more: boolean;
}

/**
 * Every call that tells how VPCs are connected, and no other. Each method answers all pages, or rejects with a
 * `PullpathError`. What the owner of a transit gateway keeps to itself may be an error or nothing at all [aws-facts:
 * transit-gateway-reads].
 */
export interface HubReader {
  /** Of these VPCs, whatever the gateway. */
  transitGatewayVpcAttachments(vpcIds: readonly string[]): Promise<AwsTransitGatewayVpcAttachment[]>;
  /** Of these gateways, with the route table that each attachment is associated with. */
  transitGatewayAttachments(gatewayIds: readonly string[]): Promise<AwsTransitGatewayAttachment[]>;
  /** The active and blackhole routes of a transit gateway's route table, or those of them that match an address best. */
  transitGatewayRoutes(tableId: string, address?: string): Promise<FoundRoutes>;
  peeringConnections(ids: readonly string[]): Promise<AwsVpcPeeringConnection[]>;
}
