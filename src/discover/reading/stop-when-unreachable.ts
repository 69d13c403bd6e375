import { PullpathError } from '../../errors.ts';

// biome-ignore lint/suspicious/noExplicitAny: the arguments pass through untouched.
type Calls = Readonly<Record<string, (...args: any[]) => Promise<unknown>>>;

/** No connection, or no answer over one. */
const UNANSWERED: ReadonlySet<string> = new Set(['EndpointUnreachable', 'AnswerLost']);

/**
 * The reader, which asks nothing more of a service once that could not be reached: from a network without a way there every
 * further call would wait as long as the first, and tell no more.
 * @param serviceOf which calls go to the same service; left out: all
 */
export function stopWhenUnreachable<T extends { [K in keyof T]: Calls[string] }>(
  reader: T,
  serviceOf: (call: keyof T) => string = () => '',
): T {
  const unreachable = new Map<string, PullpathError>();
  const guarded = Object.entries(reader as Calls).map(([name, call]) => [
    name,
    async (...args: unknown[]) => {
      const service = serviceOf(name as keyof T);
      const known = unreachable.get(service);
      if (known !== undefined) throw known;
      try {
        return await call(...args);
      } catch (error) {
        if (error instanceof PullpathError && UNANSWERED.has(error.code) && !unreachable.has(service))
          unreachable.set(service, error);
        throw unreachable.get(service) ?? error;
      }
    },
  ]);
  return Object.fromEntries(guarded) as T;
}
