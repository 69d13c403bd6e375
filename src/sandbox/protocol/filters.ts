import type { Tags } from '../network/types.ts';
import { invalidValue } from './api-error.ts';
import type { Form } from './form.ts';

type Value = string | number | boolean | undefined;
/** What a filter compares with, per filter name: one value or several, of which any may match. */
export type Filters<Item> = Record<string, (item: Item) => Value | readonly Value[]>;

const SPECIAL = /[*?\\]/;

/** `*` stands for any text, `?` for one character, `\` takes either literally. */
function pattern(text: string): RegExp {
  const source = text.replace(/\\[*?\\]|[.*+?^${}()|[\]\\]/g, (found) => {
    if (found === '*') return '.*';
    if (found === '?') return '.';
    return found.length === 2 ? found : `\\${found}`;
  });
  return new RegExp(`^${source}$`, 's');
}

function tagFilter(name: string): ((item: { tags: Tags }) => string[]) | undefined {
  if (name === 'tag-key') return ({ tags }) => Object.keys(tags);
  if (name === 'tag-value') return ({ tags }) => Object.values(tags);
  if (!name.startsWith('tag:')) return undefined;
  const key = name.slice('tag:'.length);
  return ({ tags }) => (tags[key] === undefined ? [] : [tags[key]]);
}

/**
 * A predicate for the `Filter.n` of a request: filters are joined by and, the values of one by or.
 * Throws InvalidParameterValue on a filter that the call does not know.
 */
export function filter<Item>(form: Form, known: Filters<Item>): (item: Item) => boolean {
  const tests = form.structs('Filter').map((each) => {
    const name = each.required('Name');
    const read = known[name] ?? (known['tag-key'] && (tagFilter(name) as Filters<Item>[string] | undefined));
    if (!read) throw invalidValue(`The filter '${name}' is invalid`);
    const values = each.list('Value');
    // Most values are ids, hundreds at a time, and each is compared with thousands of things.
    const plain = new Set(values.filter((value) => !SPECIAL.test(value)));
    const patterns = values.filter((value) => SPECIAL.test(value)).map(pattern);
    return (item: Item) => {
      const found = [read(item)].flat().filter((value) => value !== undefined);
      return found.map(String).some((value) => plain.has(value) || patterns.some((expected) => expected.test(value)));
    };
  });
  return (item) => tests.every((test) => test(item));
}

/** Spread into the filters of a resource that has tags: brings `tag:KEY`, `tag-key` and `tag-value`. */
export const byTags: Filters<{ tags: Tags }> = { 'tag-key': ({ tags }) => Object.keys(tags) };
