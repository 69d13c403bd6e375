import { isTimeout } from '../../../aws/errors/error-predicates.ts';
import type { Deadline } from './deadline.ts';

/**
 * The answer of some reading, or an error where the time is up before. What is still under way then is not waited for.
 * @param what is read, as the beginning of a sentence
 * @throws failed Timeout
 */
export async function withTimeout<T>(deadline: Deadline, what: string, read: () => Promise<T>): Promise<T> {
  const { signal } = deadline;
  let giveUp = () => {};
  const tooLate = new Promise<never>((_, reject) => {
    giveUp = () => reject(deadline.error(what));
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([tooLate, read()]);
  } catch (error) {
    throw isTimeout(error) ? deadline.error(what) : error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
