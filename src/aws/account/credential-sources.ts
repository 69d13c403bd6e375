import type { CallContext } from '../client/call-context.ts';
import type { SdkError } from '../errors/sdk-error.ts';

/**
 * The SDK asks one source of credentials after another, and in the end tells only that all of them failed. Why each did
 * goes to the `debug` level of its logger, as a sentence without a code.
 */
const COMPLAINT = /^@smithy\/property-provider (?:->|\(!\)) (.*)/s;

export const ALL_FAILED = /^Could not load credentials from any providers/;
/** The program, in quotes or without; arguments and what it wrote follow. */
export const PROCESS_FAILED = /^Command failed: (?:"([^"]*)"|'([^']*)'|(\S+))/;
export const PROCESS_EXPIRED = /^Profile (.+) credential_process returned expired credentials/;
export const PROCESS_SAID = /^Profile (.+) credential_process (?:returned|did not return)/;
export const PROFILES_VISITED = /^Detected a cycle .*Profiles visited: (.*)/;
export const PROFILE_WITHOUT = /^Could not resolve credentials using profile: \[(.*)\]/;

/** The complaints of sources of credentials among what the SDK says to its logger. */
export function messagesInLog(said: readonly unknown[]): string[] {
  return said.map((each) => COMPLAINT.exec(String(each))?.[1]).filter((each) => each !== undefined);
}

/** The last complaint of a kind, be it the SDK's own error or what it was made of. */
export function logMessage(text: RegExp, error: SdkError, { tried = [] }: CallContext): RegExpExecArray | null {
  return [...tried, error.message].map((each) => text.exec(each)).findLast((match) => match !== null) ?? null;
}
