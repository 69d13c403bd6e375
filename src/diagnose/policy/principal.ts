import { type Answer, any } from './answer.ts';
import type { Statement } from './document.ts';
import type { PullRequest } from './request.ts';

/**
 * Whether a statement speaks of whoever pulls. Which role that is EC2 does not tell, only that it is most likely one of
 * the caller's account; a principal of AWS is none that a policy could name, so that only `*` means it.
 */
export function principalMatches(statement: Statement, request: PullRequest, account: string): Answer {
  const { Principal: principal } = statement;
  if (principal === undefined) return 'unknown';
  if (principal === '*') return 'yes';
  return any((principal.AWS ?? []).map((value) => named(value, request, account)));
}

function named(value: string, request: PullRequest, account: string): Answer {
  if (value === '*') return 'yes';
  if (request.principal === 'aws') return 'no';
  const whole = value === account || (value.endsWith(':root') && value.split(':')[4] === account);
  return whole ? 'yes' : 'unknown';
}
