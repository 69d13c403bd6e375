import type { Peering, TransitAttachment, TransitGateway } from '../../network/transit.ts';
import { ApiError } from '../../protocol/api-error.ts';
import { filter } from '../../protocol/filters.ts';
import { page } from '../../protocol/paging.ts';
import { type Fields, set } from '../../protocol/wire.ts';
import type { Action, Call } from '../action.ts';

interface Seen {
  gateway: TransitGateway;
  attachment: TransitAttachment;
}

/** The owner of a gateway sees every attachment, others those of their VPCs [aws-facts: transit-gateway-reads]. */
function seenBy({ region, caller }: Call): Seen[] {
  return region.network.transitGateways.flatMap((gateway) =>
    gateway.attachments
      .filter(({ ownerId }) => ownerId === caller.accountId || gateway.ownerId === caller.accountId)
      .map((attachment) => ({ gateway, attachment })),
  );
}

function listed(
  call: Call,
  name: string,
  known: Parameters<typeof filter<Seen>>[1],
  view: (seen: Seen) => Fields,
): Fields {
  call.permit();
  const { action, form, timing } = call;
  const found = seenBy(call).filter(filter(form, known));
  const { items, nextToken } = page(action, form, found, { min: 5, max: 1000 }, timing.pageSize);
  return { [name]: set(items.map(view)), nextToken };
}

export const DescribeTransitGatewayVpcAttachments: Action = {
  mutating: false,
  run: (call) =>
    listed(
      call,
      'transitGatewayVpcAttachments',
      {
        'vpc-id': ({ attachment }) => attachment.vpcId,
        'transit-gateway-id': ({ gateway }) => gateway.id,
        state: ({ attachment }) => attachment.state,
      },
      ({ gateway, attachment }) => ({
        transitGatewayAttachmentId: attachment.id,
        transitGatewayId: gateway.id,
        vpcId: attachment.vpcId,
        vpcOwnerId: attachment.ownerId,
        state: attachment.state,
        subnetIds: set(attachment.subnetIds),
      }),
    ),
};

export const DescribeTransitGatewayAttachments: Action = {
  mutating: false,
  run: (call) =>
    listed(
      call,
      'transitGatewayAttachments',
      { 'transit-gateway-id': ({ gateway }) => gateway.id, 'resource-id': ({ attachment }) => attachment.vpcId },
      ({ gateway, attachment }) => ({
        transitGatewayAttachmentId: attachment.id,
        transitGatewayId: gateway.id,
        transitGatewayOwnerId: gateway.ownerId,
        resourceOwnerId: attachment.ownerId,
        resourceType: 'vpc',
        resourceId: attachment.vpcId,
        state: attachment.state,
        ...(attachment.tableId && gateway.ownerId === call.caller.accountId
          ? { association: { transitGatewayRouteTableId: attachment.tableId, state: 'associated' } }
          : {}),
      }),
    ),
};

/** Route tables are the owner's alone. */
export const SearchTransitGatewayRoutes: Action = {
  mutating: false,
  run(call) {
    const id = call.form.required('TransitGatewayRouteTableId');
    call.permit();
    const own = call.region.network.transitGateways.filter(({ ownerId }) => ownerId === call.caller.accountId);
    const table = own.flatMap(({ tables }) => tables).find((each) => each.id === id);
    if (!table)
      throw new ApiError(
        'InvalidRouteTableID.NotFound',
        `Transit Gateway Route Table ${id} was deleted or does not exist.`,
      );
    return {
      routeSet: set(
        table.routes.map(({ cidr, attachmentId, type }) => ({
          destinationCidrBlock: cidr,
          type,
          state: attachmentId ? 'active' : 'blackhole',
          transitGatewayAttachments: set(
            attachmentId ? [{ transitGatewayAttachmentId: attachmentId, resourceType: 'vpc' }] : [],
          ),
        })),
      ),
      additionalRoutesAvailable: false,
    };
  },
};

const side = ({ vpcId, ownerId, cidrs }: Peering['requester'], region: string): Fields => ({
  vpcId,
  ownerId,
  region,
  cidrBlock: cidrs[0],
  cidrBlockSet: set(cidrs.map((cidrBlock) => ({ cidrBlock }))),
});

export const DescribeVpcPeeringConnections: Action = {
  mutating: false,
  run(call) {
    call.permit();
    const { action, form, region, timing } = call;
    const found = region.network.peerings.filter(
      filter<Peering>(form, { 'vpc-peering-connection-id': ({ id }) => id, 'status-code': ({ state }) => state }),
    );
    const { items, nextToken } = page(action, form, found, { min: 5, max: 1000 }, timing.pageSize);
    return {
      vpcPeeringConnectionSet: set(
        items.map(({ id, state, requester, accepter }) => ({
          vpcPeeringConnectionId: id,
          status: { code: state },
          requesterVpcInfo: side(requester, region.network.region),
          accepterVpcInfo: side(accepter, region.network.region),
        })),
      ),
      nextToken,
    };
  },
};
