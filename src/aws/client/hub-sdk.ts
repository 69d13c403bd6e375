/** The SDK's calls that tell how VPCs are connected, apart from `sdk.ts` so that they are loaded only where one asks. */
export {
  paginateDescribeTransitGatewayAttachments,
  paginateDescribeTransitGatewayVpcAttachments,
  paginateDescribeVpcPeeringConnections,
  SearchTransitGatewayRoutesCommand,
} from '@aws-sdk/client-ec2';
