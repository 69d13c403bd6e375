import { PullpathError } from '../errors.ts';
import { count } from '../words.ts';

/**
 * The answer of some reading, or an error where it takes too long. What is still under way then is not waited for: whoever
 * asked closes the connection, which ends it.
 * @throws failed Timeout
 */
export async function within<T>(seconds: number, what: string, read: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const error = new PullpathError('failed', {
      code: 'Timeout',
      message: `${what} took longer than ${count(seconds, 'second')}, and was given up.`,
      remedy: 'Run again with a longer --timeout; --debug shows which requests take so long.',
    });
    timer = setTimeout(() => reject(error), seconds * 1000);
  });
  try {
    return await Promise.race([read(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
