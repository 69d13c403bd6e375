import type { EndpointPolicyStatement } from './document.ts';
import type { PullRequest } from './request.ts';
import { any, type Ternary } from './ternary.ts';

/**
 * Whether a statement applies to the role that pulls. Which role of which account that is EC2 does not tell, so every
 * named one may be it; a principal of AWS is none that a policy could name, so that only `*` means it.
 */
export function principalMatches(statement: EndpointPolicyStatement, request: PullRequest): Ternary {
  const { Principal: principal } = statement;
  if (principal === undefined) return 'unknown';
  if (principal === '*') return 'yes';
  return any((principal.AWS ?? []).map((value) => named(value, request)));
}

function named(value: string, request: PullRequest): Ternary {
  if (value === '*') return 'yes';
  return request.principal === 'aws' ? 'no' : 'unknown';
}
