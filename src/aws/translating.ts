import type { CallContext } from './call-context.ts';
import { translate } from './faults.ts';
import { type AwsServiceName, serviceOf } from './services.ts';

// biome-ignore lint/suspicious/noExplicitAny: the arguments pass through untouched.
type Calls = Readonly<Record<string, (...args: any[]) => Promise<unknown>>>;

/** The same calls, rejecting with our errors; `actions` gives each its IAM action, and so its service. */
export function translating<T extends { [K in keyof T]: Calls[string] }>(
  calls: T,
  actions: { readonly [K in keyof T]: string },
  contextOf: (service: AwsServiceName) => Omit<CallContext, 'action'>,
): T {
  const wrapped = Object.entries(calls as Calls).map(([name, call]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await call(...args);
      } catch (error) {
        const action = actions[name as keyof T];
        throw translate(error, { ...contextOf(serviceOf(action)), action });
      }
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}
