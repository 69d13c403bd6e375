import type { ChosenProxy } from '../client/http-agents.ts';
import { parseSdkError } from './sdk-error.ts';

/** What is known of an error on the way through a proxy. */
export interface ProxyTrouble {
  readonly proxy: ChosenProxy;
  /** What the proxy answered to CONNECT; undefined where it answered nothing. */
  readonly proxyStatus: number | undefined;
}

/** The error, with the proxy. hpagent tells what a proxy answered in a sentence. */
export function throughProxy(error: unknown, proxy: ChosenProxy): unknown {
  const [, status] = /^Bad response: (\d+)$/.exec(parseSdkError(error).message) ?? [];
  const trouble: ProxyTrouble = { proxy, proxyStatus: status === undefined ? undefined : Number(status) };
  return error instanceof Error ? Object.assign(error, trouble) : error;
}

/** Of an error that came up on the way through a proxy; null for any other. */
export function proxyTrouble(error: unknown): ProxyTrouble | null {
  return error instanceof Error && 'proxy' in error && 'proxyStatus' in error ? (error as Error & ProxyTrouble) : null;
}
