import type { CallContext } from '../client/call-context.ts';
import { type AwsServiceName, serviceOfAction } from '../client/services.ts';
import { parseSdkError } from './sdk-error.ts';
import { toPullpathError } from './to-pullpath-error.ts';

// biome-ignore lint/suspicious/noExplicitAny: the arguments pass through untouched.
type Calls = Readonly<Record<string, (...args: any[]) => Promise<unknown>>>;

/** Until when calls are waited for, whatever holds them up: an answer, a pause before a repeat, or credentials. */
export interface Patience {
  /** Aborted when the time is up, with the error that says so. */
  readonly deadline: AbortSignal | undefined;
  /** What to say of a call that was under way then; left out: the deadline's own error. */
  readonly inDoubt?: (action: string, cause: unknown) => unknown;
}

/** The same calls, rejecting with our errors; `actions` gives each its IAM action, and so its service. */
export function wrapErrors<T extends { [K in keyof T]: Calls[string] }>(
  calls: T,
  actions: { readonly [K in keyof T]: string },
  contextOf: (service: AwsServiceName) => Omit<CallContext, 'action'>,
  { deadline, inDoubt = (_, cause) => cause }: Patience,
): T {
  const wrapped = Object.entries(calls as Calls).map(([name, call]) => [
    name,
    async (...args: unknown[]) => {
      const action = actions[name as keyof T];
      deadline?.throwIfAborted();
      try {
        return await inTime(deadline, () => call(...args));
      } catch (error) {
        // What AWS has answered counts, be it in the last moment.
        if (deadline?.aborted && !parseSdkError(error).isServiceError) throw inDoubt(action, deadline.reason);
        throw toPullpathError(error, { ...contextOf(serviceOfAction(action)), action });
      }
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}

async function inTime<T>(deadline: AbortSignal | undefined, send: () => Promise<T>): Promise<T> {
  if (deadline === undefined) return send();
  let giveUp = () => {};
  const tooLate = new Promise<never>((_, reject) => {
    giveUp = () => reject(deadline.reason);
    deadline.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([send(), tooLate]);
  } finally {
    deadline.removeEventListener('abort', giveUp);
  }
}
