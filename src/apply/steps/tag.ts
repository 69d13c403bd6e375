import type { Tags } from '../../discover/tags.ts';
import type { StepOf } from '../../plan/step.ts';
import { attempt } from '../attempt.ts';
import type { Bench } from '../bench.ts';

export async function tag(bench: Bench, step: StepOf<'tag'>): Promise<string> {
  const missing = Object.fromEntries(Object.entries(step.after).filter(([key]) => step.before[key] === undefined));
  await writeTags(bench, step.id, step.resourceId, missing);
  return step.resourceId;
}

/** Writing the same tags again changes nothing, so a repeat needs no look. No tags, no call. */
export async function writeTags(bench: Bench, step: string, resourceId: string, tags: Tags): Promise<void> {
  if (Object.keys(tags).length === 0) return;
  await attempt(bench, { step, send: () => bench.writer.createTags([resourceId], tags), stands: async () => null });
}

/** Taking off tags that are gone changes nothing either. */
export async function dropTags(bench: Bench, step: string, resourceId: string, keys: readonly string[]): Promise<void> {
  await attempt(bench, { step, send: () => bench.writer.deleteTags([resourceId], keys), stands: async () => null });
}
