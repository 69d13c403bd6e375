import type { EndpointPolicyStatement } from './document.ts';
import { all, any, not, type Ternary } from './ternary.ts';
import { matches } from './wildcard.ts';

/**
 * What is known of a request's condition keys, by key in lower case. `foreign`: it belongs to an account of AWS, so it
 * is none of the caller's own accounts, roles and organisations.
 */
export type ConditionFacts = Readonly<Record<string, { readonly value: string } | 'foreign'>>;

/** Whether all conditions of a statement hold. Keys and operators that cannot be judged from here leave it unknown. */
export function conditionHolds(statement: EndpointPolicyStatement, facts: ConditionFacts, account: string): Ternary {
  const tests = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => holds(operator, facts[key.toLowerCase()], values, account)),
  );
  return all(tests);
}

const POSITIVE = /^(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|Bool)(IfExists)?$/;
const NEGATIVE = /^(String|Arn)Not(Equals|EqualsIgnoreCase|Like)(IfExists)?$/;

function holds(
  operator: string,
  fact: ConditionFacts[string] | undefined,
  values: readonly string[],
  account: string,
): Ternary {
  if (fact === undefined) return 'unknown';
  const negative = NEGATIVE.test(operator);
  if (!negative && !POSITIVE.test(operator)) return 'unknown';
  const equal = fact === 'foreign' ? isOneOfOurs(values, account) : isOneOf(fact.value, operator, values);
  if (negative) return not(equal);
  // A principal of AWS may have no organisation at all; then an `IfExists` test passes.
  return fact === 'foreign' && operator.endsWith('IfExists') && equal === 'no' ? 'unknown' : equal;
}

function isOneOf(actual: string, operator: string, values: readonly string[]): Ternary {
  const exact = operator.startsWith('StringEquals') || operator.startsWith('StringNotEquals');
  const folded = operator.includes('IgnoreCase') || operator.startsWith('Bool');
  const fold = (text: string) => (folded ? text.toLowerCase() : text);
  const same = (value: string) => (exact || folded ? fold(value) === fold(actual) : matches(value, actual) === 'yes');
  return values.some(same) ? 'yes' : 'no';
}

/** Whether something of AWS's can be among these values: not if they are the caller's account or organisations. */
function isOneOfOurs(values: readonly string[], account: string): Ternary {
  return any(
    values.map((value) => {
      if (value === '*') return 'yes';
      return value.startsWith('o-') || value === account || value.split(':')[4] === account ? 'no' : 'unknown';
    }),
  );
}
