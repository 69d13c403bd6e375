import { writeFile } from 'node:fs/promises';
import { PullpathError } from '../../errors.ts';
import type { Plan } from '../../plan/plan.ts';
import { toSavedPlan } from '../../plan/saved/saved-plan.ts';
import { VERSION } from '../stream/version.ts';

/** Writes a plan to a file, for `pullpath apply FILE`. @throws usage UnwritableFile */
export async function savePlan(file: string, plan: Plan): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(toSavedPlan(plan, VERSION), null, 2)}\n`);
  } catch (cause) {
    throw new PullpathError('usage', {
      code: 'UnwritableFile',
      message: `${file} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
      remedy: 'Check the file name, and that its directory exists.',
      cause,
    });
  }
}
