import type { ChosenRegion } from '../../../aws/account/region.ts';
import type { Connection, ConnectOptions } from '../../../aws/client/clients.ts';
import type { RequestRecord } from '../../../aws/client/request-record.ts';
import type { Reader } from '../../../aws/read/reader.ts';
import { accountSnapshotSource, type OpenNames, type SnapshotSource } from '../../../discover/snapshot-source.ts';
import type { DocumentAccount } from '../../../render/documents/envelope.ts';
import type { Recorded } from '../../../snapshot/recorded.ts';
import type { Options } from '../../line/options.ts';
import { isMultiRegion } from '../../multi-region/audit-scope.ts';
import { requestLine, tallyLine } from '../../stream/debug-lines.ts';
import type { Output } from '../../stream/output.ts';
import { Deadline } from './deadline.ts';
import { startWorld } from './start-world.ts';

/** Where and as whom a connection beside the session's own is made. */
export type ConnectionOverrides = Pick<ConnectOptions, 'region' | 'roleArn' | 'credentials' | 'deadline'>;

/** A connection with what has to be closed after it. */
export interface Session extends Connection {
  /** For all that is asked of this connection. */
  readonly deadline: Deadline;
  /** What a reader must know of where this ran; null on AWS itself. */
  readonly note: string | null;
  /** Where snapshots of the session's region come from. */
  readonly source: SnapshotSource;
  /** What `--from` has read; undefined where the session leads to an account. */
  readonly recorded?: Recorded;
  /** Has the run know its account and region: what is written of it names them. */
  entered(scope: Pick<DocumentAccount, 'account' | 'region'>): void;
  /**
   * Connects to another region or account, or both, as the session itself did; closed with the session, if not before.
   */
  connectTo(elsewhere: ConnectionOverrides): Promise<Connection>;
  /** The accounts of `--hub-role-arn`, in a region. */
  hubsIn(region: string): OpenNames['others'];
  end(): Promise<void>;
}

const SANDBOX_CREDENTIALS = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };

/** Reads a snapshot, or connects to AWS, to the endpoint that was asked for, or to a simulated account of its own inside this process. */
export async function openSession(options: Options, output: Output): Promise<Session> {
  if (options.from !== undefined) {
    const { openSnapshotSession } = await import('./snapshot-session.ts');
    return openSnapshotSession(options.from, options, output);
  }
  const { connect } = await import('../../../aws/client/clients.ts');
  const tally = { requests: 0, throttled: 0 };
  let ended = false;
  const deadline = new Deadline(options.timeout);
  const sandbox = options.sandbox === undefined ? null : await startWorld(options.sandbox);
  const connectTo = (elsewhere: ConnectionOverrides, where?: string) =>
    connect({
      profile: options.profile,
      endpointUrl: sandbox?.url ?? options.endpointUrl,
      credentials: sandbox === null ? undefined : SANDBOX_CREDENTIALS,
      ...elsewhere,
      onRequest: (record: RequestRecord) => {
        tally.requests += record.attempts;
        tally.throttled += record.throttled;
        // What is aborted with the session is not reported after its last line.
        if (options.debug && !ended) output.terminal.notice(requestLine(record, where));
      },
      onWarning: (text: string) => output.hint(text),
    });
  const end = async () => {
    ended = true;
    deadline.pause();
    await sandbox?.close();
    if (options.debug) output.terminal.notice(tallyLine(tally.requests, tally.throttled));
  };
  try {
    const connection = await connectTo({
      region: options.region ?? sandbox?.region,
      // Of several roles each is for a connection of its own.
      roleArn: options.roleArn.length === 1 ? options.roleArn[0] : undefined,
      // Each region of an audit has a deadline of its own, and credentials from here.
      deadline: isMultiRegion(options) ? undefined : deadline.signal,
    });
    const opened = [connection];
    const connectBeside: Session['connectTo'] = async (elsewhere) => {
      const other = await connectTo(elsewhere, elsewhere.region);
      opened.push(other);
      return other;
    };
    const nobodyChose = sandbox !== null && options.region === undefined;
    const source = nobodyChose ? `the world ${options.sandbox}` : connection.region.source;
    const note = noteOf(connection, options.sandbox);
    output.entered({ note });
    const entered: Session['entered'] = (scope) => output.entered(scope);
    const reader = recording(connection.reader, connection.region.name, entered);
    return {
      ...connection,
      deadline,
      reader,
      region: { name: connection.region.name, source },
      note,
      entered,
      source: accountSnapshotSource(reader, connection.region.name, {
        ...connection,
        others: hubsOf(connectBeside, options, connection.region.name),
      }),
      connectTo: connectBeside,
      hubsIn: (name) => hubsOf(connectBeside, options, name),
      end: async () => {
        for (const { close } of opened) close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** The same session in another region, with the credentials that it has: a sign-in is not repeated. */
export async function inRegion(session: Session, region: ChosenRegion): Promise<Session> {
  const { name } = region;
  const connection = await session.connectTo({
    region: name,
    credentials: session.credentials,
    deadline: session.deadline.signal,
  });
  const reader = recording(connection.reader, name, session.entered);
  return {
    ...session,
    ...connection,
    reader,
    region,
    source: accountSnapshotSource(reader, name, { ...connection, others: session.hubsIn(name) }),
  };
}

/** Connects to the accounts of hubs, with the credentials of the session, once something is asked of them. */
function hubsOf(connectTo: Session['connectTo'], { hubRoleArn }: Options, region: string): OpenNames['others'] {
  return () =>
    Promise.all(
      hubRoleArn.map(async (roleArn) => {
        const connection = await connectTo({ region, roleArn });
        const [{ account }, dns, hubs] = await Promise.all([
          connection.reader.callerIdentity(),
          connection.dns(),
          connection.hubs(),
        ]);
        return { account, reader: connection.reader, dns, hubs };
      }),
    );
}

/** The reader, which has the run know its account once AWS has told it. */
function recording(reader: Reader, region: string, entered: Session['entered']): Reader {
  return {
    ...reader,
    callerIdentity: async () => {
      const caller = await reader.callerIdentity();
      entered({ account: caller.account, region });
      return caller;
    },
  };
}

function noteOf({ endpoint }: Connection, world: string | undefined): string | null {
  if (world !== undefined) return `Simulated account, world ${world}: nothing here is AWS.`;
  return endpoint === null ? null : `Requests go to ${endpoint.url} (from ${endpoint.source}), not to AWS.`;
}
