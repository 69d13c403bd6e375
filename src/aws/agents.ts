import { readFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { PullpathError } from '../errors.ts';

/** What the SDK's request handler takes: how connections are made. */
export interface Agents {
  readonly httpAgent?: import('node:http').Agent;
  readonly httpsAgent?: Agent;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
/** As the SDK's own agents. */
const SHARING = { keepAlive: true, maxSockets: 50 };

/**
 * The proxy and the certificate authorities that the environment names, as the AWS CLI reads them: `HTTPS_PROXY`,
 * `HTTP_PROXY`, `NO_PROXY` (either case) and `AWS_CA_BUNDLE`. Nothing where it names none; then the SDK's own agents serve.
 * @param url where the requests go; what is on this machine is never asked for through a proxy
 */
export async function agentsFor(url: string, environment: NodeJS.ProcessEnv): Promise<Agents> {
  const bundle = environment.AWS_CA_BUNDLE;
  const tls = bundle === undefined || bundle === '' ? {} : { ca: await readBundle(bundle) };
  const proxy = await proxyFor(url);
  if (proxy === null)
    return bundle === undefined || bundle === '' ? {} : { httpsAgent: new Agent({ ...SHARING, ...tls }) };
  const { HttpProxyAgent, HttpsProxyAgent } = await import('hpagent');
  const options = { ...SHARING, proxy };
  return { httpAgent: new HttpProxyAgent(options), httpsAgent: new HttpsProxyAgent({ ...options, ...tls }) };
}

async function proxyFor(url: string): Promise<string | null> {
  if (LOOPBACK.has(new URL(url).hostname)) return null;
  const { getProxyForUrl } = await import('proxy-from-env');
  const proxy = getProxyForUrl(url);
  return proxy === '' ? null : proxy;
}

async function readBundle(file: string): Promise<string> {
  try {
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
