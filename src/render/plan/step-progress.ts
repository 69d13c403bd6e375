import type { Event } from '../../apply/event.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Step } from '../../plan/step.ts';
import { formatDuration } from '../../words.ts';
import { problemText } from '../text/problem.ts';
import { stepWords } from './step-words.ts';

/** How far one step has come. Times count from the start of the run, in milliseconds. */
export interface StepProgress {
  readonly step: string;
  readonly action: Step['action'];
  readonly title: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'skipped';
  /** What AWS was last seen to do, or what came of the step. */
  readonly detail: string;
  /** While the step waits for AWS's request limit: until when. */
  readonly throttledUntilMs: number | null;
  readonly startedAtMs: number | null;
  readonly endedAtMs: number | null;
}

export type Progress = readonly StepProgress[];

/** Before the first event: every step is queued. */
export function progressOf(plan: Plan): Progress {
  return plan.steps.map((step) => ({
    step: step.id,
    action: step.action,
    title: stepWords(step, plan).title,
    state: 'queued',
    detail: '',
    throttledUntilMs: null,
    startedAtMs: null,
    endedAtMs: null,
  }));
}

/** The progress after one more event. */
export function withEvent(progress: Progress, event: Event): Progress {
  return progress.map((own) => (own.step === event.step ? { ...own, ...changeBy(event) } : own));
}

function changeBy(event: Event): Partial<StepProgress> {
  const { atMs } = event;
  const ended = { endedAtMs: atMs, throttledUntilMs: null };
  switch (event.type) {
    case 'step-started':
      return { state: 'running', startedAtMs: atMs };
    case 'step-waiting':
      return { detail: event.state, throttledUntilMs: null };
    case 'step-throttled':
      return { throttledUntilMs: atMs + event.forMs };
    case 'step-done':
      return { state: 'done', detail: event.resourceId ?? '', ...ended };
    case 'step-failed':
      return { state: 'failed', detail: problemText(event.error), ...ended };
    case 'step-skipped':
      return { state: 'skipped', detail: event.because, ...ended };
  }
}

/** `waits 0:03 for AWS's request limit`: nothing is wrong, and the step goes on by itself. */
export function throttleText(forMs: number): string {
  return `waits ${formatDuration(forMs)} for AWS's request limit`;
}
