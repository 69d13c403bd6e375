import * as sdk from '../read/ecs-sdk.ts';

/**
 * Every call that changes something in ECS, and no other; each is made only where the user asked for that very change.
 */
export interface EcsWriter {
  /**
   * Has a service start all of its tasks anew. Answers the id of the deployment that this began; null where ECS names
   * none. ECS refuses it where CODE_DEPLOY or EXTERNAL controls the deployments [aws-facts: proof-by-task].
   */
  forceNewDeployment(cluster: string, service: string): Promise<string | null>;
}

/** The EcsWriter over the SDK's client; rejects with the SDK's own errors (see wrap-errors.ts). */
export function ecsWriter(client: sdk.ECSClient): EcsWriter {
  return {
    async forceNewDeployment(cluster, service) {
      const answer = await client.send(new sdk.UpdateServiceCommand({ cluster, service, forceNewDeployment: true }));
      return answer.service?.deployments?.find(({ status }) => status === 'PRIMARY')?.id ?? null;
    },
  };
}
