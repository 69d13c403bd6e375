import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Network } from './network/types.ts';
import { type CredentialState, defaultTiming, type SandboxOptions } from './options.ts';
import { credentialScopeOf } from './protocol/callers.ts';
import { type Fault, Faults } from './server/faults.ts';
import { handleRequest, type Reply, type ServerState } from './server/handle-request.ts';
import { Journal } from './server/journal.ts';
import { scaledClock } from './server/sandbox-clock.ts';
import { Throttle } from './server/throttle.ts';
import { Accounts } from './state/accounts.ts';
import { type Dump, dump } from './state/dump.ts';
import { worlds } from './worlds/index.ts';

/** A running simulated account. */
export interface Sandbox {
  /** For `--endpoint-url`, e.g. `http://127.0.0.1:43210`. */
  readonly url: string;
  readonly port: number;
  readonly region: string;
  readonly accountId: string;
  readonly journal: Journal;
  /** What it answers to a request, without HTTP: for callers in the same process. */
  answer(request: SandboxRequest): Promise<Reply>;
  /**
   * The account's lasting facts in its home region, sorted, so that two dumps can be compared. Volatile ones are left
   * out.
   */
  state(): Dump;
  /** The live network of a region of the account, for the packet walk; the home region by default. */
  network(region?: string): Network;
  /** Replaces the faults; their counting starts now. */
  inject(...faults: Fault[]): void;
  /** From now on the caller's credentials are taken as told. */
  setCredentials(credentials: CredentialState): void;
  /** Ends it, and every connection to it. */
  close(): Promise<void>;
}

/** A request as HTTP brings it; of its headers those that are read. */
export interface SandboxRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Path and query. */
  readonly url: string;
}

/** Starts a simulated EC2, ECS and STS on loopback HTTP. Rejects where the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const world = structuredClone(typeof options.world === 'string' ? worlds[options.world].make() : options.world);
  const clock = options.clock ?? scaledClock();
  const timing = {
    ...defaultTiming,
    ...options.timing,
    quotas: { ...defaultTiming.quotas, ...options.timing?.quotas },
    tasks: { ...defaultTiming.tasks, ...options.timing?.tasks },
  };
  const state: ServerState = {
    accounts: new Accounts(world, clock, timing),
    clock,
    timing,
    faults: new Faults(options.faults ?? []),
    journal: new Journal(),
    throttle: new Throttle(),
    iam: options.iam,
    credentials: options.credentials ?? 'valid',
  };
  // From now on its services start their tasks, also while nobody asks.
  state.accounts.region(world.accountId, world.region);
  const server = listener(state);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const region = (name = world.region) => {
    const found = state.accounts.region(world.accountId, name);
    found.settle();
    return found;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    region: world.region,
    accountId: world.accountId,
    journal: state.journal,
    answer: (request) => answerTo(state, request),
    state: () => dump(region().network),
    network: (name) => region(name).network,
    inject: (...faults) => state.faults.replace(faults),
    setCredentials: (credentials) => {
      state.credentials = credentials;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function answerTo(state: ServerState, { body, headers, url }: SandboxRequest): Promise<Reply> {
  const [target] = [headers['x-amz-target']].flat();
  const [authorization] = [headers.authorization].flat();
  return handleRequest(state, { body, target, url }, credentialScopeOf(authorization));
}

/** A request counts when its body is complete; a client that goes away before that has asked nothing. */
function listener(state: ServerState) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const { headers, url = '/' } = request;
      const reply = await answerTo(state, { body: Buffer.concat(chunks).toString(), headers, url });
      if (reply === 'silent') return;
      if (reply === 'destroyed') {
        request.socket.destroy();
        return;
      }
      response.writeHead(reply.status, { 'content-type': reply.type, 'x-amzn-requestid': reply.requestId });
      response.end(reply.body);
    });
  });
  // Longer than any pause between two polls: a connection that closes just as it is used again looks like a fault.
  server.keepAliveTimeout = 120_000;
  return server;
}
