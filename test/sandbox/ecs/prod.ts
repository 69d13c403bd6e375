import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  type Task,
} from '@aws-sdk/client-ecs';
import { onTestFinished } from 'vitest';
import { manualClock, type SandboxOptions, startSandbox } from '../../../src/sandbox/index.ts';

/**
 * A sandbox on a clock that the test moves, and the SDK's own client of ECS; one attempt, so that every answer is seen.
 */
export async function prod(options: Partial<SandboxOptions> = {}) {
  const clock = manualClock();
  const sandbox = await startSandbox({ world: 'failing-service', clock, ...options });
  const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' };
  const ecs = new ECSClient({ endpoint: sandbox.url, region: sandbox.region, credentials, maxAttempts: 1 });
  onTestFinished(async () => {
    ecs.destroy();
    await sandbox.close();
  });
  const cluster = 'prod';
  async function service(name = 'orders') {
    const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: [name] }));
    return services[0]!;
  }
  /** The tasks of a status, the oldest first. */
  async function tasks(desiredStatus: 'RUNNING' | 'STOPPED', serviceName = 'orders'): Promise<Task[]> {
    const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster, serviceName, desiredStatus }));
    if (taskArns.length === 0) return [];
    return (await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }))).tasks ?? [];
  }
  return { sandbox, clock, ecs, service, tasks };
}

/** The value of a detail of a task's network interface. */
export const detail = ({ attachments = [] }: Task, name: string) =>
  attachments[0]?.details?.find((each) => each.name === name)?.value;
