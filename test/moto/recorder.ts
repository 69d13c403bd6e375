import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Recorder {
  readonly url: string;
  /** The actions that went through, Route 53's as the requests that they are, since this was last asked, in order. */
  take(): string[];
  stop(): Promise<void>;
}

/** What becomes of a request: `hold` never reaches the target, of `swallow` the answer never comes back. */
export type Passage = 'pass' | 'hold' | 'swallow';

/**
 * A loopback proxy before `destination` that notes every action: which calls a program makes is seen from outside it.
 * @param passageOf asked of each request as it arrives
 */
export async function startRecorder(
  destination: string,
  passageOf: (action: string) => Passage = () => 'pass',
): Promise<Recorder> {
  let actions: string[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming);
    const target = [incoming.headers['x-amz-target']].flat()[0]?.split('.').at(-1);
    const action = new URLSearchParams(body.toString()).get('Action') ?? target ?? `${incoming.method} ${incoming.url}`;
    actions.push(action);
    const passage = passageOf(action);
    if (passage === 'hold') return;
    const { method, url, headers } = incoming;
    const onward = request(new URL(url ?? '/', destination), { method, headers }, (answer) => {
      if (passage === 'swallow') {
        answer.resume();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', (error) => outgoing.destroy(error));
    onward.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = actions;
      actions = [];
      return taken;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
