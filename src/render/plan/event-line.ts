import type { Event } from '../../apply/event.ts';
import type { Plan } from '../../plan/plan.ts';
import { formatDuration } from '../../words.ts';
import type { Style } from '../layout/formatter.ts';
import { formatterFor } from '../layout/formatter.ts';
import { problemText } from '../text/problem.ts';
import { signOf } from './plan-steps.ts';
import { throttleText } from './step-progress.ts';
import { stepWords } from './step-words.ts';

/** Of each step, what was last said of it and when; starts empty. */
export type LastSaid = ReadonlyMap<string, { readonly what: string; readonly atMs: number }>;

/** How often a wait that does not change is printed again. */
const AGAIN_MS = 30_000;

/**
 * One plain line for an event, for logs and pipes: `0:42  + ecr.api endpoint  done (vpce-1)`. A wait is said every half
 * minute; verbose, that a step has started too, and a wait as soon as what is seen changes.
 * @returns the line, null where there is nothing new, and what is said by now
 */
export function eventLine(
  said: LastSaid,
  event: Event,
  plan: Plan,
  style: Style,
): { line: string | null; said: LastSaid } {
  const step = plan.steps.find((candidate) => candidate.id === event.step);
  const what = whatOf(event);
  const last = said.get(event.step);
  const repeated = event.type === 'step-waiting' || event.type === 'step-throttled';
  const isVerbose = style.verbosity === 'verbose';
  const isKnown = repeated && (!isVerbose || last?.what === keyOf(event)) && last !== undefined;
  if (step === undefined || (isKnown && event.atMs - last.atMs < AGAIN_MS)) return { line: null, said };
  if (event.type === 'step-started' && !isVerbose)
    return { line: null, said: new Map(said).set(event.step, { what: keyOf(event), atMs: event.atMs }) };
  const format = formatterFor(style);
  const line = [
    format.dim(formatDuration(event.atMs)),
    `${signOf(format, step)} ${format.plain(stepWords(step, plan).title)}`,
    format.plain(what),
  ].join('  ');
  return { line, said: new Map(said).set(event.step, { what: keyOf(event), atMs: event.atMs }) };
}

/** What counts as the same thing said: the wait for the request limit is one, however long. */
function keyOf(event: Event): string {
  return event.type === 'step-throttled' ? event.type : whatOf(event);
}

function whatOf(event: Event): string {
  switch (event.type) {
    case 'step-started':
      return 'started';
    case 'step-waiting':
      return event.state;
    case 'step-throttled':
      return throttleText(event.forMs);
    case 'step-done':
      return event.resourceId === undefined ? 'done' : `done (${event.resourceId})`;
    case 'step-failed':
      return `failed: ${problemText(event.error)}`;
    case 'step-skipped':
      return `skipped: ${event.because}`;
  }
}
