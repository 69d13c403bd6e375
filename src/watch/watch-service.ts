import type { Clock } from '../apply/clock.ts';
import { Poller } from '../apply/poller.ts';
import type { ServiceSnapshot } from '../discover/ecs/read-service.ts';
import type { WatchEvent } from './event.ts';
import { endsAtOnce, judgeWatch, unfinished, type WatchTerms, waitingFor } from './judge-watch.ts';
import type { WatchOutcome } from './outcome.ts';
import { stagesOf } from './task-stages.ts';

export interface WatchRequest {
  readonly terms: WatchTerms;
  /** The first reading, with which `terms.start` was made. */
  readonly first: ServiceSnapshot;
  readonly read: () => Promise<ServiceSnapshot>;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly emit: (event: WatchEvent) => void;
  /** Aborted when the user wants to stop. */
  readonly stop: AbortSignal;
}

/** Follows a service until a task's pull is over, the next start has failed, nothing will start, or the time is out. */
export async function watchService(request: WatchRequest): Promise<WatchOutcome> {
  const { terms, first, read, clock, timeoutMs, emit, stop } = request;
  const startedAt = clock.now();
  const atMs = () => clock.now() - startedAt;
  const told = new Map<string, string>();
  let last = first;
  let outcome: WatchOutcome | null = endsAtOnce(first, terms);
  let reads = 0;
  const see = async () => {
    reads += 1;
    return reads === 1 ? first : read();
  };
  const tell = (current: ServiceSnapshot) => {
    for (const { task, stage } of stagesOf(current, terms.start)) {
      if (told.get(task.arn) === stage) continue;
      told.set(task.arn, stage);
      emit({ type: 'task-stage', atMs: atMs(), taskId: task.id, subnetId: task.subnetId, stage });
    }
  };
  if (outcome === null) {
    let state = '';
    await new Poller(see, clock, startedAt + timeoutMs, stop).until(
      (current) => {
        last = current;
        tell(current);
        outcome = judgeWatch(current, terms);
        return outcome === null ? { done: false, state: waitingFor(current, terms.start) } : { done: true };
      },
      (now) => {
        if (now === state) return;
        state = now;
        emit({ type: 'watch-waiting', atMs: atMs(), state });
      },
    );
  }
  return outcome ?? unfinished(last, terms, stop.aborted ? 'interrupted' : 'time-out');
}
