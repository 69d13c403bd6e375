import type { Tags } from '../../discover/entities/tags.ts';
import type { StepOf } from '../../plan/step.ts';
import type { ApplyContext } from '../apply-context.ts';
import { sendWithRetry } from '../send-with-retry.ts';
import { assertEndpoint, assertOwnGroup } from '../still-ours.ts';

/** Puts tags back that something of the stack lacks: only where it still is the stack's. */
export async function tag(context: ApplyContext, step: StepOf<'tag'>): Promise<string> {
  const { resourceId, subject } = step;
  const missing = Object.fromEntries(Object.entries(step.after).filter(([key]) => step.before[key] === undefined));
  if (subject.type === 'security-group') await assertOwnGroup(context, resourceId);
  else await assertEndpoint(context, resourceId, 'made');
  await writeTags(context, step.id, resourceId, missing);
  return resourceId;
}

/** Writing the same tags again changes nothing, so a repeat needs no look. No tags, no call. */
export async function writeTags(context: ApplyContext, step: string, resourceId: string, tags: Tags): Promise<void> {
  if (Object.keys(tags).length === 0) return;
  await sendWithRetry(context, {
    step,
    send: () => context.writer.createTags([resourceId], tags),
    findExistingEffect: async () => null,
  });
}

/** Taking off tags that are gone changes nothing either. */
export async function dropTags(
  context: ApplyContext,
  step: string,
  resourceId: string,
  keys: readonly string[],
): Promise<void> {
  await sendWithRetry(context, {
    step,
    send: () => context.writer.deleteTags([resourceId], keys),
    findExistingEffect: async () => null,
  });
}
