import type { Plan } from '../../plan/plan.ts';
import { toSavedPlan } from '../../plan/saved/saved-plan.ts';
import { VERSION } from '../stream/version.ts';
import { writeResultFile } from '../stream/write-result-file.ts';

/** Writes a plan to a file, for `pullpath apply FILE`. @throws usage UnwritableFile */
export async function savePlan(file: string, plan: Plan): Promise<void> {
  await writeResultFile(file, [`${JSON.stringify(toSavedPlan(plan, VERSION), null, 2)}\n`]);
}
