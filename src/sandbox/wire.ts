import XMLBuilder from 'fast-xml-builder';
import type { Tags } from './network/types.ts';
import type { Refusal } from './refusal.ts';

/** Elements by name; undefined ones are left out, lists repeat the element. */
export interface Fields {
  [name: string]: Field;
}
type Field = string | number | boolean | undefined | Fields | readonly Field[];

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: true });

function document(root: string, content: Fields): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [root]: content })}`;
}

/** A list as EC2 writes it: `<item>` elements in one that names the set. */
export function set(items: readonly Field[]): Field {
  return items.length ? { item: items } : '';
}

export function tagSet(tags: Tags): Field {
  return set(Object.entries(tags).map(([key, value]) => ({ key, value })));
}

/** Timestamps as EC2 writes them. */
export function time(ms: number): string {
  return new Date(ms).toISOString();
}

export type Service = 'ec2' | 'sts';

/** The answer to a request that went well, in the form of the service. */
export function success(service: Service, action: string, fields: Fields, requestId: string): string {
  if (service === 'ec2') {
    const xmlns = 'http://ec2.amazonaws.com/doc/2016-11-15/';
    return document(`${action}Response`, { '@xmlns': xmlns, requestId, ...fields });
  }
  return document(`${action}Response`, {
    '@xmlns': 'https://sts.amazonaws.com/doc/2011-06-15/',
    [`${action}Result`]: fields,
    ResponseMetadata: { RequestId: requestId },
  });
}

/** The answer to a request that was refused, in the form of the service. */
export function failure(service: Service, refusal: Refusal, requestId: string): string {
  const { code: Code, message: Message, status } = refusal;
  if (service === 'ec2') return document('Response', { Errors: { Error: { Code, Message } }, RequestID: requestId });
  return document('ErrorResponse', {
    '@xmlns': 'https://sts.amazonaws.com/doc/2011-06-15/',
    Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code, Message },
    RequestId: requestId,
  });
}
