import type { StepOf } from '../../plan/step.ts';
import type { ApplyContext } from '../apply-context.ts';
import { sendWithRetry } from '../send-with-retry.ts';
import { assertEndpoint, assertOwnGroup, assertVpc } from '../still-ours.ts';
import { dropTags } from './tag.ts';

/** Takes pullpath's tags off, where the thing still is the stack's; of a group those of its rules go first. */
export async function untag(context: ApplyContext, step: StepOf<'untag'>): Promise<string> {
  const { id, resourceId, subject } = step;
  if (subject.type === 'security-group') {
    await assertOwnGroup(context, resourceId);
    await untagRules(context, step);
  } else if (subject.type === 'vpc') await assertVpc(context, resourceId, 'modified');
  else await assertEndpoint(context, resourceId, 'made', 'modified');
  await dropTags(context, id, resourceId, step.dropTags);
  return resourceId;
}

async function untagRules(context: ApplyContext, { id, resourceId }: StepOf<'untag'>): Promise<void> {
  const rules = await context.reader.securityGroupRules(resourceId);
  const keysOf = (tags: (typeof rules)[number]['Tags']) =>
    (tags ?? []).flatMap(({ Key }) => (Key?.startsWith('pullpath:') ? [Key] : []));
  const ours = rules.flatMap(({ SecurityGroupRuleId, Tags }) => {
    const keys = keysOf(Tags);
    return SecurityGroupRuleId === undefined || keys.length === 0 ? [] : [{ ruleId: SecurityGroupRuleId, keys }];
  });
  if (ours.length === 0) return;
  await sendWithRetry(context, {
    step: id,
    send: () =>
      context.writer.deleteTags(
        ours.map(({ ruleId }) => ruleId),
        [...new Set(ours.flatMap(({ keys }) => keys))],
      ),
    findExistingEffect: async () => null,
  });
}
