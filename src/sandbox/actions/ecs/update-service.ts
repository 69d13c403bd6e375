import { nameOfDefinition } from '../../ecs/find.ts';
import type { EcsService, Rollout } from '../../ecs/types.ts';
import { ApiError } from '../../protocol/api-error.ts';
import type { Action, Call } from '../action.ts';
import { ecsOf, findCluster, invalid, serviceArn, shortName, useIn } from './request.ts';
import { findService, serviceView } from './services.ts';
import { findDefinition } from './task-definitions.ts';

/** What the request changes in the next deployment. */
function changesOf(call: Call): Partial<Rollout> {
  const { form } = call;
  const wanted = form.text('taskDefinition');
  const network = form.struct('networkConfiguration.awsvpcConfiguration');
  return {
    ...(wanted !== undefined && { taskDefinition: nameOfDefinition(findDefinition(ecsOf(call), wanted)) }),
    ...(network && {
      network: {
        subnetIds: network.list('subnets'),
        groupIds: network.list('securityGroups'),
        assignPublicIp: network.choice('assignPublicIp', ['ENABLED', 'DISABLED']) ?? 'DISABLED',
      },
    }),
  };
}

/** Deployments of other controllers are begun by those. */
function refuseOthers({ controller }: EcsService, force: boolean): void {
  if (controller === 'ECS') return;
  const what = force ? 'force a new deployment' : 'update task definition or network configuration';
  const then = controller === 'CODE_DEPLOY' ? ' Use AWS CodeDeploy to trigger a new deployment.' : '';
  throw invalid(`Cannot ${what} on services with a ${controller} deployment controller.${then}`);
}

/** Takes `desiredCount`, `forceNewDeployment`, `taskDefinition` and `networkConfiguration`. */
export const UpdateService: Action = {
  mutating: true,
  run(call) {
    const { form, now, region } = call;
    findCluster(call);
    const service = findService(call, shortName(form.text('service') ?? ''));
    call.permit([useIn(call, serviceArn(call, service), service.tags)]);
    if (service.status !== 'ACTIVE') throw new ApiError('ServiceNotActiveException', 'Service was not ACTIVE.');
    const force = form.flag('forceNewDeployment') ?? false;
    const changes = changesOf(call);
    const anew = force || Object.keys(changes).length > 0;
    if (anew) refuseOthers(service, force);
    const desired = form.integer('desiredCount');
    if (desired !== undefined) service.desiredCount = desired;
    if (anew) region.scheduler.deploy(service, changes, now);
    else if (desired !== undefined) region.scheduler.rescale(service, now);
    return { service: serviceView(call, service) };
  },
};
