import type { Network } from '../network/types.ts';

/** The lasting facts of a network, as plain JSON. */
export type Dump = Record<string, Record<string, unknown>[]>;

const volatile = new Set(['createdAt']);

/** Network interfaces of ECS tasks come and go by themselves. */
const ofTask = (item: unknown) => (item as { taskId?: string }).taskId !== undefined;

/**
 * Everything of a network except what differs between two runs of the same steps (times, what ECS runs), with lists in
 * a fixed order, so that `toEqual` between two dumps means: nothing has changed. Ids are kept.
 */
export function dump(network: Network): Dump {
  const lists = Object.entries(network).filter(([name, value]) => Array.isArray(value) && !name.startsWith('other'));
  return Object.fromEntries(
    lists.map(([name, items]) => [name, sorted((items as unknown[]).filter((item) => !ofTask(item)))]),
  ) as Dump;
}

function sorted(items: readonly unknown[]): unknown[] {
  const plain = items.map(normal);
  return plain
    .map((item) => ({ key: JSON.stringify(item), item }))
    .sort(byKey)
    .map(({ item }) => item);
}

const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : Number(a.key > b.key));

function normal(value: unknown): unknown {
  if (Array.isArray(value)) return sorted(value);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name, field]) => !volatile.has(name) && field !== undefined);
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, normal(field)]));
}
