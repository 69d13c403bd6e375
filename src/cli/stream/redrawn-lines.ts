import { clearScreenDown, cursorTo, moveCursor } from 'node:readline';
import { widthOf } from '../../render/layout/width.ts';

/** Lines at the end of what a terminal shows, which can be drawn anew. */
export interface RedrawnLines {
  /** In place of what was drawn before. What no longer fits on the screen is left out at the top. */
  draw(text: string): void;
  /** Takes them off the screen, with whatever the terminal has echoed below them. */
  clear(): void;
}

/** @param stream a terminal */
export function redrawnLines(stream: NodeJS.WriteStream): RedrawnLines {
  let drawn: readonly string[] = [];
  const rowsOf = (line: string) => Math.max(1, Math.ceil(widthOf(line) / (stream.columns || 80)));
  // In the terminal's width of now: a narrower window has broken the lines by itself.
  const backToTop = () => {
    moveCursor(stream, 0, -drawn.reduce((rows, line) => rows + rowsOf(line), 0));
    cursorTo(stream, 0);
    clearScreenDown(stream);
  };
  const replace = (lines: readonly string[]) => {
    // One write: half a picture is not to be seen.
    stream.cork();
    if (drawn.length > 0) backToTop();
    drawn = lines;
    for (const line of lines) stream.write(`${line}\n`);
    stream.uncork();
  };
  /** The last lines that fit above the line of the cursor. */
  const fitting = (lines: readonly string[]) => {
    let free = (stream.rows || 24) - 1;
    const from = lines.findLastIndex((line) => {
      free -= rowsOf(line);
      return free < 0;
    });
    return lines.slice(from + 1);
  };
  return { draw: (text) => replace(fitting(text.split('\n'))), clear: () => replace([]) };
}
