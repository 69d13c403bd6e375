import type { Tags } from '../network/types.ts';
import type { ApiError } from './api-error.ts';

/** Elements by name; undefined ones are left out, lists repeat the element. */
export interface Fields {
  [name: string]: Field;
}
type Field = string | number | boolean | undefined | Fields | readonly Field[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#xD;' };

const escaped = (text: string) => text.replace(/[&<>"\r]/g, (found) => entities[found]!);

/**
 * Elements and text are all that these answers need. The library writers cost 50 kB and more in the program, and
 * eight times the time, which the thousands of VPCs of an estate make felt.
 */
function element(name: string, value: Field): string {
  if (value === undefined) return '';
  if (isList(value)) return value.map((item) => element(name, item)).join('');
  if (typeof value !== 'object') return value === '' ? `<${name}/>` : `<${name}>${escaped(String(value))}</${name}>`;
  return `<${name}>${elements(value)}</${name}>`;
}

const isList = (value: Field): value is readonly Field[] => Array.isArray(value);

const elements = (fields: Fields) =>
  Object.entries(fields)
    .map(([name, value]) => element(name, value))
    .join('');

function document(root: string, xmlns: string | undefined, content: Fields): string {
  const attribute = xmlns ? ` xmlns="${xmlns}"` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${elements(content)}</${root}>`;
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

export type Service = 'ec2' | 'sts' | 'ecs' | 'route53' | 'route53resolver' | 'route53profiles';

/** Whether a service speaks JSON; the others speak XML. */
export const isJson = (service: Service) => contentTypes[service].includes('json');

/** The `content-type` of a service's answers. */
export const contentTypes: Record<Service, string> = {
  ec2: 'text/xml;charset=UTF-8',
  sts: 'text/xml;charset=UTF-8',
  ecs: 'application/x-amz-json-1.1',
  route53: 'text/xml',
  route53resolver: 'application/x-amz-json-1.1',
  route53profiles: 'application/json',
};

const stsNamespace = 'https://sts.amazonaws.com/doc/2011-06-15/';
const route53Namespace = 'https://route53.amazonaws.com/doc/2013-04-01/';

/** The answer to a request that went well, in the form of the service. */
export function success(service: Service, action: string, fields: Fields, requestId: string): string {
  if (isJson(service)) return JSON.stringify(fields);
  if (service === 'route53') return document(`${action}Response`, route53Namespace, fields);
  if (service === 'ec2') {
    return document(`${action}Response`, 'http://ec2.amazonaws.com/doc/2016-11-15/', { requestId, ...fields });
  }
  const content = { [`${action}Result`]: fields, ResponseMetadata: { RequestId: requestId } };
  return document(`${action}Response`, stsNamespace, content);
}

/** The answer to a request that was refused, in the form of the service. */
export function failure(service: Service, refusal: ApiError, requestId: string): string {
  const { code: Code, message: Message, status } = refusal;
  if (isJson(service)) return JSON.stringify({ __type: Code, message: Message });
  if (service === 'ec2') {
    return document('Response', undefined, { Errors: { Error: { Code, Message } }, RequestID: requestId });
  }
  const error = { Type: status < 500 ? 'Sender' : 'Receiver', Code, Message };
  const namespace = service === 'route53' ? route53Namespace : stsNamespace;
  return document('ErrorResponse', namespace, { Error: error, RequestId: requestId });
}
