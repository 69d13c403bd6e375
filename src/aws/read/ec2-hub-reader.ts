import * as sdk from '../client/hub-sdk.ts';
import type { EC2Client } from '../client/sdk.ts';
import type { HubReader } from './hub-reader.ts';
import { everyItem, forEachChunk, LARGE_PAGE } from './paging.ts';

/** The HubReader over the SDK's client of EC2; rejects with the SDK's own errors. */
export function hubReader(client: EC2Client, pageSize = LARGE_PAGE): HubReader {
  const paging = { client, pageSize };
  return {
    transitGatewayVpcAttachments: (vpcIds) =>
      forEachChunk(vpcIds, (Values) =>
        everyItem(
          sdk.paginateDescribeTransitGatewayVpcAttachments(paging, { Filters: [{ Name: 'vpc-id', Values }] }),
          (page) => page.TransitGatewayVpcAttachments,
        ),
      ),
    transitGatewayAttachments: (gatewayIds) =>
      forEachChunk(gatewayIds, (Values) =>
        everyItem(
          sdk.paginateDescribeTransitGatewayAttachments(paging, {
            Filters: [{ Name: 'transit-gateway-id', Values }],
          }),
          (page) => page.TransitGatewayAttachments,
        ),
      ),
    async transitGatewayRoutes(TransitGatewayRouteTableId, address) {
      const Filters = [
        { Name: 'state', Values: ['active', 'blackhole'] },
        ...(address === undefined ? [] : [{ Name: 'route-search.longest-prefix-match', Values: [address] }]),
      ];
      const input = { TransitGatewayRouteTableId, Filters, MaxResults: pageSize };
      const page = await client.send(new sdk.SearchTransitGatewayRoutesCommand(input));
      return { routes: page.Routes ?? [], more: page.AdditionalRoutesAvailable ?? false };
    },
    peeringConnections: (ids) =>
      forEachChunk(ids, (Values) =>
        everyItem(
          sdk.paginateDescribeVpcPeeringConnections(paging, {
            Filters: [{ Name: 'vpc-peering-connection-id', Values }],
          }),
          (page) => page.VpcPeeringConnections,
        ),
      ),
  };
}
