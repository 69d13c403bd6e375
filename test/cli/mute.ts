import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** Something that listens, e.g. as a proxy that is down behind its load balancer: it takes every connection. */
export interface Listener {
  readonly url: string;
  readonly port: number;
  /** How many connections it has taken. */
  taken(): number;
  close(): void;
}

/** Takes connections and never says a word, unless `talk` does. */
export async function listening(talk: (socket: Socket) => void = () => undefined): Promise<Listener> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    talk(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    taken: () => sockets.size,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
