/** How VPCs are connected, as EC2 keeps it. */

export interface TransitAttachment {
  id: string;
  vpcId: string;
  /** The account of the VPC. */
  ownerId: string;
  subnetIds: string[];
  state: 'available' | 'pending' | 'deleted';
  /** The table that routes what comes in by this attachment; absent: none is associated. */
  tableId?: string;
}

export interface TransitRoute {
  cidr: string;
  /** Absent: a blackhole. */
  attachmentId?: string;
  type: 'static' | 'propagated';
}

/** A transit gateway with everything of it; its owner sees all, others their own attachments [aws-facts: transit-gateway-reads]. */
export interface TransitGateway {
  id: string;
  ownerId: string;
  attachments: TransitAttachment[];
  tables: { id: string; routes: TransitRoute[] }[];
}

export interface PeeringSide {
  vpcId: string;
  ownerId: string;
  cidrs: string[];
}

export interface Peering {
  id: string;
  state: 'active' | 'pending-acceptance' | 'deleted';
  requester: PeeringSide;
  accepter: PeeringSide;
}
