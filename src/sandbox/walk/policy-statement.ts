import { coversAction } from '../iam/evaluate.ts';
import { like, many } from '../iam/glob.ts';
import type { Statement } from '../iam/policy.ts';

export type Ternary = 'yes' | 'no' | 'maybe';

/** One thing that a pull does at an endpoint. */
export interface PolicyRequest {
  action: string;
  /** `*`, a whole ARN, or the beginning of one whose rest (account and repository) is not known. */
  resource: string;
  /**
   * `role`: some task execution role; `aws`: an AWS-owned principal, behind a pre-signed URL
   * [aws-facts: layer-principal].
   */
  caller: 'role' | 'aws';
}

const not: Record<Ternary, Ternary> = { yes: 'no', no: 'yes', maybe: 'maybe' };

const all = (parts: readonly Ternary[]): Ternary =>
  parts.includes('no') ? 'no' : parts.includes('maybe') ? 'maybe' : 'yes';

function principal({ Principal }: Statement, { caller }: PolicyRequest): Ternary {
  if (Principal === undefined) return 'maybe';
  if (Principal === '*') return 'yes';
  const accounts = many(Principal.AWS);
  if (accounts.includes('*')) return 'yes';
  return caller === 'role' && accounts.length > 0 ? 'maybe' : 'no';
}

/** An account and a repository that no pattern names. */
const anyRest = '\u0001:repository/\u0001';

function matches(pattern: string, resource: string): Ternary {
  if (!resource.endsWith(':')) return like(pattern, resource) ? 'yes' : 'no';
  if (like(pattern, resource + anyRest)) return 'yes';
  const literal = pattern.split(/[*?]/)[0]!;
  return literal.startsWith(resource) || (literal !== pattern && resource.startsWith(literal)) ? 'maybe' : 'no';
}

function resources({ Resource, NotResource }: Statement, { resource }: PolicyRequest): Ternary {
  const any = (patterns: readonly string[]): Ternary => {
    const found = patterns.map((pattern) => matches(pattern, resource));
    return found.includes('yes') ? 'yes' : found.includes('maybe') ? 'maybe' : 'no';
  };
  return NotResource === undefined ? any(many(Resource)) : not[any(many(NotResource))];
}

/** Keys whose value, for a layer, is AWS's own and so none that a customer would name [aws-facts: layer-principal]. */
const ownership = /^(aws:Principal(OrgID|OrgPaths|Account|Arn)|(s3|aws):ResourceAccount|aws:ResourceOrg(ID|Paths))$/i;

function condition(operator: string, key: string, values: readonly string[], { caller }: PolicyRequest): Ternary {
  const known = /^(?:ForAnyValue:)?(?:String|Arn)(Not)?(Equals|Like|EqualsIgnoreCase)(?:IfExists)?$/.exec(operator);
  if (caller !== 'aws' || !ownership.test(key) || !known || values.some((value) => /^\*/.test(value))) return 'maybe';
  return known[1] ? 'yes' : 'no';
}

/** Whether a statement of an endpoint policy applies to what a pull does. */
export function evaluateStatement(statement: Statement, request: PolicyRequest): Ternary {
  if (!coversAction(statement, request.action)) return 'no';
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => condition(operator, key, many(values), request)),
  );
  return all([principal(statement, request), resources(statement, request), ...conditions]);
}
