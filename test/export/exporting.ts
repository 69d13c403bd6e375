import { WRITERS } from '../../src/export/export.ts';
import { modelOfPlan } from '../../src/export/from-plan.ts';
import { modelOfStack } from '../../src/export/from-stack.ts';
import type { Exported, ExportFormat, ExportModel } from '../../src/export/model.ts';
import type { Choices } from '../../src/plan/choices.ts';
import type { World } from '../../src/sandbox/network/types.ts';
import { planOn } from '../plan/planning.ts';
import { snapshotOf } from '../snapshots.ts';

/** What the plan for a world's first VPC would make, as an export. */
export function planModel(world: World, over: Partial<Choices> = {}, run?: string): ExportModel {
  return modelOfPlan(planOn(world, over, run), null);
}

/** What stands of a stack in a world's first VPC. */
export function stackModel(world: World, stack = 'default'): ExportModel {
  return modelOfStack(snapshotOf(world), world.vpcs[0]!.id, stack);
}

export function inEveryFormat(model: ExportModel): { readonly [F in ExportFormat]: Exported } {
  return {
    terraform: WRITERS.terraform(model),
    cloudformation: WRITERS.cloudformation(model),
    'aws-cli': WRITERS['aws-cli'](model),
  };
}
