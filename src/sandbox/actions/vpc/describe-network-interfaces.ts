import type { NetworkInterface } from '../../network/types.ts';
import { byTags } from '../../protocol/filters.ts';
import { type Fields, set, tagSet } from '../../protocol/wire.ts';
import { kinds } from '../../state/kinds.ts';
import type { Call } from '../action.ts';
import { describe } from '../describe.ts';
import { zoneOfSubnet } from './zones.ts';

function view(card: NetworkInterface, call: Call): Fields {
  const { network } = call.region;
  const association = card.publicIp ? { publicIp: card.publicIp, ipOwnerId: card.ownerId } : undefined;
  const groups = network.securityGroups.filter(({ id }) => card.groupIds.includes(id));
  return {
    networkInterfaceId: card.id,
    vpcId: card.vpcId,
    subnetId: card.subnetId,
    ownerId: card.ownerId,
    availabilityZone: zoneOfSubnet(network, card.subnetId),
    description: card.description,
    interfaceType: card.type,
    status: card.status,
    requesterManaged: card.requesterManaged,
    requesterId: card.requesterManaged ? '727180483921' : undefined,
    sourceDestCheck: card.sourceDestCheck,
    privateIpAddress: card.ip,
    privateIpAddressesSet: set([{ privateIpAddress: card.ip, primary: true, association }]),
    association,
    attachment:
      card.status === 'in-use'
        ? {
            attachmentId: `${card.requesterManaged ? 'ela-attach' : 'eni-attach'}-${card.id.split('-')[1]}`,
            deviceIndex: card.requesterManaged ? 1 : 0,
            instanceId: card.instanceId,
            instanceOwnerId: card.requesterManaged ? 'amazon-aws' : card.ownerId,
            status: 'attached',
            deleteOnTermination: false,
          }
        : undefined,
    groupSet: set(groups.map(({ id, name }) => ({ groupId: id, groupName: name }))),
    tagSet: tagSet(card.tags),
  };
}

export const DescribeNetworkInterfaces = describe<NetworkInterface>({
  set: 'networkInterfaceSet',
  kind: kinds.interface,
  ids: 'NetworkInterfaceId',
  idsExcludePaging: true,
  items: ({ region, caller }) => region.network.interfaces.filter(({ ownerId }) => ownerId === caller.accountId),
  pages: { min: 5, max: 1000 },
  filters: {
    ...byTags,
    'network-interface-id': ({ id }) => id,
    'vpc-id': ({ vpcId }) => vpcId,
    'subnet-id': ({ subnetId }) => subnetId,
    'group-id': ({ groupIds }) => groupIds,
    description: ({ description }) => description,
    status: ({ status }) => status,
    'interface-type': ({ type }) => type,
    'private-ip-address': ({ ip }) => ip,
    'addresses.private-ip-address': ({ ip }) => ip,
    'attachment.instance-id': ({ instanceId }) => instanceId,
    'requester-managed': ({ requesterManaged }) => requesterManaged,
    'owner-id': ({ ownerId }) => ownerId,
  },
  view,
});
