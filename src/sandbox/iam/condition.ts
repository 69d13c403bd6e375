import { like, many } from './glob.ts';
import type { Statement } from './policy.ts';

/** The condition keys of a request, names in lower case. A key that is absent is not in the request. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

export function requestContextOf(keys: Record<string, readonly string[]>): RequestContext {
  return new Map(Object.entries(keys).map(([name, values]) => [name.toLowerCase(), values]));
}

type Test = (expected: string, actual: string) => boolean;

const equal: Test = (expected, actual) => expected === actual;
const equalIgnoringCase: Test = (expected, actual) => expected.toLowerCase() === actual.toLowerCase();

/** Per operator its test, and whether it is the opposite of it. */
const operators: Record<string, [test: Test, negated: boolean]> = {
  StringEquals: [equal, false],
  StringNotEquals: [equal, true],
  StringEqualsIgnoreCase: [equalIgnoringCase, false],
  StringNotEqualsIgnoreCase: [equalIgnoringCase, true],
  StringLike: [like, false],
  StringNotLike: [like, true],
  ArnEquals: [like, false],
  ArnNotEquals: [like, true],
  ArnLike: [like, false],
  ArnNotLike: [like, true],
  Bool: [equalIgnoringCase, false],
};

function holds(operator: string, expected: readonly string[], actual: readonly string[] | undefined): boolean {
  const parts = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator);
  const [, quantifier, name = '', ifExists] = parts ?? [];
  if (name === 'Null') return expected.includes(String(actual === undefined));
  const found = operators[name];
  if (!found) throw new Error(`The sandbox does not know the condition operator ${operator}`);
  const [test, negated] = found;
  if (actual === undefined) return ifExists !== undefined || quantifier === 'ForAllValues' || (negated && !quantifier);
  const one = (value: string) => expected.some((each) => test(each, value)) !== negated;
  if (quantifier === 'ForAllValues') return actual.every(one);
  // Without a quantifier a negated operator wants no value to match, a plain one wants any to.
  return negated && !quantifier ? actual.every(one) : actual.some(one);
}

/** Whether all conditions of a statement hold. Throws on an operator that is not modelled. */
export function conditionsHold(conditions: Statement['Condition'], context: RequestContext): boolean {
  return Object.entries(conditions ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) => holds(operator, many(expected), context.get(key.toLowerCase()))),
  );
}
