import { resourceKeys } from '../../iam/keys.ts';
import { leaveTable } from '../../network/endpoint.ts';
import type { Endpoint } from '../../network/types.ts';
import { ApiError } from '../../protocol/api-error.ts';
import { set } from '../../protocol/wire.ts';
import { arnOf } from '../../state/arn.ts';
import { checkShape, kinds } from '../../state/kinds.ts';
import type { Action, Call, Use } from '../action.ts';
import { vanish } from './endpoint-states.ts';
import { requesterManaged } from './requester-managed.ts';

function useOf(call: Call, endpoint: Endpoint): Use {
  return {
    arn: arnOf(call, kinds.endpoint, endpoint.id, endpoint.ownerId),
    keys: {
      ...resourceKeys(endpoint.tags),
      'ec2:VpceServiceName': [endpoint.serviceName],
      'ec2:VpceServiceRegion': [call.region.network.region],
    },
  };
}

function deleteOne(call: Call, id: string): void {
  const { endpoints } = call.region.network;
  const endpoint = call.region
    .visible(endpoints)
    .find((each) => each.id === id && each.ownerId === call.caller.accountId);
  if (!endpoint || endpoint.state === 'deleted') {
    throw new ApiError('InvalidVpcEndpoint.NotFound', `The Vpc Endpoint Id '${id}' does not exist`);
  }
  call.permit([useOf(call, endpoint)]);
  if (endpoint.requesterManaged) throw requesterManaged(endpoint);
  if (endpoint.state === 'deleting') return;
  // The routes of a gateway endpoint go at once; what takes time is the rest.
  for (const tableId of endpoint.routeTableIds) leaveTable(call.region.network, endpoint, tableId);
  vanish(call, endpoint);
}

/** Answers 200 whatever happens to the single ids, and lists those that were refused [aws-facts: delete-endpoints]. */
export const DeleteVpcEndpoints: Action = {
  mutating: true,
  run(call) {
    const ids = call.form.list('VpcEndpointId');
    for (const id of ids) checkShape(kinds.endpoint, id);
    if (call.form.flag('DryRun')) {
      const named = call.region.network.endpoints.filter(({ id }) => ids.includes(id));
      call.permit(named.map((endpoint) => useOf(call, endpoint)));
    }
    const unsuccessful = ids.flatMap((id) => {
      try {
        deleteOne(call, id);
        return [];
      } catch (cause) {
        if (!(cause instanceof ApiError)) throw cause;
        return [{ resourceId: id, error: { code: cause.code, message: cause.message } }];
      }
    });
    return { unsuccessful: set(unsuccessful) };
  },
};
