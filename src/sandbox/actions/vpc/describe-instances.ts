import type { Instance } from '../../network/types.ts';
import { byTags } from '../../protocol/filters.ts';
import { set, tagSet } from '../../protocol/wire.ts';
import { kinds } from '../../state/kinds.ts';
import { describe } from '../describe.ts';

/** NAT instances and the like: only what a network needs to know of them. */
export const DescribeInstances = describe<Instance>({
  set: 'reservationSet',
  kind: kinds.instance,
  ids: 'InstanceId',
  items: ({ region }) => region.network.instances,
  pages: { min: 5, max: 1000 },
  filters: {
    ...byTags,
    'instance-id': ({ id }) => id,
    'vpc-id': ({ vpcId }) => vpcId,
    'subnet-id': ({ subnetId }) => subnetId,
    'instance-state-name': ({ state }) => state,
  },
  view: (instance, { caller }) => ({
    reservationId: instance.id.replace('i-', 'r-'),
    ownerId: caller.accountId,
    instancesSet: set([
      {
        instanceId: instance.id,
        instanceState: { code: instance.state === 'running' ? 16 : 80, name: instance.state },
        vpcId: instance.vpcId,
        subnetId: instance.subnetId,
        sourceDestCheck: instance.sourceDestCheck,
        networkInterfaceSet: set([{ networkInterfaceId: instance.interfaceId }]),
        tagSet: tagSet(instance.tags),
      },
    ]),
  }),
});
