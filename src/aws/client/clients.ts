import { setMaxListeners } from 'node:events';
import manifest from '../../../package.json' with { type: 'json' };
import { assumeRole, type SessionCredentials } from '../account/assume-role.ts';
import { messagesInLog } from '../account/credential-sources.ts';
import { endpointFromFlag, endpointFromSdk, isAwsHost } from '../account/endpoint.ts';
import { type ChosenRegion, checkRegionName, regionFrom, regionOfProfile } from '../account/region.ts';
import { assertCredentialFiles, checkProfile, configError } from '../account/shared-files.ts';
import { wrapErrors } from '../errors/wrap-errors.ts';
import { ECS_READ_ACTIONS, ECS_WRITE_ACTIONS, HUB_READ_ACTIONS, READ_ACTIONS, WRITE_ACTIONS } from '../iam/calls.ts';
import type { DnsReader } from '../read/dns-reader.ts';
import { ec2Reader } from '../read/ec2-reader.ts';
import type { HubReader } from '../read/hub-reader.ts';
import type { Reader } from '../read/reader.ts';
import type { EcsReader } from '../read/workload-reader.ts';
import { dryRunWriter } from '../write/dry-run-writer.ts';
import { ec2Writer } from '../write/ec2-writer.ts';
import type { EcsWriter } from '../write/ecs-writer.ts';
import type { Writer } from '../write/writer.ts';
import type { ChosenEndpoint } from './call-context.ts';
import { FastEc2Protocol } from './fast-ec2-protocol.ts';
import { answerLost, instrumentClient } from './instrument-client.ts';
import { type Handle, handlerInProcess, type RequestHandler, requestHandlerFor } from './request-handler.ts';
import type { RequestListener } from './request-record.ts';
import { MAX_ATTEMPTS, stopRetryingOnAbort } from './retry-policy.ts';
import { defaultProvider, EC2Client, loadSharedConfigFiles, STSClient } from './sdk.ts';
import type { AwsClient, AwsServiceName } from './services.ts';
import { assertAwsResponse } from './validate-response.ts';

/** A fixed pair of keys, or a provider of the SDK's kind, e.g. the `credentials` of another connection. */
export type Credentials = SessionCredentials | (() => Promise<SessionCredentials>);

/** To open a connection, in milliseconds: an address that has not answered by then is not going to. */
const CONNECT_TIMEOUT_MS = 5_000;

/** What ECS tells may be done without: an endpoint that takes the connection and says nothing is not waited for long. */
const ECS_TIMEOUT_MS = 10_000;

/**
 * What tells who answers a name is done without where it cannot be reached, and from a network without the internet it
 * often cannot: Route 53 is in one region only. So nobody waits for it.
 */
const DNS_TIMEOUTS_MS = { connectTimeoutMs: 2_000, requestTimeoutMs: 5_000 };

export interface ConnectOptions extends RequestListener {
  /** `--region`; left out: the variables, then the profile. */
  readonly region?: string | undefined;
  /** `--profile`; left out: AWS_PROFILE, then `default`. */
  readonly profile?: string | undefined;
  /** `--endpoint-url`, for every service alike; left out: AWS_ENDPOINT_URL… and the profile, as the SDK reads them. */
  readonly endpointUrl?: string | undefined;
  /** `--role-arn`: act as this role, with the credentials that are in force. */
  readonly roleArn?: string | undefined;
  /** In place of the default chain: what a simulated account takes, or what another connection already has. */
  readonly credentials?: Credentials | undefined;
  readonly requestTimeoutMs?: number | undefined;
  /** Sends the requests in place of HTTP: the way to a simulated account in this process, without a socket. */
  readonly transport?: Handle | undefined;
  /** When this is aborted, calls reject with its reason, and nothing is sent any more. */
  readonly deadline?: AbortSignal | undefined;
  /** The SDK's warnings, e.g. that both a profile and static keys are set. */
  readonly onWarning?: ((text: string) => void) | undefined;
}

/** One account in one region. Nothing is sent before the first call of a reader or writer. */
export interface Connection {
  readonly region: ChosenRegion;
  /** Null: AWS's own endpoint. */
  readonly endpoint: ChosenEndpoint | null;
  /** False behind an emulator or the sandbox: there, a dry run may be carried out. */
  readonly isAwsEndpoint: boolean;
  readonly profile: string | undefined;
  /** To connect to other regions without asking for credentials again. */
  readonly credentials: Credentials;
  readonly reader: Reader;
  /** Made on first use: who only reads holds no client that could change something. */
  writer(): Writer;
  dryRunWriter(): Writer;
  /** Milliseconds since the epoch, as AWS's answers tell the time: the machine's own clock may be wrong. */
  awsTimeMs(): number;
  /** The reader of ECS, with its part of the SDK: made, and loaded, on first use. */
  ecs(): Promise<EcsReader>;
  /** The reader of who answers names, with its part of the SDK: made, and loaded, on first use. */
  dns(): Promise<DnsReader>;
  /** The reader of how VPCs are connected, loaded on first use. */
  hubs(): Promise<HubReader>;
  /** What changes something in ECS, on a client of its own: made only where the user asked for such a change. */
  ecsWriter(): Promise<EcsWriter>;
  /** Aborts what is under way and closes the sockets; nothing can be sent any more. */
  close(): void;
}

/** Connects; rejects with a `PullpathError` where no region is chosen or an endpoint is not a URL. */
export async function connect(options: ConnectOptions = {}): Promise<Connection> {
  // The SDK announces the end of its support for Node 20 on standard error, once a process, when a client is made.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  // The SDK looks for `endpoint_url` in the profile that the variable names, whatever the client is told.
  if (options.profile !== undefined) process.env.AWS_PROFILE = options.profile;
  const profile = options.profile ?? (process.env.AWS_PROFILE || undefined);
  const named = regionFrom(options.region, process.env);
  if (named !== null) checkRegionName(named);
  const flagged = options.endpointUrl === undefined ? null : endpointFromFlag(options.endpointUrl);

  const closing = new AbortController();
  // Every request under way listens: a region is read with a dozen side by side.
  const { deadline } = options;
  const over = deadline === undefined ? closing.signal : AbortSignal.any([closing.signal, deadline]);
  setMaxListeners(0, closing.signal, over);
  if (options.credentials === undefined) await assertCredentialFiles(process.env);
  // The SDK remembers these files for as long as the process lives; who tries again may just have changed them.
  const files = options.credentials === undefined ? await loadSharedConfigFiles({ ignoreCache: true }) : null;
  if (files !== null && profile !== undefined)
    await checkProfile(profile, options.profile !== undefined, files, process.env);
  const tried: string[] = [];
  const opened: AwsClient[] = [];
  const unreached = new Map<string, unknown>();
  const sending = {
    environment: process.env,
    over,
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
    requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
    unreached,
  };
  const handlerFor = async (timeouts: Partial<typeof sending> = {}) =>
    options.transport === undefined
      ? requestHandlerFor({ ...sending, ...timeouts })
      : handlerInProcess(options.transport, over);
  const requestHandler = await handlerFor();
  const ecsTimeouts = { requestTimeoutMs: Math.min(sending.requestTimeoutMs, ECS_TIMEOUT_MS) };
  const settings = settingsFrom(options, named, flagged, requestHandler, tried);
  // The SDK's own chain; what it asks of others (SSO, a role) goes the same way as all else.
  const chain = () =>
    defaultProvider({
      ...definedOnly('profile', options.profile),
      logger: settings.logger,
      clientConfig: { requestHandler, customUserAgent: USER_AGENT },
    });
  const made = <C extends AwsClient>(client: C, service: AwsServiceName): C => {
    listen(client, service, options, over);
    opened.push(client);
    return client;
  };
  const caller = made(new STSClient({ ...settings, credentials: options.credentials ?? chain() }), 'sts');
  const configProblem = async () => (files === null ? null : configError(files.configFile, process.env));
  const region = named ?? (await regionOfProfile(profile ?? 'default', () => caller.config.region(), configProblem));
  const contextWith = async (client: AwsClient, service: AwsServiceName) => {
    const endpoint = flagged ?? (await configured(client, service, profile));
    return { region: region.name, profile, endpoint, tried, unreached };
  };
  const sts = await contextWith(caller, 'sts');

  const { roleArn } = options;
  const identity =
    roleArn === undefined
      ? caller
      : made(new STSClient({ ...settings, region: region.name, credentials: assumeRole(caller, roleArn, sts) }), 'sts');
  // All clients of a connection share one memoizing provider, so that one sign-in serves them.
  const { credentials } = identity.config;
  const shared = { ...settings, region: region.name, credentials };
  const forEc2 = { ...shared, protocol: FastEc2Protocol };
  const reading = made(new EC2Client(forEc2), 'ec2');
  const ec2 = await contextWith(reading, 'ec2');

  let changing: EC2Client | undefined;
  // Changes have a client of their own: the SDK's adaptive pace, once AWS throttles a change, would slow the reads too.
  const forChanges = () => {
    changing ??= made(new EC2Client({ ...forEc2, retryMode: 'adaptive' }), 'ec2');
    return changing;
  };
  const contextOf = (service: AwsServiceName) => (service === 'sts' ? sts : ec2);
  const openWorkloads = async () => {
    const { ecsClient, ecsReader } = await import('../read/ecs-reader.ts');
    const client = made(ecsClient({ ...shared, requestHandler: await handlerFor(ecsTimeouts) }), 'ecs');
    const ecs = await contextWith(client, 'ecs');
    return wrapErrors(ecsReader(client), ECS_READ_ACTIONS, () => ecs, { deadline });
  };
  const openNames = async () => {
    const { openDnsReader } = await import('./open-dns-reader.ts');
    const settings = { ...shared, requestHandler: await handlerFor(DNS_TIMEOUTS_MS) };
    return openDnsReader({ settings, made, contextWith, deadline });
  };
  const openEcsWriter = async () => {
    const [{ ecsClient }, { ecsWriter }] = await Promise.all([
      import('../read/ecs-reader.ts'),
      import('../write/ecs-writer.ts'),
    ]);
    const client = made(ecsClient(shared), 'ecs');
    const ecs = await contextWith(client, 'ecs');
    return wrapErrors(ecsWriter(client), ECS_WRITE_ACTIONS, () => ecs, { deadline, inDoubt: answerLost });
  };
  return {
    region,
    endpoint: ec2.endpoint,
    isAwsEndpoint: ec2.endpoint === null || isAwsHost(ec2.endpoint.url),
    profile,
    credentials,
    reader: wrapErrors(ec2Reader({ ec2: reading, sts: identity }), READ_ACTIONS, contextOf, { deadline }),
    writer: () => wrapErrors(ec2Writer(forChanges()), WRITE_ACTIONS, contextOf, { deadline, inDoubt: answerLost }),
    dryRunWriter: () => wrapErrors(dryRunWriter(forChanges()), WRITE_ACTIONS, contextOf, { deadline }),
    // Set by the SDK with every answer.
    awsTimeMs: () => Date.now() + reading.config.systemClockOffset,
    ecs: once(openWorkloads),
    dns: once(openNames),
    hubs: async () => {
      const { hubReader } = await import('../read/ec2-hub-reader.ts');
      return wrapErrors(hubReader(reading), HUB_READ_ACTIONS, contextOf, { deadline });
    },
    ecsWriter: openEcsWriter,
    close: () => {
      closing.abort();
      for (const client of opened) client.destroy();
    },
  };
}

/** As `pullpath/0.1.0`, behind what the SDK says of itself. */
const USER_AGENT: [string, string][] = [['pullpath', manifest.version]];

/** What all clients of a connection have in common. */
function settingsFrom(
  options: ConnectOptions,
  region: ChosenRegion | null,
  endpoint: ChosenEndpoint | null,
  requestHandler: RequestHandler,
  tried: string[],
) {
  const warn = (...said: unknown[]) => options.onWarning?.(said.map(String).join(' '));
  const debug = (...said: unknown[]) => void tried.push(...messagesInLog(said));
  return {
    ...definedOnly('region', region?.name),
    ...definedOnly('profile', options.profile),
    ...definedOnly('endpoint', endpoint?.url),
    maxAttempts: MAX_ATTEMPTS,
    retryMode: 'standard',
    customUserAgent: USER_AGENT,
    // Without a logger the SDK warns on the console. Its sources of credentials write to `debug` only; what the other
    // levels tell are parameters, which are not wanted at all.
    logger: { debug, info: ignore, error: ignore, warn },
    requestHandler,
  };
}

/** Done at the first call; every other gets the same. */
function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  return () => {
    opened ??= open();
    return opened;
  };
}

function ignore(): void {}

/** The SDK tells a setting that is undefined from one that is not there. */
function definedOnly<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

function listen(client: AwsClient, service: AwsServiceName, listener: RequestListener, closed: AbortSignal): void {
  // It copies every answer, which may be megabytes, for a log that is not kept.
  client.middlewareStack.remove('loggerMiddleware');
  instrumentClient(client, service, listener);
  assertAwsResponse(client, service);
  const strategy = client.config.retryStrategy;
  // What the others tell may be done without, and from an isolated network they are often the one thing out of reach.
  const isNeeded = service === 'ec2' || service === 'sts';
  client.config.retryStrategy = async () =>
    isNeeded ? stopRetryingOnAbort(await strategy(), closed) : stopRetryingOnAbort(await strategy(), closed, 0, 0);
}

/** The endpoint that the environment or the profile names for a service; null for AWS's own. */
async function configured(
  client: AwsClient,
  service: AwsServiceName,
  profile = 'default',
): Promise<ChosenEndpoint | null> {
  const url = await client.config.serviceConfiguredEndpoint?.();
  return url === undefined ? null : endpointFromSdk(url, service, process.env, profile);
}
