import { z } from 'zod';
import type { EcsService } from '../discover/ecs/service.ts';
import { PullpathError } from '../errors.ts';
import { aws, placeholder } from '../remedy/command.ts';
import { formatCount } from '../words.ts';

/** What `--force-new-deployment` would do, said beforehand. */
export const ForcedDeployment = z.object({
  action: z.literal('ecs:UpdateService'),
  cluster: z.string(),
  service: z.string(),
  desiredCount: z.number().int(),
  /** In one or two sentences. */
  message: z.string(),
});
export type ForcedDeployment = z.infer<typeof ForcedDeployment>;

/**
 * @throws needs-person where CODE_DEPLOY or EXTERNAL controls the deployments: ECS refuses to force one there
 *   [aws-facts: proof-by-task]
 */
export function assertCanForce({ cluster, name, deploymentController }: EcsService): void {
  if (deploymentController === 'ECS') return;
  const isCodeDeploy = deploymentController === 'CODE_DEPLOY';
  throw new PullpathError('needs-person', {
    code: 'DeploymentNotForced',
    message: `ECS cannot force a deployment of ${name}: its deployment controller is ${deploymentController}.`,
    remedy: isCodeDeploy
      ? [
          'Start one in CodeDeploy:',
          aws('deploy create-deployment', {
            'application-name': placeholder('<application>'),
            'deployment-group-name': placeholder('<group>'),
            revision: placeholder('<revision>'),
          }),
        ]
      : [
          'Whatever controls it has to make a new task set:',
          aws('ecs create-task-set', { cluster, service: name, 'task-definition': placeholder('<task definition>') }),
        ],
  });
}

/** What forcing means for this service, for the plan and for the question. */
export function forcedDeploymentOf({ cluster, name, desiredCount, launchType }: EcsService): ForcedDeployment {
  const what =
    desiredCount === 0
      ? `${name} is scaled to 0 tasks, so it starts none and proves nothing.`
      : `ECS starts ${formatCount(desiredCount, 'new task')} of ${name} and stops the old ones once the new ones run, within the service's minimum and maximum percent${launchType === 'EC2' ? ' and the room on its instances' : ''}. rollback does not undo it.`;
  return { action: 'ecs:UpdateService', cluster, service: name, desiredCount, message: what };
}
