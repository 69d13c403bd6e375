import { PullpathError } from '../../errors.ts';
import { aws } from '../../remedy/command.ts';
import { isKnownRegion } from '../account/regions.ts';
import type { CallContext } from '../client/call-context.ts';
import { shownProxy } from '../client/http-agents.ts';
import type { NetworkErrorKind } from './network-error-kind.ts';
import { type ProxyTrouble, proxyTrouble } from './proxy-trouble.ts';

const WHAT: { readonly [K in NetworkErrorKind]: string } = {
  unresolved: 'its name cannot be resolved',
  refused: 'the connection was refused',
  unreachable: 'no connection could be made',
  forbidden: 'this machine does not allow the connection',
  proxy: 'the proxy refused the connection',
  untrusted: 'its certificate is not trusted',
  'no-tls': 'it does not speak TLS',
  tls: 'no TLS connection could be agreed on',
  'no-http': 'its answer is not HTTP',
  lost: 'the connection broke, or the answer took too long',
};

/** Through a proxy, these are troubles with the proxy itself: without it no connection to AWS is even tried. */
const OF_PROXY: ReadonlySet<NetworkErrorKind> = new Set([
  'unresolved',
  'refused',
  'unreachable',
  'forbidden',
  'no-http',
]);

/**
 * The error of a request that got no answer.
 * @param host where it went, where that was not the endpoint of the call, as for credentials
 */
export function networkError(
  fault: NetworkErrorKind,
  context: CallContext,
  cause: unknown,
  host: string | null = null,
): PullpathError {
  const { action, endpoint, region } = context;
  const trouble = proxyTrouble(cause);
  if (fault === 'unresolved' && host === null && endpoint === null && trouble === null && !isKnownRegion(region)) {
    return new PullpathError('credentials', {
      code: 'UnknownRegion',
      message: `There is no AWS endpoint for the region ${region}: its name cannot be resolved.`,
      remedy: [
        'Check the spelling of --region. This lists those of the account:',
        aws('ec2 describe-regions', { region: 'us-east-1', query: 'Regions[].RegionName' }),
      ],
      action,
      cause,
    });
  }
  const what = host === null ? action : 'credentials';
  const where = host ?? (endpoint === null ? `AWS in ${region}` : `${endpoint.url} (from ${endpoint.source})`);
  if (trouble !== null && (fault === 'proxy' || OF_PROXY.has(fault)))
    return failed(
      'EndpointUnreachable',
      proxyRefused(trouble, fault, where, what),
      proxyRemedy(trouble),
      context,
      cause,
    );
  if (fault === 'lost')
    return failed(
      'AnswerLost',
      `No answer came from ${where} to ${action}: ${WHAT.lost}.`,
      remedy(fault, context),
      context,
      cause,
    );
  const message = `${where} could not be reached for ${what}: ${WHAT[fault]}.`;
  return failed(
    'EndpointUnreachable',
    message,
    host === null ? remedy(fault, context) : ofHost(fault, host),
    context,
    cause,
  );
}

function failed(code: string, message: string, advice: string, { action }: CallContext, cause: unknown): PullpathError {
  return new PullpathError('failed', { code, message, remedy: advice, action, cause });
}

function proxyRefused(
  { proxy, proxyStatus }: ProxyTrouble,
  fault: NetworkErrorKind,
  where: string,
  what: string,
): string {
  if (proxyStatus !== undefined)
    return `${shownProxy(proxy)} refused the connection to ${where} for ${what}: it answered HTTP ${proxyStatus}.`;
  return `${shownProxy(proxy)} could not be used to reach ${where} for ${what}: ${WHAT[fault]}.`;
}

function proxyRemedy({ proxy: { source }, proxyStatus: status }: ProxyTrouble): string {
  if (status === 407)
    return `The proxy asks for a name and a password: put them into ${source}, as in http://NAME:PASSWORD@proxy.example:3128.`;
  if (status !== undefined && status < 500)
    return `Ask the proxy’s owner to allow amazonaws.com, or add the host to NO_PROXY if it can be reached directly.`;
  if (status !== undefined) return 'The proxy can’t reach that host itself: try again, or ask the proxy’s owner.';
  return `Check ${source}, or add the host to NO_PROXY if it can be reached directly.`;
}

function ofHost(fault: NetworkErrorKind, host: string): string {
  if (fault === 'untrusted') return TRUST;
  return `Check the network, and HTTPS_PROXY where a proxy leads to ${host}.`;
}

const TRUST = 'Name the file with the missing certificate authority in AWS_CA_BUNDLE, and run again.';

function remedy(fault: NetworkErrorKind, { endpoint, region }: CallContext): string {
  if (fault === 'untrusted') return TRUST;
  if (fault === 'lost') return 'Run the same command again: it looks at what exists by now and continues from there.';
  if (endpoint !== null) {
    const { url, source } = endpoint;
    if (fault === 'no-tls') return `Write ${url.replace(/^https:/i, 'http:')} where that is meant, and run again.`;
    if (fault === 'no-http')
      return `Check the port in ${url}, and whether https is meant; or drop ${source} to talk to AWS itself.`;
    return `Start what should answer at ${url}, or drop ${source} to talk to AWS itself.`;
  }
  return `Check the network, the region ${region}, and HTTPS_PROXY where a proxy is in between.`;
}
