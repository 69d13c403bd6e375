import type { InternetGateway, NatGateway } from '../../network/types.ts';
import { byTags } from '../../protocol/filters.ts';
import { set, tagSet } from '../../protocol/wire.ts';
import { kinds } from '../../state/kinds.ts';
import { describe } from '../describe.ts';

export const DescribeInternetGateways = describe<InternetGateway>({
  set: 'internetGatewaySet',
  kind: kinds.internetGateway,
  ids: 'InternetGatewayId',
  items: ({ region }) => region.network.internetGateways,
  pages: { min: 5, max: 1000 },
  filters: {
    ...byTags,
    'internet-gateway-id': ({ id }) => id,
    'attachment.vpc-id': ({ vpcId }) => vpcId,
    'attachment.state': ({ vpcId }) => vpcId && 'available',
    'owner-id': ({ ownerId }) => ownerId,
  },
  view: ({ id, ownerId, vpcId, tags }) => ({
    internetGatewayId: id,
    ownerId,
    attachmentSet: set(vpcId ? [{ vpcId, state: 'available' }] : []),
    tagSet: tagSet(tags),
  }),
});

/** Not shared with the participants of a shared VPC [aws-facts: shared-vpc]. */
export const DescribeNatGateways = describe<NatGateway>({
  set: 'natGatewaySet',
  kind: kinds.natGateway,
  ids: 'NatGatewayId',
  items: ({ region, caller }) => region.network.natGateways.filter(({ ownerId }) => ownerId === caller.accountId),
  pages: { min: 5, max: 1000 },
  filters: {
    ...byTags,
    'nat-gateway-id': ({ id }) => id,
    'vpc-id': ({ vpcId }) => vpcId,
    'subnet-id': ({ subnetId }) => subnetId,
    state: ({ state }) => state,
  },
  view: (gateway, { region }) => ({
    natGatewayId: gateway.id,
    vpcId: gateway.vpcId,
    subnetId: gateway.subnetId,
    state: gateway.state,
    connectivityType: gateway.connectivity,
    availabilityMode: gateway.subnetId ? 'zonal' : 'regional',
    natGatewayAddressSet: set(
      gateway.interfaceId || gateway.publicIp
        ? [
            {
              networkInterfaceId: gateway.interfaceId,
              privateIp: region.network.interfaces.find(({ id }) => id === gateway.interfaceId)?.ip,
              publicIp: gateway.publicIp,
              isPrimary: true,
              status: 'succeeded',
            },
          ]
        : [],
    ),
    tagSet: tagSet(gateway.tags),
  }),
});
