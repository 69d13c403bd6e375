import { PullpathError } from '../errors.ts';
import type { CallContext } from './call-context.ts';
import type { NetworkFault } from './network-fault.ts';
import { isKnownRegion } from './regions.ts';

const WHAT: { readonly [K in NetworkFault]: string } = {
  unresolved: 'its name cannot be resolved',
  refused: 'the connection was refused',
  unreachable: 'no connection could be made',
  untrusted: 'its certificate is not trusted',
  lost: 'the connection broke, or the answer took too long',
};

/** The error of a request that got no answer. */
export function networkError(fault: NetworkFault, context: CallContext, cause: unknown): PullpathError {
  const { action, endpoint, region } = context;
  if (fault === 'unresolved' && endpoint === null && !isKnownRegion(region)) {
    return new PullpathError('credentials', {
      code: 'UnknownRegion',
      message: `There is no AWS endpoint for the region ${region}: its name cannot be resolved.`,
      remedy: 'Check the spelling of --region; `aws ec2 describe-regions` lists those of the account.',
      action,
      cause,
    });
  }
  const where = endpoint === null ? `AWS in ${region}` : `${endpoint.url} (from ${endpoint.source})`;
  return new PullpathError('failed', {
    code: fault === 'lost' ? 'AnswerLost' : 'EndpointUnreachable',
    message:
      fault === 'lost'
        ? `No answer came from ${where} to ${action}: ${WHAT[fault]}.`
        : `${where} could not be reached for ${action}: ${WHAT[fault]}.`,
    remedy: remedy(fault, context),
    action,
    cause,
  });
}

function remedy(fault: NetworkFault, { endpoint, region }: CallContext): string {
  if (fault === 'untrusted') {
    return 'Name the file with the missing certificate authority in AWS_CA_BUNDLE, and run again.';
  }
  if (fault === 'lost') return 'Try again: pullpath apply and rollback look at what stands and go on from there.';
  if (endpoint !== null) {
    return `Start what should answer at ${endpoint.url}, or drop ${endpoint.source} to talk to AWS itself.`;
  }
  return `Check the network, the region ${region}, and HTTPS_PROXY where a proxy is in between.`;
}
