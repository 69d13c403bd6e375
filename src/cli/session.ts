import type { Connection, ConnectOptions } from '../aws/clients.ts';
import type { RequestRecord } from '../aws/request-record.ts';
import { PullpathError } from '../errors.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { closest } from './closest.ts';
import type { Options } from './options.ts';
import type { Terminal } from './terminal.ts';

/** A connection with what has to be closed after it. */
export interface Session extends Connection {
  /** What a reader must know of where this ran; null on AWS itself. */
  readonly note: string | null;
  /** How many requests were sent so far. */
  requests(): number;
  end(): Promise<void>;
}

const SANDBOX_CREDENTIALS = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };

/** Connects to AWS, to the endpoint that was asked for, or to a simulated account of its own inside this process. */
export async function openSession(
  options: Options,
  terminal: Terminal,
  over: Partial<ConnectOptions> = {},
): Promise<Session> {
  const { connect } = await import('../aws/clients.ts');
  let sent = 0;
  const listeners = {
    onRequest: (record: RequestRecord) => {
      sent += record.attempts;
      if (options.debug) terminal.notice(requestLine(record));
    },
    onWarning: (text: string) => {
      if (!options.quiet) terminal.notice(text);
    },
  };
  const sandbox = options.sandbox === undefined ? null : await startWorld(options.sandbox);
  const connection = await connect({
    region: options.region,
    profile: options.profile,
    endpointUrl: options.endpointUrl,
    roleArn: options.roleArn[0],
    ...(sandbox === null
      ? {}
      : { region: options.region ?? sandbox.region, endpointUrl: sandbox.url, credentials: SANDBOX_CREDENTIALS }),
    ...over,
    ...listeners,
  });
  const simulated = sandbox === null ? null : `Simulated account, world ${options.sandbox}: nothing here is AWS.`;
  const elsewhere =
    connection.endpoint === null
      ? null
      : `Requests go to ${connection.endpoint.url} (from ${connection.endpoint.source}), not to AWS.`;
  const nobodyChose = sandbox !== null && options.region === undefined;
  return {
    ...connection,
    region: nobodyChose ? { name: connection.region.name, source: `the world ${options.sandbox}` } : connection.region,
    note: simulated ?? elsewhere,
    requests: () => sent,
    end: async () => {
      connection.close();
      await sandbox?.close();
    },
  };
}

/** Starts a simulated account. @throws usage UnknownWorld */
export async function startWorld(name: string): Promise<Sandbox> {
  const { startSandbox, worldNames } = await import('../sandbox/index.ts');
  const world = worldNames.find((known) => known === name);
  if (world === undefined) {
    const meant = closest(name, worldNames);
    throw new PullpathError('usage', {
      code: 'UnknownWorld',
      message: `There is no world ${name}${meant === null ? '' : `; did you mean ${meant}?`}`,
      remedy: `The worlds are: ${worldNames.join(', ')}.`,
    });
  }
  // Long enough to be seen pending, short enough for a demonstration.
  return startSandbox({ world, physics: { pendingMs: 1500, deletingMs: 800, lingerMs: 400 } });
}

/** One request as `--debug` shows it: never a parameter or a header, so never a secret. */
function requestLine(record: RequestRecord): string {
  const { service, operation, durationMs, requestId, httpStatus, code, attempts } = record;
  const outcome = code === undefined ? `${httpStatus ?? 'no answer'}` : `${httpStatus ?? 'no answer'} ${code}`;
  const repeats = attempts > 1 ? ` after ${attempts} attempts` : '';
  return `debug: ${service}:${operation} ${outcome} in ${Math.round(durationMs)} ms${repeats} ${requestId ?? ''}`.trimEnd();
}
