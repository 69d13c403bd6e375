import { Form } from './form.ts';

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

function fields(value: Json, path: string): [string, string][] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => fields(item, join(path, String(index + 1))));
  if (typeof value === 'object') return Object.entries(value).flatMap(([name, item]) => fields(item, join(path, name)));
  return [[path, String(value)]];
}

const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

/**
 * A JSON request as a form, with the lists counted from 1 as the query protocol does: `{"services":["a"]}` is
 * `services.1=a`.
 */
export function formOfJson(body: string): Form {
  return new Form(new Map(fields(JSON.parse(body || '{}') as Json, '')));
}
