import type { Plan } from '../../../plan/plan.ts';
import { toSavedPlan } from '../../../plan/saved/saved-plan.ts';
import { VERSION } from '../../stream/version.ts';
import { writeFileWhole } from '../../stream/write-file-whole.ts';

/** Writes a plan to a file, for `pullpath apply FILE`. @throws usage UnwritableFile */
export async function savePlan(file: string, plan: Plan): Promise<void> {
  await writeFileWhole(file, `${JSON.stringify(toSavedPlan(plan, VERSION), null, 2)}\n`);
}
