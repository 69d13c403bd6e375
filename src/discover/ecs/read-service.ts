import type { EcsReader } from '../../aws/read/workload-reader.ts';
import { type EcsService, toEcsService } from './service.ts';
import { type EcsTask, toEcsTask } from './task.ts';
import { unknownService } from './unknown-name.ts';

/** A service and its tasks, running and stopped, as they are at one moment. */
export interface ServiceSnapshot {
  readonly service: EcsService;
  readonly tasks: readonly EcsTask[];
}

/**
 * Reads a service and its tasks again, and nothing else of it: for whoever follows it.
 * @throws usage UnknownEcsService where it is gone; a refused read as it is
 */
export async function readService(reader: EcsReader, cluster: string, name: string): Promise<ServiceSnapshot> {
  const [described, running, stopped] = await Promise.all([
    reader.services(cluster, [name]),
    reader.taskArns(cluster, { service: name, status: 'RUNNING' }),
    reader.taskArns(cluster, { service: name, status: 'STOPPED' }),
  ]);
  const [service] = described.found;
  if (service === undefined) throw await unknownService(reader, cluster, name);
  const { found } = await reader.tasks(cluster, [...new Set([...running, ...stopped])]);
  // Not every emulator minds the filter by service.
  const tasks = found.map(toEcsTask).filter(({ group }) => group === null || group === `service:${name}`);
  return { service: toEcsService(service), tasks };
}
