import { formatterFor, type Style } from '../../../render/layout/formatter.ts';
import type { Invocation } from '../../run/invocation.ts';
import { redrawnLines } from '../../stream/redrawn-lines.ts';

/** Says what is being waited for, on a line that goes away again. */
export async function withSpinner<T>(
  { options, output: { terminal } }: Pick<Invocation, 'options' | 'output'>,
  text: string,
  work: () => Promise<T>,
): Promise<T> {
  if (options.quiet) return work();
  const line = (style: Style) => formatterFor(style).dim(text);
  // Where requests are listed, or nothing can be wiped, it stays.
  if (options.debug || !terminal.redraws) {
    terminal.notice(line);
    return work();
  }
  const lines = redrawnLines(terminal.stderr);
  lines.draw(line(terminal.noticeStyle));
  try {
    return await work();
  } finally {
    lines.clear();
  }
}
