import { z } from 'zod';
import { Subject } from '../../diagnose/findings/finding.ts';
import { Owner } from '../../discover/entities/owner.ts';

export const Action = z.enum(['create', 'update', 'delete']);
export type Action = z.infer<typeof Action>;

/** What every step says, whatever its kind. */
export const StepBase = z.object({
  /** Stable within a plan, and the same in the next plan for the same change: `endpoint:ecr.api`. */
  id: z.string(),
  subject: Subject,
  /** Only for the reader: apply never branches on it. */
  because: z.string(),
  /** Who manages what it changes, where pullpath did not make it and its tags tell. */
  owner: z.optional(Owner),
  /** Steps that must be done first. */
  needs: z.array(z.string()),
});
