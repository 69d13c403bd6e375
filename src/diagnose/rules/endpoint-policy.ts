import type { AddressSet } from '../../discover/addresses/address-set.ts';
import type { Endpoint } from '../../discover/entities/endpoint.ts';
import { type Cause, cause } from '../findings/cause.ts';
import { blockingFilter, type PathFilter, unknownFilter } from '../path/path-filter.ts';
import type { ConditionFacts } from '../policy/condition.ts';
import { readPolicy } from '../policy/document.ts';
import { decide } from '../policy/evaluate.ts';
import { type PullRequest, requestsOf } from '../policy/request.ts';
import { memoized, type VpcContext } from '../vpc-context.ts';

/**
 * The endpoint's policy: every request that the hop stands for must be allowed [aws-facts: endpoint-policy]. What
 * depends on the role that pulls, on the repository or on conditions that cannot be seen is unknown. No filter where all
 * is allowed.
 */
export function endpointPolicy(
  context: VpcContext,
  endpoint: Endpoint,
  service: string,
  far: AddressSet,
): PathFilter[] {
  const ruling = memoized(context, `policy ${endpoint.id} ${service}`, () => rulingOf(context, endpoint, service));
  if (ruling.denied.length > 0) return [blockingFilter(ruling.denied)];
  return ruling.unsure.length > 0 ? [unknownFilter(far, ruling.unsure)] : [];
}

interface Ruling {
  readonly denied: readonly Cause[];
  readonly unsure: readonly Cause[];
}

function rulingOf(context: VpcContext, endpoint: Endpoint, service: string): Ruling {
  if (endpoint.policy === null) return { denied: [], unsure: [] };
  const policy = readPolicy(endpoint.policy);
  const values = { endpoint: endpoint.id };
  if ('defect' in policy) {
    const unreadable = cause('endpoint-policy-unreadable', endpoint.id, { ...values, defect: policy.defect });
    return { denied: [], unsure: [unreadable] };
  }
  const { account } = context.snapshot.caller;
  const denied: Cause[] = [];
  const unsure: Cause[] = [];
  for (const request of requestsOf(context.snapshot, service)) {
    const { allowed, statement } = decide(policy.statements, request, factsOf(context, endpoint, request), account);
    const asked = { ...values, action: request.action, resource: request.resource ?? '*', statement };
    if (allowed === 'no') denied.push(cause('endpoint-policy-denies', endpoint.id, asked));
    if (allowed === 'unknown') unsure.push(cause('endpoint-policy-undecided', endpoint.id, asked));
  }
  return { denied, unsure };
}

/** What is known of the condition keys that endpoint policies use. */
function factsOf(context: VpcContext, endpoint: Endpoint, request: PullRequest): ConditionFacts {
  const network: ConditionFacts = {
    'aws:sourcevpc': { value: context.vpc.id },
    'aws:sourcevpce': { value: endpoint.id },
    'aws:requestedregion': { value: context.snapshot.region },
    'aws:securetransport': { value: 'true' },
  };
  if (request.principal === 'role') return network;
  // Bucket and signer of the layers are AWS's own [aws-facts: layer-principal].
  const keys = ['principalaccount', 'principalarn', 'principalorgid', 'resourceaccount', 'resourceorgid'];
  return {
    ...network,
    's3:resourceaccount': 'foreign',
    ...Object.fromEntries(keys.map((key) => [`aws:${key}`, 'foreign'] as const)),
  };
}
