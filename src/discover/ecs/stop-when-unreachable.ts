import type { EcsReader } from '../../aws/read/workload-reader.ts';
import { PullpathError } from '../../errors.ts';

/** No connection, or no answer over one. */
const UNANSWERED: ReadonlySet<string> = new Set(['EndpointUnreachable', 'AnswerLost']);

/**
 * The reader, which asks nothing more once ECS could not be reached: from a network without a way to ECS every further call
 * would wait as long as the first, and tell no more.
 */
export function stopWhenUnreachable(reader: EcsReader): EcsReader {
  let unreachable: PullpathError | null = null;
  const guarded = <Args extends readonly unknown[], T>(call: (...args: Args) => Promise<T>) => {
    return async (...args: Args): Promise<T> => {
      if (unreachable !== null) throw unreachable;
      try {
        return await call(...args);
      } catch (error) {
        if (error instanceof PullpathError && UNANSWERED.has(error.code)) unreachable ??= error;
        throw unreachable ?? error;
      }
    };
  };
  return {
    clusterArns: guarded(reader.clusterArns),
    clusters: guarded(reader.clusters),
    serviceArns: guarded(reader.serviceArns),
    services: guarded(reader.services),
    expressService: guarded(reader.expressService),
    serviceRevisions: guarded(reader.serviceRevisions),
    taskArns: guarded(reader.taskArns),
    tasks: guarded(reader.tasks),
    taskDefinition: guarded(reader.taskDefinition),
    capacityProviders: guarded(reader.capacityProviders),
    containerInstanceArns: guarded(reader.containerInstanceArns),
    containerInstances: guarded(reader.containerInstances),
  };
}
