import { readFile } from 'node:fs/promises';
import { Agent as HttpAgent } from 'node:http';
import { Agent } from 'node:https';
import { PullpathError } from '../../errors.ts';
import { assertFile } from '../account/shared-files.ts';
import { lookupBy } from './lookup.ts';

/** What the SDK's request handler takes: how connections are made. */
export interface HttpAgents {
  readonly httpAgent?: import('node:http').Agent;
  readonly httpsAgent?: Agent;
}

/** A proxy, and the variable that names it. */
export interface ChosenProxy {
  readonly url: string;
  readonly source: string;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
/** As the SDK's own agents. */
const SHARING = { keepAlive: true, maxSockets: 50 };

/** Certificate authorities beside Node's own: the text of the file that `AWS_CA_BUNDLE` names, or null. */
export async function bundleFrom({ AWS_CA_BUNDLE: file }: NodeJS.ProcessEnv): Promise<string | null> {
  if (file === undefined || file === '') return null;
  try {
    await assertFile(file);
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new PullpathError('usage', {
      code: 'UnreadableCaBundle',
      message: `The certificate file ${file} (from AWS_CA_BUNDLE) cannot be read.`,
      remedy: 'Correct AWS_CA_BUNDLE, or unset it.',
      cause,
    });
  }
}

/**
 * Agents that go through the proxy, or trust the bundle, or both, and directly that no silent DNS server holds up.
 */
export async function httpAgentsFor(proxy: ChosenProxy | null, bundle: string | null): Promise<HttpAgents> {
  const tls = bundle === null ? {} : { ca: bundle };
  if (proxy === null) {
    const options = { ...SHARING, lookup: lookupBy() };
    return { httpAgent: new HttpAgent(options), httpsAgent: new Agent({ ...options, ...tls }) };
  }
  const { HttpProxyAgent, HttpsProxyAgent } = await import('hpagent');
  const options = { ...SHARING, proxy: proxy.url };
  return { httpAgent: new HttpProxyAgent(options), httpsAgent: new HttpsProxyAgent({ ...options, ...tls }) };
}

/**
 * The proxy for a URL, as the AWS CLI reads the environment: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`,
 * in either case; null where none is named. What is on this machine is never asked for through a proxy.
 * @throws usage InvalidProxyUrl
 */
export async function proxyFor(url: string, environment: NodeJS.ProcessEnv): Promise<ChosenProxy | null> {
  const { hostname, protocol } = new URL(url);
  const names = [`${protocol.slice(0, -1)}_proxy`, 'all_proxy'].flatMap((name) => [name, name.toUpperCase()]);
  const source = names.find((name) => (environment[name] ?? '') !== '');
  if (source === undefined || LOOPBACK.has(hostname)) return null;
  const { getProxyForUrl } = await import('proxy-from-env');
  if (getProxyForUrl(url) === '') return null;
  const named = environment[source] ?? '';
  // As curl and the AWS CLI take it.
  return { url: checked(named.includes('://') ? named : `http://${named}`, source), source };
}

/** A proxy without the name and password in its address. */
export function shownProxy({ url, source }: ChosenProxy): string {
  return `The proxy ${new URL(url).host} (from ${source})`;
}

/** The address may hold a password, so that it is not shown. */
function checked(url: string, source: string): string {
  if (!URL.canParse(url)) throw invalid(`${source} is not the URL of a proxy.`);
  const { protocol, username, password, hostname } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw invalid(
      `${source} names a ${protocol.slice(0, -1)} proxy; pullpath goes through http and https proxies only.`,
    );
  if (hostname === '') throw invalid(`${source} is not the URL of a proxy.`);
  for (const part of [username, password]) {
    try {
      decodeURIComponent(part);
    } catch {
      throw invalid(`${source} has a name or password with a % that encodes nothing.`);
    }
  }
  return url;
}

function invalid(message: string): PullpathError {
  return new PullpathError('usage', {
    code: 'InvalidProxyUrl',
    message,
    remedy: 'Write it as http://proxy.example:3128, or http://NAME:PASSWORD@proxy.example:3128 with %25 for a %.',
  });
}
