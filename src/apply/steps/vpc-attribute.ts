import type { StepOf } from '../../plan/step.ts';
import type { ApplyContext } from '../apply-context.ts';
import { sendWithRetry } from '../send-with-retry.ts';
import { assertVpc } from '../still-ours.ts';
import { dropTags, writeTags } from './tag.ts';

export async function modifyVpcAttribute(context: ApplyContext, step: StepOf<'modify-vpc-attribute'>): Promise<string> {
  await assertVpc(context, step.vpcId, 'free');
  await writeTags(context, step.id, step.vpcId, step.undo);
  await set(context, step, 'free');
  return step.vpcId;
}

export async function restoreVpcAttribute(
  context: ApplyContext,
  step: StepOf<'restore-vpc-attribute'>,
): Promise<string> {
  if (step.before.value === step.after.value) await assertVpc(context, step.vpcId, 'modified');
  else await set(context, step, 'modified');
  await dropTags(context, step.id, step.vpcId, step.dropTags);
  return step.vpcId;
}

async function set(
  context: ApplyContext,
  step: StepOf<'modify-vpc-attribute'> | StepOf<'restore-vpc-attribute'>,
  claim: 'modified' | 'free',
): Promise<void> {
  const { vpcId, attribute } = step;
  const { value } = step.after;
  await sendWithRetry(context, {
    step: step.id,
    send: async () => {
      await assertVpc(context, vpcId, claim);
      await context.writer.modifyVpcAttribute(vpcId, attribute, value);
      return vpcId;
    },
    findExistingEffect: async () => ((await context.reader.vpcAttributes(vpcId))[attribute] === value ? vpcId : null),
  });
}
