import type { StepOf } from '../../plan/step.ts';
import { attempt } from '../attempt.ts';
import type { Bench } from '../bench.ts';
import { dropTags, writeTags } from './tag.ts';

export async function modifyVpcAttribute(bench: Bench, step: StepOf<'modify-vpc-attribute'>): Promise<string> {
  await writeTags(bench, step.id, step.vpcId, step.undo);
  await set(bench, step);
  return step.vpcId;
}

export async function restoreVpcAttribute(bench: Bench, step: StepOf<'restore-vpc-attribute'>): Promise<string> {
  if (step.before.value !== step.after.value) await set(bench, step);
  await dropTags(bench, step.id, step.vpcId, step.dropTags);
  return step.vpcId;
}

async function set(
  bench: Bench,
  step: StepOf<'modify-vpc-attribute'> | StepOf<'restore-vpc-attribute'>,
): Promise<void> {
  const { vpcId, attribute } = step;
  const { value } = step.after;
  await attempt(bench, {
    step: step.id,
    send: async () => {
      await bench.writer.modifyVpcAttribute(vpcId, attribute, value);
      return vpcId;
    },
    stands: async () => ((await bench.reader.vpcAttributes(vpcId))[attribute] === value ? vpcId : null),
  });
}
