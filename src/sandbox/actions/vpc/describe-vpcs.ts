import type { Vpc } from '../../network/types.ts';
import { byTags } from '../../protocol/filters.ts';
import { type Fields, set, tagSet } from '../../protocol/wire.ts';
import { kinds } from '../../state/kinds.ts';
import { describe } from '../describe.ts';

const blocks = (cidrs: readonly string[], id: string, field: string) =>
  set(
    cidrs.map((cidr, index) => ({
      associationId: `vpc-cidr-assoc-${id.split('-')[1]}${index}`,
      [field]: cidr,
      [`${field}State`]: { state: 'associated' },
    })),
  );

function view(vpc: Vpc): Fields {
  return {
    vpcId: vpc.id,
    ownerId: vpc.ownerId,
    state: 'available',
    cidrBlock: vpc.cidrs[0],
    dhcpOptionsId: vpc.dhcpOptionsId,
    instanceTenancy: 'default',
    isDefault: vpc.isDefault,
    cidrBlockAssociationSet: blocks(vpc.cidrs, vpc.id, 'cidrBlock'),
    ipv6CidrBlockAssociationSet: blocks(vpc.ipv6Cidr ? [vpc.ipv6Cidr] : [], vpc.id, 'ipv6CidrBlock'),
    blockPublicAccessStates: { internetGatewayBlockMode: vpc.blockMode },
    tagSet: tagSet(vpc.tags),
  };
}

export const DescribeVpcs = describe<Vpc>({
  set: 'vpcSet',
  kind: kinds.vpc,
  ids: 'VpcId',
  items: ({ region }) => region.network.vpcs,
  pages: { min: 5, max: 1000 },
  filters: {
    ...byTags,
    'vpc-id': ({ id }) => id,
    cidr: ({ cidrs }) => cidrs[0],
    'cidr-block-association.cidr-block': ({ cidrs }) => cidrs,
    'is-default': ({ isDefault }) => isDefault,
    'owner-id': ({ ownerId }) => ownerId,
    'dhcp-options-id': ({ dhcpOptionsId }) => dhcpOptionsId,
    state: () => 'available',
  },
  view,
});
