import { describe } from '../describe.ts';
import { byTags } from '../filters.ts';
import { kinds } from '../kinds.ts';
import type { Instance } from '../network/types.ts';
import { set, tagSet } from '../wire.ts';

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
