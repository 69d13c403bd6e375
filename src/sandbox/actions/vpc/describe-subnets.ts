import { freeAddresses } from '../../network/endpoint.ts';
import type { Subnet } from '../../network/types.ts';
import { byTags } from '../../protocol/filters.ts';
import { type Fields, set, tagSet } from '../../protocol/wire.ts';
import { arnOf } from '../../state/arn.ts';
import { kinds } from '../../state/kinds.ts';
import type { Call } from '../action.ts';
import { describe } from '../describe.ts';

function view(subnet: Subnet, call: Call): Fields {
  const { network } = call.region;
  return {
    subnetId: subnet.id,
    subnetArn: arnOf(call, kinds.subnet, subnet.id, subnet.ownerId),
    vpcId: subnet.vpcId,
    ownerId: subnet.ownerId,
    state: 'available',
    cidrBlock: subnet.cidr || undefined,
    ipv6CidrBlockAssociationSet: set(
      subnet.ipv6Cidr
        ? [
            {
              associationId: `subnet-cidr-assoc-${subnet.id.split('-')[1]}`,
              ipv6CidrBlock: subnet.ipv6Cidr,
              ipv6CidrBlockState: { state: 'associated' },
            },
          ]
        : [],
    ),
    ipv6Native: subnet.ipv6Native,
    availableIpAddressCount: freeAddresses(network, subnet),
    availabilityZone: subnet.zone,
    availabilityZoneId: network.zones.find(({ name }) => name === subnet.zone)?.id,
    outpostArn: subnet.outpostArn,
    defaultForAz: false,
    mapPublicIpOnLaunch: subnet.mapPublicIp,
    blockPublicAccessStates: { internetGatewayBlockMode: subnet.blockMode },
    tagSet: tagSet(subnet.tags),
  };
}

export const DescribeSubnets = describe<Subnet>({
  set: 'subnetSet',
  kind: kinds.subnet,
  ids: 'SubnetId',
  items: ({ region }) => region.network.subnets,
  pages: { min: 5, max: 1000 },
  filters: {
    ...byTags,
    'subnet-id': ({ id }) => id,
    'vpc-id': ({ vpcId }) => vpcId,
    'availability-zone': ({ zone }) => zone,
    'cidr-block': ({ cidr }) => cidr,
    'owner-id': ({ ownerId }) => ownerId,
    'map-public-ip-on-launch': ({ mapPublicIp }) => mapPublicIp,
    'outpost-arn': ({ outpostArn }) => outpostArn,
    state: () => 'available',
  },
  view,
});
