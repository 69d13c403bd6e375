import { ApiError, invalidValue } from './api-error.ts';
import type { Form } from './form.ts';

/** The bounds of `MaxResults` that a call states [aws-facts: page-sizes]. */
export interface PageBounds {
  min: number;
  max: number;
}

const serverCap = 1000;

const encode = (action: string, offset: number) => Buffer.from(`${action} ${offset}`).toString('base64url');

function decode(action: string, token: string): number {
  const match = /^(\w+) (\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (match?.[1] !== action) throw new ApiError('InvalidNextToken', `The token '${token}' is invalid`);
  return Number(match[2]);
}

/**
 * The page that a request asks for, and the token of the next one. Without `MaxResults` a page is what the server
 * gives at most: 1,000, or `pageSize` where a test wants small ones.
 */
export function page<Item>(
  action: string,
  form: Form,
  items: readonly Item[],
  bounds: PageBounds | undefined,
  pageSize: number | undefined,
): { items: readonly Item[]; nextToken: string | undefined } {
  const wanted = form.integer('MaxResults');
  if (bounds && wanted !== undefined && (wanted < bounds.min || wanted > bounds.max)) {
    const bound =
      wanted < bounds.min ? `greater than or equal to ${bounds.min}` : `less than or equal to ${bounds.max}`;
    throw invalidValue(`Value ( ${wanted} ) for parameter maxResults is invalid. Expecting a value ${bound}.`);
  }
  const token = form.text('NextToken');
  const start = token ? decode(action, token) : 0;
  const end = start + Math.min(wanted ?? serverCap, pageSize ?? serverCap);
  return { items: items.slice(start, end), nextToken: end < items.length ? encode(action, end) : undefined };
}
