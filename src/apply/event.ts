import { z } from 'zod';
import { Remedy } from '../remedy/schema.ts';

/** Why a step failed, in the words of the error documents [architecture: output]. */
export const StepError = z.object({
  code: z.string(),
  message: z.string(),
  remedy: Remedy,
  requestId: z.string().optional(),
});
export type StepError = z.infer<typeof StepError>;

/** What became of a step; nothing is forgotten: what was never begun is `skipped`, with the reason. */
export const StepResult = z.object({
  step: z.string(),
  status: z.enum(['done', 'failed', 'skipped']),
  resourceId: z.string().optional(),
  error: StepError.optional(),
  /** Done, but gone by the time the account was read again. */
  lost: z.boolean().optional(),
  /** Why it was skipped. */
  because: z.string().optional(),
});
export type StepResult = z.infer<typeof StepResult>;

export const StepFailed = z.object({
  type: z.literal('step-failed'),
  step: z.string(),
  atMs: z.number(),
  error: StepError,
});

/** Every event but the one above, which comes with a remedy. */
export const EVENTS = [
  z.object({ type: z.literal('step-started'), step: z.string(), atMs: z.number() }),
  /** Waiting for AWS: `state` is what is seen (`pending`, `deleting`, `in use by eni-…`). */
  z.object({ type: z.literal('step-waiting'), step: z.string(), atMs: z.number(), state: z.string() }),
  /** AWS's request bucket is empty, or about to be: nothing is wrong, the step goes on by itself. */
  z.object({ type: z.literal('step-throttled'), step: z.string(), atMs: z.number(), forMs: z.number() }),
  z.object({ type: z.literal('step-done'), step: z.string(), atMs: z.number(), resourceId: z.string().optional() }),
  z.object({ type: z.literal('step-skipped'), step: z.string(), atMs: z.number(), because: z.string() }),
] as const;

/** What happens while a plan is applied, as it happens; `atMs` counts from the start of the run. */
export const Event = z.discriminatedUnion('type', [...EVENTS, StepFailed]);
export type Event = z.infer<typeof Event>;
