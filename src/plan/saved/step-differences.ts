import type { Step } from '../step.ts';

/** What would be done now and what the plan says, one sentence each; empty where they are the same. */
export function stepDifferences(before: readonly Step[], now: readonly Step[]): string[] {
  const earlier = new Map(before.map((step) => [step.id, step]));
  const later = new Map(now.map((step) => [step.id, step]));
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((id) => {
    const [was, is] = [earlier.get(id), later.get(id)];
    if (was === undefined) return [`step ${id} is new`];
    if (is === undefined) return [`step ${id} is no longer needed`];
    return fieldDifferences(was, is, `step ${id}`);
  });
}

/** Down to the values that differ: `step endpoint:ecr.api after subnetIds was subnet-1; now: subnet-2`. */
function fieldDifferences(was: unknown, is: unknown, path: string): string[] {
  if (isRecord(was) && isRecord(is)) {
    return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key) =>
      fieldDifferences(was[key], is[key], `${path} ${key}`),
    );
  }
  const [before, now] = [textOf(was), textOf(is)];
  return before === now ? [] : [`${path} was: ${before}; now: ${now}`];
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(' ') || 'none';
  return typeof value === 'string' ? value : JSON.stringify(ordered(value) ?? null);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same value with the keys of every object in one order, so that equal values have equal texts. */
export function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, field]) => [key, ordered(field)]));
}
