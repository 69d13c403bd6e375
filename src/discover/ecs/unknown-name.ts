import type { EcsReader } from '../../aws/read/workload-reader.ts';
import { PullpathError } from '../../errors.ts';
import { nameOf } from './launch.ts';

/** True where ECS says that it has no such cluster. */
export function isMissingCluster(error: unknown): boolean {
  return error instanceof PullpathError && error.code === 'ClusterNotFoundException';
}

/**
 * True of a read that ECS refused because it has no such task definition; the code is its catch-all for wrong requests.
 */
export function isUnknownDefinition({ code, message }: { readonly code: string; readonly message: string }): boolean {
  return code === 'ClientException' && /unable to describe task definition/i.test(message);
}

export async function unknownCluster(reader: EcsReader, cluster: string): Promise<PullpathError> {
  const names = await namesFrom(() => reader.clusterArns());
  return usage(
    'UnknownCluster',
    `ECS has no cluster ${nameOf(cluster)}`,
    'clusters',
    names,
    '--cluster, --region and --profile',
  );
}

export async function unknownService(reader: EcsReader, cluster: string, service: string): Promise<PullpathError> {
  const names = await namesFrom(() => reader.serviceArns(cluster));
  const message = `The cluster ${nameOf(cluster)} has no service ${nameOf(service)}`;
  return usage('UnknownEcsService', message, 'services', names, '--service and --cluster');
}

/** ECS forgets a task an hour after it has stopped [aws-facts: ecs-stopped-task]. */
export function unknownTask(cluster: string, task: string): PullpathError {
  return new PullpathError('usage', {
    code: 'UnknownTask',
    message: `The cluster ${nameOf(cluster)} has no task ${nameOf(task)}; ECS forgets a task an hour after it has stopped.`,
    remedy: 'Check --task and --cluster, or name the service with --service: its events go back further.',
  });
}

export function unknownTaskDefinition(name: string): PullpathError {
  return new PullpathError('usage', {
    code: 'UnknownTaskDefinition',
    message: `ECS has no task definition ${name}.`,
    remedy: 'Check the name: FAMILY, FAMILY:REVISION or an ARN of this account and region.',
  });
}

/**
 * The names that there are; null where they cannot be listed, which must not hide the error that they are wanted for.
 */
async function namesFrom(list: () => Promise<string[]>): Promise<string[] | null> {
  try {
    return (await list()).map(nameOf).sort();
  } catch (error) {
    if (error instanceof PullpathError) return null;
    throw error;
  }
}

const SHOWN = 20;

function usage(
  code: string,
  what: string,
  noun: string,
  names: readonly string[] | null,
  flags: string,
): PullpathError {
  const more = names !== null && names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  const listed =
    names === null
      ? `; which ${noun} there are could not be read`
      : names.length === 0
        ? `; it has no ${noun} here at all`
        : `; the ${noun} are: ${names.slice(0, SHOWN).join(', ')}${more}`;
  return new PullpathError('usage', { code, message: `${what}${listed}.`, remedy: `Check ${flags}.` });
}
