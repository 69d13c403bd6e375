import type { Endpoint } from '../../network/types.ts';
import { byTags } from '../../protocol/filters.ts';
import { kinds } from '../../state/kinds.ts';
import { describe } from '../describe.ts';
import { endpointView } from './endpoint-view.ts';

/** Participants of a shared VPC see only what is theirs, and endpoints never are [aws-facts: shared-vpc]. */
export const DescribeVpcEndpoints = describe<Endpoint>({
  set: 'vpcEndpointSet',
  kind: kinds.endpoint,
  ids: 'VpcEndpointId',
  items: ({ region, caller }) => region.network.endpoints.filter(({ ownerId }) => ownerId === caller.accountId),
  filters: {
    ...byTags,
    'vpc-endpoint-id': ({ id }) => id,
    'vpc-id': ({ vpcId }) => vpcId,
    'service-name': ({ serviceName }) => serviceName,
    'vpc-endpoint-type': ({ type }) => type,
    'vpc-endpoint-state': ({ state }) => state,
    'ip-address-type': ({ ipAddressType }) => ipAddressType,
  },
  view: endpointView,
});
