import { formatCount, formatDuration } from '../../words.ts';
import type { Style } from '../layout/formatter.ts';
import { type Formatter, formatterFor } from '../layout/formatter.ts';
import { paragraph } from '../layout/paragraph.ts';
import { tableLines } from '../layout/table.ts';
import { signOf } from './plan-steps.ts';
import { type Progress, type StepProgress, throttleText } from './step-progress.ts';

const SPINNER = { unicode: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'], ascii: ['|', '/', '-', '\\'] };
const FRAME_MS = 100;

/** The live list while a plan is applied, drawn again at every moment. @param nowMs since the start of the run */
export function progressLines(progress: Progress, nowMs: number, timeoutMs: number, style: Style): string[] {
  const format = formatterFor(style);
  const done = progress.filter((own) => own.state === 'done').length;
  const isRunning = progress.some(({ state }) => state === 'queued' || state === 'running');
  const hint = isRunning
    ? ` Interface endpoints take a few minutes (--timeout: ${formatDuration(timeoutMs)} in all).`
    : '';
  const head = `${done} of ${formatCount(progress.length, 'step')} done, ${formatDuration(nowMs)}.${hint}`;
  const table = {
    columns: [{ head: '' }, { head: '' }, { head: '' }, { head: '', wraps: true }, { head: '' }],
    rows: progress.map((own) => [
      mark(format, own, nowMs),
      signOf(format, own),
      format.plain(own.title),
      format.dim(detailAt(own, nowMs)),
      format.plain(elapsed(own, nowMs)),
    ]),
  };
  return [
    ...paragraph(format, format.plain(head)),
    ...(tableLines(table, style.width) ?? narrowLines(format, table.rows)),
  ];
}

function mark(format: Formatter, { state }: StepProgress, nowMs: number): string {
  if (state === 'done') return format.symbol('open');
  if (state === 'failed') return format.symbol('closed');
  if (state !== 'running') return format.dim(state === 'queued' ? '·' : '-');
  const frames = format.style.unicode ? SPINNER.unicode : SPINNER.ascii;
  return frames[Math.floor(nowMs / FRAME_MS) % frames.length] ?? '';
}

function detailAt({ state, detail, throttledUntilMs }: StepProgress, nowMs: number): string {
  if (state === 'queued') return 'queued';
  if (throttledUntilMs !== null && throttledUntilMs > nowMs) return throttleText(throttledUntilMs - nowMs);
  return state === 'skipped' ? `skipped: ${detail}` : detail;
}

function elapsed({ startedAtMs, endedAtMs }: StepProgress, nowMs: number): string {
  return startedAtMs === null ? '' : formatDuration((endedAtMs ?? nowMs) - startedAtMs);
}

/** For terminals too narrow for the columns: without the details. */
function narrowLines(format: Formatter, rows: readonly (readonly string[])[]): string[] {
  return rows.flatMap(([mark = '', sign = '', title = '']) => paragraph(format, title, `${mark} ${sign} `));
}
