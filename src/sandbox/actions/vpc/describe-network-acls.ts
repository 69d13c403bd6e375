import type { AclEntry, NetworkAcl } from '../../network/types.ts';
import { byTags } from '../../protocol/filters.ts';
import { type Fields, set, tagSet } from '../../protocol/wire.ts';
import { kinds } from '../../state/kinds.ts';
import { describe } from '../describe.ts';

const entryView = ({ number, egress, protocol, action, cidr, ports }: AclEntry) => ({
  ruleNumber: number,
  egress,
  protocol,
  ruleAction: action,
  [cidr.includes(':') ? 'ipv6CidrBlock' : 'cidrBlock']: cidr,
  portRange: ports && { from: ports[0], to: ports[1] },
});

const associationId = (subnetId: string) => `aclassoc-${subnetId.split('-')[1]}`;

function view(acl: NetworkAcl): Fields {
  return {
    networkAclId: acl.id,
    vpcId: acl.vpcId,
    ownerId: acl.ownerId,
    default: acl.isDefault,
    associationSet: set(
      acl.subnetIds.map((subnetId) => ({
        networkAclAssociationId: associationId(subnetId),
        networkAclId: acl.id,
        subnetId,
      })),
    ),
    entrySet: set(acl.entries.map(entryView)),
    tagSet: tagSet(acl.tags),
  };
}

export const DescribeNetworkAcls = describe<NetworkAcl>({
  set: 'networkAclSet',
  kind: kinds.networkAcl,
  ids: 'NetworkAclId',
  items: ({ region }) => region.network.networkAcls,
  pages: { min: 5, max: 1000 },
  filters: {
    ...byTags,
    'network-acl-id': ({ id }) => id,
    'vpc-id': ({ vpcId }) => vpcId,
    'owner-id': ({ ownerId }) => ownerId,
    default: ({ isDefault }) => isDefault,
    'association.subnet-id': ({ subnetIds }) => subnetIds,
    'association.network-acl-id': ({ id, subnetIds }) => (subnetIds.length > 0 ? id : undefined),
    'association.association-id': ({ subnetIds }) => subnetIds.map(associationId),
    'entry.cidr': ({ entries }) => entries.map(({ cidr }) => cidr),
    'entry.egress': ({ entries }) => entries.map(({ egress }) => egress),
    'entry.protocol': ({ entries }) => entries.map(({ protocol }) => protocol),
    'entry.rule-action': ({ entries }) => entries.map(({ action }) => action),
    'entry.rule-number': ({ entries }) => entries.map(({ number }) => number),
  },
  view,
});
