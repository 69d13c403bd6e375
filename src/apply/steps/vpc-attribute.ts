import type { StepOf } from '../../plan/step.ts';
import { attempt } from '../attempt.ts';
import type { Bench } from '../bench.ts';
import { assertVpc } from '../still-ours.ts';
import { dropTags, writeTags } from './tag.ts';

export async function modifyVpcAttribute(bench: Bench, step: StepOf<'modify-vpc-attribute'>): Promise<string> {
  await assertVpc(bench, step.vpcId, 'free');
  await writeTags(bench, step.id, step.vpcId, step.undo);
  await set(bench, step, 'free');
  return step.vpcId;
}

export async function restoreVpcAttribute(bench: Bench, step: StepOf<'restore-vpc-attribute'>): Promise<string> {
  if (step.before.value === step.after.value) await assertVpc(bench, step.vpcId, 'modified');
  else await set(bench, step, 'modified');
  await dropTags(bench, step.id, step.vpcId, step.dropTags);
  return step.vpcId;
}

async function set(
  bench: Bench,
  step: StepOf<'modify-vpc-attribute'> | StepOf<'restore-vpc-attribute'>,
  claim: 'modified' | 'free',
): Promise<void> {
  const { vpcId, attribute } = step;
  const { value } = step.after;
  await attempt(bench, {
    step: step.id,
    send: async () => {
      await assertVpc(bench, vpcId, claim);
      await bench.writer.modifyVpcAttribute(vpcId, attribute, value);
      return vpcId;
    },
    stands: async () => ((await bench.reader.vpcAttributes(vpcId))[attribute] === value ? vpcId : null),
  });
}
