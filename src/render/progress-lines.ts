import { count, duration } from '../words.ts';
import { type Ink, inkOf } from './ink.ts';
import { paragraph } from './paragraph.ts';
import { signOf } from './plan-steps.ts';
import { type Progress, type StepProgress, throttleText } from './progress.ts';
import type { Style } from './style.ts';
import { tableLines } from './table.ts';

const SPINNER = { unicode: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'], ascii: ['|', '/', '-', '\\'] };
const FRAME_MS = 100;

/** The live list while a plan is applied, drawn again at every moment. @param nowMs since the start of the run */
export function progressLines(progress: Progress, nowMs: number, timeoutMs: number, style: Style): string[] {
  const ink = inkOf(style);
  const done = progress.filter((own) => own.state === 'done').length;
  const head = `${done} of ${count(progress.length, 'step')} done, ${duration(nowMs)}. Interface endpoints take some minutes; --timeout gives the run ${duration(timeoutMs)} in all.`;
  const table = {
    columns: [{ head: '' }, { head: '' }, { head: '' }, { head: '', wraps: true }, { head: '' }],
    rows: progress.map((own) => [
      mark(ink, own, nowMs),
      signOf(ink, own),
      ink.plain(own.title),
      ink.dim(detailAt(own, nowMs)),
      ink.plain(elapsed(own, nowMs)),
    ]),
  };
  return [...paragraph(ink, ink.plain(head)), ...(tableLines(table, style.width) ?? narrowLines(ink, table.rows))];
}

function mark(ink: Ink, { state }: StepProgress, nowMs: number): string {
  if (state === 'done') return ink.symbol('open');
  if (state === 'failed') return ink.symbol('closed');
  if (state !== 'running') return ink.dim(state === 'queued' ? '·' : '-');
  const frames = ink.style.unicode ? SPINNER.unicode : SPINNER.ascii;
  return frames[Math.floor(nowMs / FRAME_MS) % frames.length] ?? '';
}

function detailAt({ state, detail, throttledUntilMs }: StepProgress, nowMs: number): string {
  if (state === 'queued') return 'waits for its turn';
  if (throttledUntilMs !== null && throttledUntilMs > nowMs) return throttleText(throttledUntilMs - nowMs);
  return state === 'skipped' ? `skipped: ${detail}` : detail;
}

function elapsed({ startedAtMs, endedAtMs }: StepProgress, nowMs: number): string {
  return startedAtMs === null ? '' : duration((endedAtMs ?? nowMs) - startedAtMs);
}

/** For terminals too narrow for the columns: without the details. */
function narrowLines(ink: Ink, rows: readonly (readonly string[])[]): string[] {
  return rows.flatMap(([mark = '', sign = '', title = '']) => paragraph(ink, title, `${mark} ${sign} `));
}
