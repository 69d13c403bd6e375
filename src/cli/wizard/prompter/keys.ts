import { PullpathError } from '../../../errors.ts';
import { BACK, type Back } from './prompter.ts';

/** Where questions are read and written. */
export interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** What a prompt of Inquirer's is run with. */
export interface PromptContext extends Streams {
  readonly signal: AbortSignal;
  readonly clearPromptOnDone: boolean;
}

/** What the keys lead to, beside what the prompt does with them. */
export interface KeyBindings {
  readonly streams: Streams;
  readonly canGoBack: boolean;
  /** Given, the prompt ends like one that is gone back from where the terminal changes its size. */
  readonly onResize?: (() => void) | undefined;
}

interface Key {
  readonly name?: string;
  readonly ctrl?: boolean;
}

const SHOW_CURSOR = '\u001b[?25h';

/**
 * Runs a prompt under the keys that Inquirer does not use: Escape goes back, Ctrl-D and the end of the input leave, as
 * Ctrl-C does. Without that the program would end in the middle of a question, waiting for an answer that cannot come.
 */
export async function withKeyBindings<T>(
  { streams, canGoBack, onResize }: KeyBindings,
  prompt: (context: PromptContext) => Promise<T>,
): Promise<T | Back> {
  const back = new AbortController();
  const leave = new AbortController();
  const onKey = (_text: unknown, key: Key | undefined) => {
    if (key?.name === 'escape' && canGoBack) back.abort();
    if (key?.name === 'd' && key.ctrl === true) leave.abort();
  };
  const onEnd = () => leave.abort();
  // A signal ends the program where it stands; Inquirer has hidden the cursor, which outlives it.
  const onExit = () => void streams.output.write(SHOW_CURSOR);
  const resized = () => {
    onResize?.();
    back.abort();
  };
  streams.input.on('keypress', onKey).on('end', onEnd);
  if (onResize !== undefined) streams.output.on('resize', resized);
  process.on('exit', onExit);
  const signal = AbortSignal.any([back.signal, leave.signal]);
  try {
    return await prompt({ ...streams, signal, clearPromptOnDone: true });
  } catch (error) {
    if (back.signal.aborted) return BACK;
    if (leave.signal.aborted || isForceClosed(error)) throw userAborted();
    throw error;
  } finally {
    streams.input.off('keypress', onKey).off('end', onEnd);
    streams.output.off('resize', resized);
    process.off('exit', onExit);
  }
}

/** Inquirer's own word for Ctrl-C. */
function isForceClosed(error: unknown): boolean {
  return error instanceof Error && error.name === 'ExitPromptError';
}

/** What Ctrl-C, Ctrl-D and a closed terminal come to: no question is asked while something is being changed. */
export function userAborted(): PullpathError {
  return new PullpathError('interrupted', {
    code: 'Interrupted',
    message: 'Cancelled. Nothing was changed.',
    remedy: 'Run pullpath again whenever you like.',
  });
}
