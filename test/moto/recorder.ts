import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Recorder {
  readonly url: string;
  /** The EC2 and STS actions that went through since this was last asked, in order. */
  take(): string[];
  stop(): Promise<void>;
}

/** A loopback proxy before `target` that notes every action: which calls a program makes is seen from outside it. */
export async function startRecorder(target: string): Promise<Recorder> {
  let actions: string[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming);
    actions.push(new URLSearchParams(body.toString()).get('Action') ?? `${incoming.method} ${incoming.url}`);
    const { method, url, headers } = incoming;
    const onward = request(new URL(url ?? '/', target), { method, headers }, (answer) => {
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
