import { PullpathError } from '../errors.ts';
import type { Invocation } from './invocation.ts';

/**
 * Fails at once where a question would be asked and nobody is there to answer it: no terminal, `CI`, or a machine format.
 * @param answer the flag that would have answered
 */
export function assertSomebody({ terminal, options }: Invocation, question: string, answer: string): void {
  if (terminal.interactive && options.output === 'text') return;
  throw new PullpathError('usage', {
    code: 'NobodyToAsk',
    message: `${question}, and there is nobody to ask: this is no terminal, CI is set, or a machine reads the output.`,
    remedy: `Answer beforehand with ${answer}.`,
  });
}

/** Some formats say what an audit found; a change is not among it. @throws usage FormatMismatch */
export function assertFormat({ options }: Invocation, command: string): void {
  if (['text', 'json', 'jsonl'].includes(options.output)) return;
  throw new PullpathError('usage', {
    code: 'FormatMismatch',
    message: `--output ${options.output} is for pullpath audit; ${command} writes text, json or jsonl.`,
    remedy: 'Choose --output text, json or jsonl.',
  });
}
