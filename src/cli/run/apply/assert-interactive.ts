import { PullpathError } from '../../../errors.ts';
import type { Output } from '../../stream/output.ts';

/**
 * Fails at once where a question would be asked and cannot be answered: no terminal, `CI`, or a machine format.
 * @param answer the flag that would have answered
 */
export function assertInteractive(output: Output, question: string, answer: string): void {
  if (output.canAsk) return;
  throw new PullpathError('usage', {
    code: 'NonInteractive',
    message: `${question}, but can’t ask: ${output.whyNotAsking}.`,
    remedy: `Pass ${answer} to answer in advance.`,
  });
}
