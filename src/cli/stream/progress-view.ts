import { systemClock } from '../../apply/clock.ts';
import type { Event } from '../../apply/event.ts';
import type { Plan } from '../../plan/plan.ts';
import { formatterFor, type Style } from '../../render/layout/formatter.ts';
import { paragraph } from '../../render/layout/paragraph.ts';
import { eventLine, type LastSaid } from '../../render/plan/event-line.ts';
import { progressLines } from '../../render/plan/progress-lines.ts';
import { progressOf, withEvent } from '../../render/plan/step-progress.ts';
import type { Options } from '../line/options.ts';
import type { Output } from './output.ts';
import { redrawnLines } from './redrawn-lines.ts';
import type { Terminal } from './terminal.ts';

/** Shows a run as it goes, on standard error; `end` leaves the last state standing. */
export interface ProgressView {
  emit(event: Event): void;
  /** Says something besides. */
  note(text: string): void;
  end(): void;
}

/** Elapsed times move although nothing happens. */
const REDRAW_MS = 500;

/** A live list in a terminal, a line an event elsewhere, nothing where quiet. */
export async function progressView(output: Output, { timeout }: Options, plan: Plan): Promise<ProgressView> {
  const { terminal } = output;
  switch (output.progress) {
    case 'none':
      return { emit: () => undefined, note: terminal.notice, end: () => undefined };
    case 'lines':
      return plainLines(terminal, output.verbosity, plan);
    case 'live':
      return liveList(terminal, plan, timeout * 1000);
  }
}

function plainLines({ notice, noticeStyle }: Terminal, verbosity: Style['verbosity'], plan: Plan): ProgressView {
  const style = { ...noticeStyle, verbosity };
  let said: LastSaid = new Map();
  let isFirst = true;
  return {
    emit: (event) => {
      const next = eventLine(said, event, plan, style);
      said = next.said;
      const { line } = next;
      if (line === null) return;
      // A blank line between the plan, the steps and the result.
      if (isFirst) notice('');
      isFirst = false;
      notice(() => line);
    },
    note: notice,
    end: () => {
      if (!isFirst) notice('');
    },
  };
}

function liveList({ stderr, noticeStyle }: Terminal, plan: Plan, timeoutMs: number): ProgressView {
  const list = redrawnLines(stderr);
  const startedAt = systemClock.now();
  let progress = progressOf(plan);
  const notes: string[] = [];
  const draw = () => {
    const style = { ...noticeStyle, width: stderr.columns ?? noticeStyle.width };
    const rows = progressLines(progress, systemClock.now() - startedAt, timeoutMs, style);
    const format = formatterFor(style);
    const lines = [...rows, ...notes.flatMap((text) => ['', ...paragraph(format, format.plain(text))])];
    list.draw(lines.join('\n'));
  };
  const timer = setInterval(draw, REDRAW_MS);
  return {
    emit: (event) => {
      progress = withEvent(progress, event);
      draw();
    },
    note: (text) => {
      notes.push(text);
      draw();
    },
    end: () => {
      clearInterval(timer);
      draw();
      // A blank line before whatever comes next.
      stderr.write('\n');
    },
  };
}
