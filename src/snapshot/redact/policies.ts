import type { Redactor } from './redactor.ts';

/** Elements whose values are AWS's own words. */
const KEPT: ReadonlySet<string> = new Set(['Version', 'Effect', 'Action', 'NotAction', 'Service']);

/**
 * A policy with other accounts, names, ids and addresses in it, which allows and denies what it did. What is no policy is
 * replaced as a whole, by a text that is none either.
 */
export function policyText(text: string, redactor: Redactor): string {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return `not JSON: ${redactor.names.of(text)}`;
  }
  return JSON.stringify(walked(policy, '', redactor));
}

function walked(value: unknown, element: string, redactor: Redactor): unknown {
  if (typeof value === 'string') return KEPT.has(element) ? value : valueText(value, redactor);
  if (typeof value === 'number')
    return /^\d{12}$/.test(String(value)) ? Number(redactor.of('account', String(value))) : value;
  if (Array.isArray(value)) return value.map((each) => walked(each, element, redactor));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [keyText(key, redactor), walked(inner, key, redactor)]),
  );
}

/** `aws:PrincipalTag/team`: behind the slash is the key of a tag. */
function keyText(key: string, redactor: Redactor): string {
  const at = key.indexOf('/');
  return at < 0 ? key : `${key.slice(0, at + 1)}${redactor.names.of(key.slice(at + 1))}`;
}

function valueText(value: string, redactor: Redactor): string {
  if (/^[*?]*$/.test(value) || /^(true|false|\d{1,9})$/i.test(value) || /^\$\{/.test(value)) return value;
  if (/^arn:/.test(value)) return redactor.arn(value);
  const address = redactor.address(value);
  if (address !== null) return address;
  // Services, regions and instants are AWS's and everybody's.
  if (/^[\w.*-]+\.amazonaws\.com(\.cn)?$/.test(value)) return redactor.host(value);
  if (/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(value) || /^\d{4}-\d\d-\d\dT/.test(value)) return value;
  // Ids of organisations and their units: `o-a1b2c3d4e5`, with or without the path.
  return redactor.name(value);
}
