import type { Network } from '../network/types.ts';
import type { TaskTimes } from '../options.ts';
import { Ids } from '../state/ids.ts';
import { CIRCUIT_OPENED, completed, events } from './messages.ts';
import { detach, newTask } from './new-task.ts';
import { begun, nextRolloutId, rolloutsOf } from './rollout.ts';
import { digestOf, tryStart } from './try-start.ts';
import type { EcsService, Rollout, Task } from './types.ts';

interface Surroundings {
  network: Network;
  accountId: string;
  times: TaskTimes;
  /** Carries out a change at a moment of the clock, which is passed to it. */
  at: (moment: number, change: (at: number) => void) => void;
}

/** How many tasks one event tells of. */
const launchedAtOnce = 10;

/**
 * What ECS's service scheduler does in a region: starts the tasks that services want, again after a pause where they
 * fail, and replaces those of an older deployment. All of it falls due at moments of the clock; nothing runs between
 * requests.
 */
export class Scheduler {
  readonly #network: Network;
  readonly #accountId: string;
  readonly #times: TaskTimes;
  readonly #at: Surroundings['at'];
  readonly #ids = new Ids('0e');
  readonly #started = new Map<EcsService, number>();

  constructor({ network, accountId, times, at }: Surroundings) {
    this.#network = network;
    this.#accountId = accountId;
    this.#times = times;
    this.#at = at;
  }

  /** Lets the services of the world begin, some time before the sandbox does. */
  begin(now: number): void {
    const since = now - this.#times.historyMs;
    for (const service of this.#network.ecs.services) {
      for (const rollout of rolloutsOf(service)) {
        if (rollout.createdAt === 0) Object.assign(rollout, { createdAt: since, updatedAt: since });
        for (let n = 0; n < rollout.alreadyRunning; n += 1) this.#startedEarlier(service, rollout, since);
        if (rollout.rolloutState === 'IN_PROGRESS') this.#at(since, (at) => this.#fill(service, rollout, at));
      }
    }
  }

  /** Begins a deployment of what the service says now, or of `changes`. Its tasks take over once they run. */
  deploy(service: EcsService, changes: Partial<Rollout>, now: number): void {
    const last = service.deployments[0]!;
    for (const older of service.deployments) older.status = 'ACTIVE';
    const id = nextRolloutId(service);
    const rollout = begun({ ...last, ...changes, desiredCount: service.desiredCount }, id, now);
    service.deployments.unshift(rollout);
    this.#at(now, (at) => this.#fill(service, rollout, at));
  }

  /** Starts or stops tasks of the current deployment until there are as many as the service wants. */
  rescale(service: EcsService, now: number): void {
    const rollout = service.deployments[0];
    if (!rollout) return;
    rollout.desiredCount = service.desiredCount;
    rollout.updatedAt = now;
    for (const task of this.#live(rollout).slice(rollout.desiredCount))
      this.#stopByScheduler(service, rollout, task, now);
    this.#at(now, (at) => this.#fill(service, rollout, at));
  }

  #live(rollout: Rollout): Task[] {
    return this.#network.ecs.tasks.filter((task) => task.startedBy === rollout.id && task.desiredStatus === 'RUNNING');
  }

  #next(service: EcsService): number {
    const n = (this.#started.get(service) ?? 0) + 1;
    this.#started.set(service, n);
    return n;
  }

  #make(service: EcsService, rollout: Rollout, now: number): { task: Task; n: number } | undefined {
    const n = this.#next(service);
    const task = newTask(this.#network, { accountId: this.#accountId, ids: this.#ids }, service, rollout, n, now);
    if (!task) return undefined;
    this.#network.ecs.tasks.push(task);
    return { task, n };
  }

  /** A task that started in better days: what it met then is not asked. */
  #startedEarlier(service: EcsService, rollout: Rollout, since: number): void {
    const made = this.#make(service, rollout, since);
    if (!made) return;
    for (const container of made.task.containers) container.imageDigest = digestOf(container.image);
    Object.assign(made.task, { lastStatus: 'RUNNING', connectivityAt: since, startedAt: since });
    Object.assign(made.task, { pullStartedAt: since, pullStoppedAt: since });
  }

  #over(service: EcsService, rollout: Rollout): boolean {
    return (
      service.status !== 'ACTIVE' ||
      rollout.status === 'DRAINING' ||
      rollout.rolloutState === 'FAILED' ||
      !rolloutsOf(service).includes(rollout)
    );
  }

  #fill(service: EcsService, rollout: Rollout, now: number): void {
    if (this.#over(service, rollout)) return;
    const missing = Math.min(rollout.desiredCount - this.#live(rollout).length, launchedAtOnce);
    if (missing <= 0) {
      this.#settled(service, rollout, now);
      return;
    }
    if (now < rollout.nextStartAt) return;
    const made = Array.from({ length: missing }, () => this.#make(service, rollout, now)).filter((each) => !!each);
    if (made.length < missing) {
      events.unplaceable(service, now);
      this.#pause(service, rollout, now);
    }
    if (made.length > 0)
      events.started(
        service,
        made.map(({ task }) => task),
        now,
      );
    for (const { task, n } of made) {
      this.#at(now + this.#times.attachMs, (at) => this.#attached(service, rollout, task, n, at));
    }
  }

  #attached(service: EcsService, rollout: Rollout, task: Task, n: number, now: number): void {
    if (task.desiredStatus === 'STOPPED') return;
    const start = tryStart(this.#network, task, n % 2 === 1);
    task.lastStatus = 'PENDING';
    if (task.interfaceId !== undefined) task.connectivityAt = now;
    if (start.starts || start.pulling) task.pullStartedAt = now;
    if (start.starts) this.#at(now + this.#times.pullMs, (at) => this.#running(service, rollout, task, at));
    else this.#at(now + this.#times.giveUpMs, (at) => this.#failed(service, rollout, task, start.stoppedReason, at));
  }

  #running(service: EcsService, rollout: Rollout, task: Task, now: number): void {
    if (task.desiredStatus === 'STOPPED') return;
    Object.assign(task, { lastStatus: 'RUNNING', pullStoppedAt: now, startedAt: now });
    rollout.failuresInARow = 0;
    this.#settled(service, rollout, now);
  }

  #failed(service: EcsService, rollout: Rollout, task: Task, reason: string, now: number): void {
    if (task.desiredStatus === 'STOPPED') return;
    this.#stop(task, 'TaskFailedToStart', reason, now);
    rollout.failedTasks += 1;
    rollout.updatedAt = now;
    this.#pause(service, rollout, now);
    const { circuitBreaker, desiredCount } = service;
    // Half of the desired count, at least 3 and at most 200.
    const threshold = Math.min(200, Math.max(3, Math.ceil(desiredCount / 2)));
    if (circuitBreaker?.enable && service.controller === 'ECS' && rollout.failuresInARow >= threshold) {
      this.#break(service, rollout, now);
    }
  }

  #pause(service: EcsService, rollout: Rollout, now: number): void {
    const { retryMs, retryMaxMs } = this.#times;
    rollout.failuresInARow += 1;
    rollout.nextStartAt = now + Math.max(1, Math.min(retryMaxMs, retryMs * 2 ** (rollout.failuresInARow - 1)));
    if (rollout.failuresInARow === 3) events.inconsistent(service, now);
    this.#at(rollout.nextStartAt, (at) => this.#fill(service, rollout, at));
  }

  #break(service: EcsService, rollout: Rollout, now: number): void {
    Object.assign(rollout, { rolloutState: 'FAILED', rolloutStateReason: CIRCUIT_OPENED, updatedAt: now });
    events.failed(service, rollout, now);
    const before = service.deployments.find((each) => each !== rollout && each.rolloutState === 'COMPLETED');
    if (!service.circuitBreaker?.rollback || !before) return;
    for (const task of this.#live(rollout)) this.#stopByScheduler(service, rollout, task, now);
    rollout.status = 'ACTIVE';
    before.status = 'PRIMARY';
    service.deployments = [before];
    events.rolledBack(service, before, now);
  }

  /** All tasks that a rollout wants run: it is completed, and those of older deployments are stopped. */
  #settled(service: EcsService, rollout: Rollout, now: number): void {
    const running = this.#live(rollout).filter(({ lastStatus }) => lastStatus === 'RUNNING');
    if (running.length < rollout.desiredCount || rollout.rolloutState === 'COMPLETED') return;
    Object.assign(rollout, { rolloutState: 'COMPLETED', rolloutStateReason: completed(rollout), updatedAt: now });
    if (service.controller === 'ECS') {
      for (const older of service.deployments.filter((each) => each !== rollout)) {
        for (const task of this.#live(older)) this.#stopByScheduler(service, rollout, task, now);
      }
      service.deployments = [rollout];
      events.completed(service, rollout, now);
    }
    events.steady(service, now);
  }

  #stopByScheduler(service: EcsService, by: Rollout, task: Task, now: number): void {
    this.#stop(task, 'ServiceSchedulerInitiated', `Scaling activity initiated by (deployment ${by.id})`, now);
    events.stopped(service, task, now);
  }

  #stop(task: Task, stopCode: NonNullable<Task['stopCode']>, stoppedReason: string, now: number): void {
    Object.assign(task, { lastStatus: 'STOPPED', desiredStatus: 'STOPPED', stopCode, stoppedReason });
    Object.assign(task, { stoppingAt: now, stoppedAt: now });
    detach(this.#network, task);
    const gone = now - this.#times.stoppedVisibleMs;
    const { ecs } = this.#network;
    ecs.tasks = ecs.tasks.filter(({ stoppedAt }) => stoppedAt === undefined || stoppedAt > gone);
  }
}
