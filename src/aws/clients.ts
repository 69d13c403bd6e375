import { setMaxListeners } from 'node:events';
import { type Agents, agentsFor } from './agents.ts';
import { assumeRole, type SessionCredentials } from './assume-role.ts';
import type { ChosenEndpoint } from './call-context.ts';
import { READ_ACTIONS, WRITE_ACTIONS } from './calls.ts';
import { complaintsIn } from './credential-trail.ts';
import { dryRunWriter } from './dry-run-writer.ts';
import { ec2Reader } from './ec2-reader.ts';
import { ec2Writer } from './ec2-writer.ts';
import { endpointFromFlag, endpointFromSdk, isAwsHost } from './endpoint.ts';
import { hangUpWith } from './hang-up.ts';
import { demandOwnAnswers } from './own-answer.ts';
import { impatient, MAX_ATTEMPTS } from './patience.ts';
import { QuickEc2Protocol } from './quick-protocol.ts';
import type { Reader } from './reader.ts';
import { type ChosenRegion, checkRegionName, regionFrom, regionOfProfile } from './region.ts';
import type { RequestListener } from './request-record.ts';
import { EC2Client, loadSharedConfigFiles, STSClient } from './sdk.ts';
import { checkProfile, configFlaw } from './shared-files.ts';
import { translating } from './translating.ts';
import { watch } from './watch.ts';
import type { Writer } from './writer.ts';

/** A fixed pair of keys, or a provider of the SDK's kind, e.g. the `credentials` of another connection. */
export type Credentials = SessionCredentials | (() => Promise<SessionCredentials>);

export interface ConnectOptions extends RequestListener {
  /** `--region`; left out: the variables, then the profile. */
  readonly region?: string | undefined;
  /** `--profile`; left out: AWS_PROFILE, then `default`. */
  readonly profile?: string | undefined;
  /** `--endpoint-url`, for EC2 and STS alike; left out: AWS_ENDPOINT_URL… and the profile, as the SDK reads them. */
  readonly endpointUrl?: string | undefined;
  /** `--role-arn`: act as this role, with the credentials that are in force. */
  readonly roleArn?: string | undefined;
  /** In place of the default chain: what a simulated account takes, or what another connection already has. */
  readonly credentials?: Credentials | undefined;
  readonly connectTimeoutMs?: number | undefined;
  readonly requestTimeoutMs?: number | undefined;
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
  /** Aborts what is under way and closes the sockets; nothing can be sent any more. */
  close(): void;
}

/** Connects; rejects with a `PullpathError` where no region is chosen or an endpoint is no URL. */
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
  setMaxListeners(0, closing.signal);
  const made = <C extends EC2Client | STSClient>(client: C, service: 'ec2' | 'sts'): C => {
    listen(client, service, options, closing.signal);
    return client;
  };
  // The SDK remembers these files for as long as the process lives; who tries again may just have changed them.
  const files = options.credentials === undefined ? await loadSharedConfigFiles({ ignoreCache: true }) : null;
  if (files !== null && profile !== undefined)
    await checkProfile(profile, options.profile !== undefined, files, process.env);
  const agents = await agentsFor(destination(flagged, named), process.env);
  const tried: string[] = [];
  const settings = settingsFrom(options, named, flagged, agents, tried);
  const caller = made(new STSClient({ ...settings, ...given('credentials', options.credentials) }), 'sts');
  const flaw = async () => (files === null ? null : configFlaw(files.configFile, process.env));
  const region = named ?? (await regionOfProfile(profile ?? 'default', () => caller.config.region(), flaw));
  const endpoint = flagged ?? (await configured(caller, 'STS', profile));
  const sts = { region: region.name, profile, endpoint, tried };

  const { roleArn } = options;
  const identity =
    roleArn === undefined
      ? caller
      : made(new STSClient({ ...settings, region: region.name, credentials: assumeRole(caller, roleArn, sts) }), 'sts');
  // All clients of a connection share one memoizing provider, so that one sign-in serves them.
  const shared = {
    ...settings,
    region: region.name,
    credentials: identity.config.credentials,
    protocol: QuickEc2Protocol,
  };
  const reading = made(new EC2Client(shared), 'ec2');
  const ec2 = { ...sts, endpoint: flagged ?? (await configured(reading, 'EC2', profile)) };

  let changing: EC2Client | undefined;
  // Changes have a client of their own: the SDK's adaptive pace, once AWS throttles a change, would slow the reads too.
  const forChanges = () => {
    changing ??= made(new EC2Client({ ...shared, retryMode: 'adaptive' }), 'ec2');
    return changing;
  };
  const contexts = { ec2, sts };
  return {
    region,
    endpoint: ec2.endpoint,
    isAwsEndpoint: ec2.endpoint === null || isAwsHost(ec2.endpoint.url),
    profile,
    credentials: shared.credentials,
    reader: translating(ec2Reader({ ec2: reading, sts: identity }), READ_ACTIONS, contexts),
    writer: () => translating(ec2Writer(forChanges()), WRITE_ACTIONS, contexts),
    dryRunWriter: () => translating(dryRunWriter(forChanges()), WRITE_ACTIONS, contexts),
    close: () => {
      closing.abort();
      for (const client of [caller, identity, reading, changing]) client?.destroy();
    },
  };
}

/** What all clients of a connection have in common. */
function settingsFrom(
  options: ConnectOptions,
  region: ChosenRegion | null,
  endpoint: ChosenEndpoint | null,
  agents: Agents,
  tried: string[],
) {
  const warn = (...said: unknown[]) => options.onWarning?.(said.map(String).join(' '));
  const debug = (...said: unknown[]) => void tried.push(...complaintsIn(said));
  return {
    ...given('region', region?.name),
    ...given('profile', options.profile),
    ...given('endpoint', endpoint?.url),
    maxAttempts: MAX_ATTEMPTS,
    retryMode: 'standard',
    customUserAgent: 'pullpath',
    // Without a logger the SDK warns on the console. Its sources of credentials complain to `debug` alone; what the other
    // levels tell are parameters, which are not wanted at all.
    logger: { debug, info: ignore, error: ignore, warn },
    requestHandler: {
      ...agents,
      connectionTimeout: options.connectTimeoutMs ?? 5_000,
      requestTimeout: options.requestTimeoutMs ?? 30_000,
      socketTimeout: options.requestTimeoutMs ?? 30_000,
      throwOnRequestTimeout: true,
    },
  };
}

/** Where requests will go, as far as it decides about a proxy; the region's own host name stands for both services. */
function destination(flagged: ChosenEndpoint | null, region: ChosenRegion | null): string {
  const { AWS_ENDPOINT_URL_EC2, AWS_ENDPOINT_URL } = process.env;
  const named = flagged?.url || AWS_ENDPOINT_URL_EC2 || AWS_ENDPOINT_URL;
  return named !== undefined && URL.canParse(named)
    ? named
    : `https://ec2.${region?.name ?? 'us-east-1'}.amazonaws.com`;
}

function ignore(): void {}

/** The SDK tells a setting that is undefined from one that is not there. */
function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

function listen(
  client: EC2Client | STSClient,
  service: 'ec2' | 'sts',
  listener: RequestListener,
  closed: AbortSignal,
): void {
  // It copies every answer, which may be megabytes, for a log that nobody keeps.
  client.middlewareStack.remove('loggerMiddleware');
  watch(client, service, listener);
  demandOwnAnswers(client);
  hangUpWith(client, closed);
  const strategy = client.config.retryStrategy;
  client.config.retryStrategy = async () => impatient(await strategy(), closed);
}

/** The endpoint that the environment or the profile names for a service; null for AWS's own. */
async function configured(
  client: EC2Client | STSClient,
  service: 'EC2' | 'STS',
  profile = 'default',
): Promise<ChosenEndpoint | null> {
  const url = await client.config.serviceConfiguredEndpoint?.();
  return url === undefined ? null : endpointFromSdk(url, service, process.env, profile);
}
