import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { expect, test } from 'vitest';
import { type World, type WorldName, worlds } from '../../../src/sandbox/index.ts';
import { refusal } from '../clients.ts';
import { openPath, shutPath } from './opening.ts';
import { detail, prod } from './prod.ts';

const but = (name: WorldName, change: (world: World) => unknown) => {
  const world = worlds[name].make();
  change(world);
  return world;
};

const force = new UpdateServiceCommand({ cluster: 'prod', service: 'orders', forceNewDeployment: true });
const minute = 60_000;

test('a service tries again, after pauses that grow', async () => {
  const { tasks } = await prod({
    timing: { tasks: { attachMs: 0, giveUpMs: 1000, retryMs: 10_000, retryMaxMs: 60_000, historyMs: 5 * minute } },
  });
  const times = (await tasks('STOPPED')).map(({ createdAt }) => createdAt!.getTime() / 1000);
  expect(times.slice(1).map((time, n) => time - times[n]!)).toEqual([11, 21, 41, 61, 61, 61]);
});

test('once the path is open the next task starts, by itself, and its pull is on record', async () => {
  const { sandbox, clock, service, tasks } = await prod();
  const before = sandbox.state();
  const opened = clock.now();
  openPath(sandbox.network());
  clock.advance(10_000);
  const [task, ...others] = await tasks('RUNNING');
  expect(others).toEqual([]);
  expect(task).toMatchObject({ lastStatus: 'RUNNING', connectivity: 'CONNECTED' });
  expect(task!.pullStartedAt!.getTime()).toBeGreaterThan(opened);
  expect(task!.pullStoppedAt!.getTime() - task!.pullStartedAt!.getTime()).toBe(300);
  expect(task!.containers).toMatchObject([{ imageDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) }]);
  const card = sandbox.network().interfaces.find(({ id }) => id === detail(task!, 'networkInterfaceId'));
  expect(card).toMatchObject({ subnetId: detail(task!, 'subnetId'), ip: detail(task!, 'privateIPv4Address') });
  const { deployments, runningCount, events } = await service();
  expect(runningCount).toBe(1);
  expect(deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: 1 }]);
  expect(events![0]!.message).toBe('(service orders) has reached a steady state.');
  shutPath(sandbox.network());
  sandbox.network().securityGroups[0]!.rules.pop();
  expect(sandbox.state()).toEqual(before);
});

test('a task takes its steps in turn', async () => {
  const { sandbox, clock, tasks } = await prod({ world: 'one-of-two', timing: { tasks: { historyMs: 0 } } });
  const seen: (string | undefined)[] = [];
  for (const ms of [0, 100, 300]) {
    clock.advance(ms);
    seen.push((await tasks('RUNNING'))[0]!.lastStatus);
  }
  expect(seen).toEqual(['PROVISIONING', 'PENDING', 'RUNNING']);
  expect(sandbox.network().interfaces.filter(({ taskId }) => taskId)).toHaveLength(3);
});

test('a forced deployment replaces the tasks once its own run', async () => {
  const { ecs, clock, service, tasks } = await prod({ world: 'one-of-two' });
  const [old] = await tasks('RUNNING');
  const { service: answered } = await ecs.send(force);
  expect(answered!.deployments).toMatchObject([
    { status: 'PRIMARY', rolloutState: 'IN_PROGRESS' },
    { status: 'ACTIVE', rolloutState: 'COMPLETED', runningCount: 2 },
  ]);
  clock.advance(10_000);
  expect((await service()).deployments).toMatchObject([{ status: 'PRIMARY', rolloutState: 'COMPLETED' }]);
  expect(await tasks('RUNNING')).toHaveLength(2);
  const stopped = (await tasks('STOPPED')).find(({ taskArn }) => taskArn === old!.taskArn);
  expect(stopped).toMatchObject({ stopCode: 'ServiceSchedulerInitiated', containers: [{ lastStatus: 'STOPPED' }] });
  expect(stopped!.stoppedReason).toMatch(/^Scaling activity initiated by \(deployment ecs-svc\/\d+\)$/);
});

test('where it cannot start, the older tasks go on, and the text is that of before', async () => {
  const { ecs, sandbox, clock, service, tasks } = await prod();
  const first = (await tasks('STOPPED')).at(-1)!.stoppedReason;
  openPath(sandbox.network());
  clock.advance(10_000);
  shutPath(sandbox.network());
  await ecs.send(force);
  clock.advance(10_000);
  const [primary, active] = (await service()).deployments!;
  expect(primary).toMatchObject({ rolloutState: 'IN_PROGRESS', runningCount: 0 });
  expect(active).toMatchObject({ status: 'ACTIVE', runningCount: 1 });
  const failed = (await tasks('STOPPED')).filter(({ startedBy }) => startedBy === primary!.id);
  expect(new Set(failed.map(({ stoppedReason }) => stoppedReason))).toEqual(new Set([first]));
});

test('a circuit breaker gives up after three failures, and returns to what ran', async () => {
  const broken = but('failing-service', ({ ecs }) => {
    ecs.services[0]!.circuitBreaker = { enable: true, rollback: true };
  });
  const { ecs, sandbox, clock, service, tasks } = await prod({ world: broken });
  expect((await service()).deployments).toMatchObject([
    {
      rolloutState: 'FAILED',
      rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
      failedTasks: 3,
    },
  ]);
  openPath(sandbox.network());
  await ecs.send(force);
  clock.advance(10_000);
  const [running] = (await service()).deployments!;
  expect(running).toMatchObject({ rolloutState: 'COMPLETED' });
  shutPath(sandbox.network());
  await ecs.send(force);
  clock.advance(minute);
  expect((await service()).deployments).toMatchObject([{ id: running!.id, status: 'PRIMARY', runningCount: 1 }]);
  expect((await service()).events![0]!.message).toContain(`rolling back to deployment ${running!.id}`);
  expect(await tasks('RUNNING')).toHaveLength(1);
});

test('stopped tasks are listed for an hour', async () => {
  const { ecs, clock, tasks } = await prod();
  expect(await tasks('STOPPED')).not.toEqual([]);
  await ecs.send(new UpdateServiceCommand({ cluster: 'prod', service: 'orders', desiredCount: 0 }));
  clock.advance(59 * minute);
  expect(await tasks('STOPPED')).not.toEqual([]);
  clock.advance(minute);
  expect(await tasks('STOPPED')).toEqual([]);
});

test('a service that wants no task starts none', async () => {
  const world = but('failing-service', ({ ecs }) => {
    Object.assign(ecs.services[0]!, { desiredCount: 0 });
    ecs.services[0]!.deployments[0]!.desiredCount = 0;
  });
  const { tasks, service } = await prod({ world });
  expect(await tasks('STOPPED')).toEqual([]);
  expect((await service()).deployments).toMatchObject([{ rolloutState: 'COMPLETED', desiredCount: 0 }]);
});

test('a service of CodeDeploy is not deployed by ECS; what is INACTIVE not at all', async () => {
  const { ecs } = await prod({ world: 'code-deploy' });
  expect(await refusal(ecs.send(force))).toEqual({
    code: 'InvalidParameterException',
    status: 400,
    message:
      'Cannot force a new deployment on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.',
  });
  const gone = but('failing-service', (world) => {
    world.ecs.services[0]!.status = 'INACTIVE';
  });
  expect(await refusal((await prod({ world: gone })).ecs.send(force))).toMatchObject({
    code: 'ServiceNotActiveException',
  });
});

test('a week without a request is caught up with at once', async () => {
  const { clock, service } = await prod({ timing: { tasks: { retryMaxMs: 15 * minute } } });
  clock.advance(7 * 24 * 60 * minute);
  const { events, deployments } = await service();
  expect(events!.length).toBeLessThanOrEqual(100);
  expect(deployments![0]!.failedTasks).toBeGreaterThan(600);
});
