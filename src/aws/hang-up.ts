import type { AwsClient } from './services.ts';

/**
 * Ties a client's requests to its connection: when that is closed, what is under way is aborted, and what is asked for
 * later is not sent. Without this a process that has given up waiting would stay until the last request has timed out.
 */
export function hangUpWith(client: AwsClient, closed: AbortSignal): void {
  const handler = client.config.requestHandler;
  const handle = handler.handle.bind(handler);
  handler.handle = (request, options) => handle(request, { ...options, abortSignal: closed });
}
