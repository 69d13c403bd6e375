import { throughProxy } from '../errors/proxy-trouble.ts';
import { bundleFrom, type ChosenProxy, httpAgentsFor, proxyFor } from './http-agents.ts';
import { NodeHttpHandler } from './sdk.ts';

export type Handle = NodeHttpHandler['handle'];

/** How requests are sent; the SDK takes it as the `requestHandler` of any client. */
export interface RequestHandler extends Pick<NodeHttpHandler, 'handle' | 'destroy' | 'metadata'> {
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
}

export interface Sending {
  readonly environment: NodeJS.ProcessEnv;
  /** Aborted when nothing is to be sent any more; what is under way is given up. */
  readonly over: AbortSignal;
  readonly connectTimeoutMs: number;
  readonly requestTimeoutMs: number;
  /** Filled with the hosts that could not be reached the last time, and why. */
  readonly unreached: Map<string, unknown>;
}

/**
 * Sends every request of a connection, those for credentials included, the way that the environment names for its host:
 * directly or through a proxy, trusting the bundle of authorities.
 * @throws usage UnreadableCaBundle; what `handle` rejects with may be a `ProxyTrouble`
 */
export async function requestHandlerFor(sending: Sending): Promise<RequestHandler> {
  const { environment, over, connectTimeoutMs, requestTimeoutMs, unreached } = sending;
  const bundle = await bundleFrom(environment);
  // Said before anything is sent, and not as something that a sign-in failed with.
  await proxyFor('https://amazonaws.com', environment);
  const ways = new Map<string, Promise<NodeHttpHandler>>();
  const open = async (proxy: ChosenProxy | null) =>
    new NodeHttpHandler({
      ...(await httpAgentsFor(proxy, bundle)),
      connectionTimeout: connectTimeoutMs,
      requestTimeout: requestTimeoutMs,
      socketTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    });
  const wayOf = (proxy: ChosenProxy | null) => {
    const key = proxy?.url ?? '';
    const way = ways.get(key) ?? open(proxy);
    ways.set(key, way);
    return way;
  };
  const handle: Handle = async (request, options) => {
    const { protocol, hostname, port } = request;
    const proxy = await proxyFor(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`, environment);
    try {
      const answer = await (await wayOf(proxy)).handle(request, { ...options, abortSignal: over });
      unreached.delete(hostname);
      return answer;
    } catch (error) {
      unreached.set(hostname, error);
      throw proxy === null ? error : throughProxy(error, proxy);
    }
  };
  return handlerOf(handle, () => {
    for (const way of ways.values()) void way.then((handler) => handler.destroy());
  });
}

/** Requests that go to an account in this process, in place of the network. @param over as of `Sending` */
export function handlerInProcess(handle: Handle, over: AbortSignal): RequestHandler {
  return handlerOf((request, options) => handle(request, { ...options, abortSignal: over }));
}

function handlerOf(handle: Handle, destroy: () => void = () => undefined): RequestHandler {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle,
    destroy,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}
