import { type ConditionFacts, conditionHolds } from './condition.ts';
import type { EndpointPolicyStatement } from './document.ts';
import { principalMatches } from './principal.ts';
import type { PullRequest } from './request.ts';
import { all, any, not, type Ternary } from './ternary.ts';
import { matches } from './wildcard.ts';

export interface PolicyDecision {
  readonly allowed: Ternary;
  /** The statement that decided, or leaves it open: its Sid or its place. */
  readonly statement: string;
}

/**
 * IAM's order over an endpoint policy: one Deny that applies denies, else one Allow that applies allows, else it is
 * denied. A statement that may apply leaves the answer unknown, unless another one decides anyway.
 * @param account the caller's account
 */
export function decide(
  statements: readonly EndpointPolicyStatement[],
  request: PullRequest,
  facts: ConditionFacts,
  account: string,
): PolicyDecision {
  const judged = statements.map((statement, i) => ({
    effect: statement.Effect,
    applies: applies(statement, request, facts, account),
    text: `statement ${statement.Sid === undefined ? `number ${i + 1}` : `"${statement.Sid}"`}`,
  }));
  const first = (effect: EndpointPolicyStatement['Effect'], answer: Ternary) =>
    judged.find((candidate) => candidate.effect === effect && candidate.applies === answer)?.text;
  const denied = first('Deny', 'yes');
  if (denied !== undefined) return { allowed: 'no', statement: `${denied} denies it` };
  const allowed = first('Allow', 'yes');
  const maybeAllowed = first('Allow', 'unknown');
  if (allowed === undefined && maybeAllowed === undefined)
    return { allowed: 'no', statement: 'no statement allows it' };
  const maybeDenied = first('Deny', 'unknown');
  if (maybeDenied !== undefined) return { allowed: 'unknown', statement: `${maybeDenied}, which may deny it` };
  if (allowed !== undefined) return { allowed: 'yes', statement: allowed };
  return { allowed: 'unknown', statement: `${maybeAllowed}, which may allow it` };
}

function applies(
  statement: EndpointPolicyStatement,
  request: PullRequest,
  facts: ConditionFacts,
  account: string,
): Ternary {
  return all([
    principalMatches(statement, request),
    listed(statement.Action, statement.NotAction, (pattern) =>
      matches(pattern.toLowerCase(), request.action.toLowerCase()),
    ),
    listed(statement.Resource, statement.NotResource, (pattern) =>
      request.resource === null ? (/^\*+$/.test(pattern) ? 'yes' : 'no') : matches(pattern, request.resource),
    ),
    conditionHolds(statement, facts, account),
  ]);
}

/** `Action` or `NotAction`, `Resource` or `NotResource`: exactly one stands in a statement. */
function listed(
  patterns: readonly string[] | undefined,
  except: readonly string[] | undefined,
  match: (pattern: string) => Ternary,
): Ternary {
  if (patterns !== undefined) return any(patterns.map(match));
  return except === undefined ? 'unknown' : not(any(except.map(match)));
}
