import type { EcsService, Rollout } from '../../ecs/types.ts';
import { ApiError } from '../../protocol/api-error.ts';
import type { Fields } from '../../protocol/wire.ts';
import type { Action, Call } from '../action.ts';
import { arn, clusterArn, ecsOf, missing, names, seconds, serviceArn, useIn } from './request.ts';
import { definitionArn, launchView } from './rollout-view.ts';

const revisionArn = (call: Call, { cluster, name }: EcsService, { id }: Rollout) =>
  arn(call, `service-revision/${cluster}/${name}/${id.split('/').at(-1)}`);

/** Each deployment has a revision of its own. */
export function revisionView(call: Call, service: EcsService, rollout: Rollout): Fields {
  return { arn: revisionArn(call, service, rollout), requestedTaskCount: rollout.desiredCount };
}

export const DescribeServiceRevisions: Action = {
  mutating: false,
  run(call) {
    const asked = names(call, 'serviceRevisionArns', 20);
    call.permit(asked.map((given) => useIn(call, given)));
    const all = ecsOf(call).services.flatMap((service) => service.deployments.map((rollout) => ({ service, rollout })));
    const found = asked.map((given) =>
      all.find(({ service, rollout }) => revisionArn(call, service, rollout) === given),
    );
    return {
      serviceRevisions: found
        .filter((each) => each !== undefined)
        .map(({ service, rollout }) => ({
          serviceRevisionArn: revisionArn(call, service, rollout),
          serviceArn: serviceArn(call, service),
          clusterArn: clusterArn(call, service.cluster),
          taskDefinition: definitionArn(call, rollout.taskDefinition),
          ...launchView(call, service, rollout),
          guardDutyEnabled: service.guardDuty ?? false,
          createdAt: seconds(rollout.createdAt),
        })),
      failures: asked.filter((_, n) => !found[n]).map(missing),
    };
  },
};

/** What ECS manages of a service of Express Mode: the network stands here, and not where services are described. */
export const DescribeExpressGatewayService: Action = {
  mutating: false,
  run(call) {
    const given = call.form.text('serviceArn') ?? '';
    const service = ecsOf(call).services.find((each) => each.express && serviceArn(call, each) === given);
    call.permit([{ arn: given }]);
    if (!service) throw new ApiError('ResourceNotFoundException', 'The specified service was not found.');
    return {
      service: {
        cluster: service.cluster,
        serviceName: service.name,
        serviceArn: serviceArn(call, service),
        status: { statusCode: service.status },
        activeConfigurations: service.deployments.map((rollout) => ({
          serviceRevisionArn: revisionArn(call, service, rollout),
          taskDefinitionArn: definitionArn(call, rollout.taskDefinition),
          networkConfiguration: {
            subnets: rollout.network?.subnetIds ?? [],
            securityGroups: rollout.network?.groupIds ?? [],
          },
          createdAt: seconds(rollout.createdAt),
        })),
      },
    };
  },
};
