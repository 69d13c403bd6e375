import { Readable } from 'node:stream';
import { HttpResponse } from '@smithy/core/protocols';
import type { ConnectOptions } from '../../src/aws/client/clients.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';

type Transport = NonNullable<ConnectOptions['transport']>;

/** The way to a simulated account without sockets: half the time of a request over loopback. */
export function transportTo(sandbox: Sandbox): Transport {
  return async ({ headers, body, path, query }, { abortSignal } = {}) => {
    const over = abortSignal as AbortSignal | undefined;
    over?.throwIfAborted();
    const answered = new AbortController();
    try {
      const answer = sandbox.answer({ headers, body: String(body ?? ''), url: urlOf(path, query) });
      const reply = await Promise.race([answer, aborted(over, answered.signal)]);
      if (reply === 'silent') return await aborted(over, answered.signal);
      // As Node reports a connection that was closed under a request.
      if (reply === 'destroyed') throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      const response = new HttpResponse({
        statusCode: reply.status,
        headers: { 'content-type': reply.type, 'x-amzn-requestid': reply.requestId, date: new Date().toUTCString() },
        body: Readable.from([Buffer.from(reply.body)]),
      });
      return { response };
    } finally {
      answered.abort();
    }
  };
}

/** Rejects when the signal is given, and never resolves. @param unless when this is given, nobody listens any more */
function aborted(signal: AbortSignal | undefined, unless: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const give = () => reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
    signal?.addEventListener('abort', give, { once: true, signal: unless });
  });
}

function urlOf(path: string, query: Readonly<Record<string, string | readonly string[] | null>> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) for (const each of [value ?? ''].flat()) search.append(name, each);
  return search.size === 0 ? path : `${path}?${search}`;
}
