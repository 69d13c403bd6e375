import { existsSync } from 'node:fs';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { DIST } from './program.ts';

/** What the keys of a keyboard send. */
export const KEYS = {
  enter: '\r',
  escape: '\u001b',
  up: '\u001b[A',
  down: '\u001b[B',
  space: ' ',
  backspace: '\u007f',
  'ctrl-c': '\u0003',
  'ctrl-d': '\u0004',
} as const;
export type KeyName = keyof typeof KEYS;

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** A file that standard output goes to; left out, it goes to the terminal as well. */
  readonly stdout?: string;
  /** Another program than the built one, and another Node than this one. */
  readonly entry?: string;
  readonly node?: string;
}

/** The built program in a terminal, as a person has it before them. */
export interface TerminalRun {
  /** The lines on the screen, without the blanks at their ends and without the empty ones at its foot. */
  screen(): string[];
  /** All that stands, with what has been scrolled away; lines that were too long for the terminal are whole again. */
  scrollback(): string[];
  /** Every byte that was written, escape sequences and all. */
  raw(): string;
  press(...keys: readonly KeyName[]): void;
  type(text: string): void;
  /** Waits until the screen says this, and is drawn to the end. */
  until(text: string): Promise<void>;
  /** The exit code; what was written before it is on the screen by then. */
  readonly exit: Promise<number>;
  /** Changes the size of the terminal. */
  resize(columns: number, rows: number): void;
  /** Sends the program a signal. */
  signal(name: 'SIGTERM'): void;
  /** Ends the program, where it has not ended by itself. */
  close(): void;
}

/** More than the longest run writes. */
const SCROLLBACK = 2000;

/** A bound that only catches a hang, below that of the test, so that the screen is told with it. */
const PATIENCE_MS = 60_000;

/** What is drawn in one go has arrived by then. */
const QUIET_MS = 60;

/**
 * As in any terminal a shell stands between: when the process that leads a terminal ends, Linux throws away what it
 * wrote and nobody has read yet. This one tells the exit code as the terminal's title, behind all output, and stays
 * until it is killed.
 */
const SHELL = `
trap : INT TERM
if [ -n "$STDOUT" ]; then "$0" "$@" >"$STDOUT"; else "$0" "$@"; fi
printf '\\033]0;exit %s\\007' $?
exec sleep 600
`;
const TITLE = '\u001b]0;exit ';

/**
 * Runs the built program in a pseudo-terminal. Of this process's environment it has the path alone, so neither AWS
 * settings nor `CI`.
 */
export function inTerminal(args: readonly string[], options: TerminalOptions = {}): TerminalRun {
  const { columns: cols = 80, rows = 24, stdout, env = {} } = options;
  const { entry = `${DIST}pullpath.js`, node = process.execPath } = options;
  if (!existsSync(entry)) throw new Error('dist/pullpath.js is missing: run npm run build');
  const emulator = new xterm.Terminal({ cols, rows, scrollback: SCROLLBACK, allowProposedApi: true });
  const child = pty.spawn('sh', ['-c', SHELL, node, entry, ...args], {
    name: env.TERM ?? 'xterm-256color',
    cols,
    rows,
    env: {
      PATH: process.env.PATH ?? '',
      LANG: 'C.UTF-8',
      // No network is asked for credentials or regions.
      AWS_EC2_METADATA_DISABLED: 'true',
      ...(stdout === undefined ? {} : { STDOUT: stdout }),
      ...env,
    },
  });
  let written = '';
  let changed = () => {};
  child.onData((data) => {
    written += data;
    emulator.write(data, () => changed());
  });
  let ended = false;
  const end = () => {
    if (!ended) process.kill(-child.pid, 'SIGKILL');
    ended = true;
  };
  const exit = new Promise<number>((resolve) => {
    emulator.onTitleChange((title) => {
      end();
      changed();
      resolve(Number(title.replace('exit ', '')));
    });
  });

  const lines = (from: number, rejoin: boolean): string[] => {
    const { active } = emulator.buffer;
    const texts: string[] = [];
    for (let at = from; at < active.length; at += 1) {
      const line = active.getLine(at);
      const text = line?.translateToString(true) ?? '';
      if (rejoin && line?.isWrapped === true) texts.push(`${texts.pop() ?? ''}${text}`);
      else texts.push(text);
    }
    return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
  };
  const screen = () => lines(emulator.buffer.active.baseY, false);
  const shows = (text: string) => screen().some((line) => line.includes(text));

  return {
    screen,
    scrollback: () => lines(0, true),
    raw: () => written.split(TITLE)[0] ?? '',
    press: (...keys) => {
      for (const key of keys) child.write(KEYS[key]);
    },
    type: (text) => child.write(text),
    until: (text) =>
      new Promise((resolve, reject) => {
        let quiet: NodeJS.Timeout | undefined;
        const give = (end: () => void) => {
          clearTimeout(bound);
          clearTimeout(quiet);
          changed = () => {};
          end();
        };
        const complain = (why: string) =>
          reject(new Error(`The screen does not say «${text}», and ${why}:\n${screen().join('\n')}`));
        const bound = setTimeout(() => give(() => complain('nothing more comes')), PATIENCE_MS);
        changed = () => {
          clearTimeout(quiet);
          // A screen may come in pieces.
          if (shows(text)) quiet = setTimeout(() => give(resolve), QUIET_MS);
          else if (ended) give(() => complain('the program has ended'));
        };
        changed();
      }),
    exit,
    resize: (columns, rows) => {
      emulator.resize(columns, rows);
      child.resize(columns, rows);
    },
    // To all that runs there, of which the shell takes no notice.
    signal: (name) => process.kill(-child.pid, name),
    close: () => {
      end();
      emulator.dispose();
    },
  };
}
