import { z } from 'zod';
import { Remedy } from '../remedy/schema.ts';
import { Step } from './step.ts';

/** Why a plan may not be applied as it is; a person must act first (exit 4). */
export const Blocker = z.object({
  code: z.string(),
  message: z.string(),
  remedy: Remedy,
  /** The step that `--modify-existing`, or a yes to this very question, would add. */
  step: Step.nullable(),
});
export type Blocker = z.infer<typeof Blocker>;
