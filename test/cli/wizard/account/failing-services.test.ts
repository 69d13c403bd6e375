import { describe, expect, it } from 'vitest';
import type { AwsEcsService, AwsEcsTask } from '../../../../src/aws/read/workload-reader.ts';
import { type FailingService, serviceHealth } from '../../../../src/cli/wizard/account/failing-services.ts';
import type { EcsSnapshot } from '../../../../src/discover/ecs/ecs-snapshot.ts';
import { readAllServices } from '../../../../src/discover/ecs/read-ecs.ts';
import { toEcsService } from '../../../../src/discover/ecs/service.ts';
import { toEcsTask } from '../../../../src/discover/ecs/task.ts';
import type { WorldName } from '../../../../src/sandbox/index.ts';
import { sessionIn } from '../world.ts';

const REGION = 'eu-west-1';
const at = (minute: number) => new Date(Date.UTC(2026, 10, 27, 12, minute));
const TIMEOUT =
  'ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. RequestError: send request failed caused by: Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp 10.0.0.9:443: i/o timeout';

function service(name: string, over: Partial<AwsEcsService> = {}) {
  return toEcsService({
    serviceName: name,
    clusterArn: 'x:cluster/prod',
    status: 'ACTIVE',
    desiredCount: 1,
    runningCount: 0,
    ...over,
  });
}

function task(name: string, over: Partial<AwsEcsTask>) {
  return toEcsTask({
    taskArn: `x:task/prod/${JSON.stringify(over).length}${Math.trunc(Number(over.stoppedAt ?? over.startedAt ?? 0))}`,
    clusterArn: 'x:cluster/prod',
    group: `service:${name}`,
    lastStatus: 'STOPPED',
    desiredStatus: 'STOPPED',
    ...over,
  });
}

const failed = (name: string, minute: number, stoppedReason = TIMEOUT) =>
  task(name, { stopCode: 'TaskFailedToStart', stoppedReason, createdAt: at(minute - 1), stoppedAt: at(minute) });

function health(services: EcsSnapshot['services'], tasks: EcsSnapshot['tasks']) {
  const nothing = { clusters: [], taskDefinitions: [], capacityProviders: [], containerInstances: [], unread: [] };
  const { failing, others } = serviceHealth({ ...nothing, services, tasks }, REGION);
  return { failing: failing.map(told), others: others.map(({ name }) => name) };
}

function told({ service: name, reason, failures }: FailingService): string {
  return `${name}: ${reason} (${failures})`;
}

describe('services that do not start their tasks', () => {
  it('are listed with the newest failure first, each with the reason of its last one', () => {
    const gone =
      'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 111122223333.dkr.ecr.eu-west-1.amazonaws.com/billing:9: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/billing:9: not found';
    expect(
      health(
        [service('orders'), service('billing')],
        [failed('orders', 3), failed('orders', 9), failed('billing', 20, gone), failed('billing', 1)],
      ).failing,
    ).toEqual(['billing: image tag not found (2)', "orders: can't reach ecr.api (2)"]);
  });

  it.each<[string, EcsSnapshot['tasks']]>([
    ['nothing stopped', []],
    [
      'tasks were replaced before they had started',
      [task('orders', { stopCode: 'ServiceSchedulerInitiated', stoppedAt: at(1) })],
    ],
    ['a person stopped it', [task('orders', { stopCode: 'UserInitiated', stoppedAt: at(1) })]],
    [
      'it ran, and ended',
      [task('orders', { stopCode: 'EssentialContainerExited', startedAt: at(1), stoppedAt: at(2) })],
    ],
    [
      'a later task has started since',
      [failed('orders', 3), task('orders', { lastStatus: 'RUNNING', desiredStatus: 'RUNNING', startedAt: at(4) })],
    ],
  ])('are not those where %s', (_, tasks) => {
    expect(health([service('orders', { runningCount: 1 })], tasks)).toEqual({ failing: [], others: ['orders'] });
  });

  it('are those too whose older tasks still run', () => {
    const running = task('orders', { lastStatus: 'RUNNING', desiredStatus: 'RUNNING', startedAt: at(1) });
    const { failing } = health([service('orders', { runningCount: 1 })], [running, failed('orders', 5)]);
    expect(failing).toEqual(["orders: can't reach ecr.api (1)"]);
  });

  it('are those too for which ECS finds no place, by what it says of them', () => {
    const message =
      '(service orders) was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster.';
    const events = [
      { createdAt: at(2), message: '(service orders) rolling back to deployment ecs-svc/1.' },
      { createdAt: at(1), message },
    ];
    expect(health([service('orders', { events })], []).failing).toEqual(['orders: no container instances (0)']);
    expect(health([service('orders', { events, runningCount: 1 })], []).failing).toEqual([]);
  });

  it('are those too whose deployment ECS gave up longer ago than it remembers tasks', () => {
    const deployments = [{ id: 'ecs-svc/1', status: 'PRIMARY', rolloutState: 'FAILED' as const, createdAt: at(1) }];
    expect(health([service('orders', { deployments })], []).failing).toEqual(['orders: deployment failed (0)']);
    expect(health([service('orders', { deployments, runningCount: 1 })], []).failing).toEqual([]);
  });

  it('are of one cluster: a service of the same name in another is another', () => {
    const { failing, others } = health(
      [service('orders'), service('orders', { clusterArn: 'x:cluster/test', runningCount: 1 })],
      [failed('orders', 3)],
    );
    expect({ failing, others }).toEqual({ failing: ["orders: can't reach ecr.api (1)"], others: ['orders'] });
  });

  it('are not those that are being removed', () => {
    expect(health([service('orders', { status: 'DRAINING' })], [failed('orders', 3)])).toEqual({
      failing: [],
      others: [],
    });
  });
});

describe('in the worlds of the sandbox', () => {
  it.each<[WorldName, string[]]>([
    ['failing-service', ["orders: can't reach ecr.api"]],
    ['one-of-two', ["billing: can't reach secretsmanager"]],
    ['digest-gone', ['orders: image digest not found']],
    ['docker-hub', ["orders: can't reach docker.io"]],
    ['guide', []],
  ])('of %s', async (world, expected) => {
    const session = await sessionIn(world);
    try {
      const snapshot = await readAllServices(await session.ecs());
      const { failing } = serviceHealth(snapshot, session.region.name);
      expect(failing.map((each) => told(each).replace(/ \(\d+\)$/, ''))).toEqual(expected);
      expect(snapshot.unread).toEqual([]);
    } finally {
      await session.end();
    }
  });
});
