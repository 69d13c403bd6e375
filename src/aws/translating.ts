import type { CallContext } from './call-context.ts';
import { translate } from './faults.ts';

// biome-ignore lint/suspicious/noExplicitAny: the arguments pass through untouched.
type Calls = Readonly<Record<string, (...args: any[]) => Promise<unknown>>>;

/** The same calls, rejecting with our errors; `actions` gives each its IAM action, and so its service. */
export function translating<T extends { [K in keyof T]: Calls[string] }>(
  calls: T,
  actions: { readonly [K in keyof T]: string },
  contexts: Readonly<Record<'ec2' | 'sts', Omit<CallContext, 'action'>>>,
): T {
  const wrapped = Object.entries(calls as Calls).map(([name, call]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await call(...args);
      } catch (error) {
        const action = actions[name as keyof T];
        throw translate(error, { ...contexts[action.startsWith('sts:') ? 'sts' : 'ec2'], action });
      }
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}
