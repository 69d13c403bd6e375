import type { Style } from '../../render/layout/formatter.ts';
import { visibleLines } from '../../render/layout/visible.ts';
import { shellInUse } from './shell-in-use.ts';

/** Where a command reads and writes; the only thing in the program that touches the process's streams. */
export interface Terminal {
  /** The result, and nothing else. */
  result(text: string): void;
  /** Waits until all of the result is written; why it could not be, where it is still wanted. */
  lostResult(): Promise<NodeJS.ErrnoException | null>;
  /**
   * Progress, hints and warnings. Plain text may hold what others wrote, and is cleaned of what would command the
   * terminal; what is rendered for its style was cleaned when it was.
   */
  notice(text: string | ((style: Style) => string)): void;
  /** True where the user can be asked: standard input and error are terminals and no `CI` is set. */
  readonly interactive: boolean;
  /** True where the environment says that no person watches: `CI`. */
  readonly isInCi: boolean;
  /** True where what stands on the screen can be drawn again; a dumb terminal only appends. */
  readonly redraws: boolean;
  readonly resultStyle: Style;
  readonly noticeStyle: Style;
  readonly stdin: NodeJS.ReadStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Wide enough for a table, narrow enough for a log. */
const PIPE_WIDTH = 100;

/** @param color --color or --no-color; undefined: NO_COLOR, FORCE_COLOR, TERM and the stream decide */
export function terminalOf(proc: NodeJS.Process, color: boolean | undefined): Terminal {
  const { stdout, stderr, env } = proc;
  // Thrown, it would end the program in the middle of a change. `lostResult` tells of it when there is time.
  for (const stream of [stdout, stderr]) if (stream.listenerCount('error') === 0) stream.on('error', () => undefined);
  // Node forgets why a standard stream failed, so that it can be written to again.
  let lost: NodeJS.ErrnoException | null = null;
  const keep = (error?: Error | null) => {
    lost ??= error ?? null;
  };
  // Standard input is opened by the first look at it: time that only those who ask or read have to spend.
  const isInteractive = () => stderr.isTTY === true && proc.stdin.isTTY === true && !isSet(env.CI);
  const noticeStyle = styleOf(proc, stderr, color);
  return {
    result: (text) => void stdout.write(text.endsWith('\n') ? text : `${text}\n`, keep),
    lostResult: async () => {
      await new Promise<void>((resolve) => stdout.write('', () => resolve()));
      // A reader that has seen enough (`| head`) is not an error.
      return lost?.code === 'EPIPE' ? null : lost;
    },
    notice: (said) => {
      const text = typeof said === 'string' ? visibleLines(said) : said(noticeStyle);
      stderr.write(text.endsWith('\n') ? text : `${text}\n`);
    },
    get interactive() {
      return isInteractive();
    },
    isInCi: isSet(env.CI),
    get redraws() {
      return env.TERM !== 'dumb' && isInteractive();
    },
    resultStyle: styleOf(proc, stdout, color),
    noticeStyle,
    get stdin() {
      return proc.stdin;
    },
    stderr,
  };
}

function styleOf({ env, platform }: NodeJS.Process, stream: NodeJS.WriteStream, color: boolean | undefined): Style {
  return {
    colour: color ?? wantsColour(stream, env),
    width: stream.columns ?? PIPE_WIDTH,
    unicode: hasUnicode(env),
    shell: shellInUse(platform, env),
  };
}

/** https://no-color.org and the FORCE_COLOR convention; a dumb terminal has no colours. */
function wantsColour(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  // Any value but the empty one counts.
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

function hasUnicode(env: NodeJS.ProcessEnv): boolean {
  if (env.TERM === 'dumb' || env.TERM === 'linux') return false;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  // No locale at all is what containers and CI have; their viewers read UTF-8.
  return locale === '' || /utf-?8/i.test(locale);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
