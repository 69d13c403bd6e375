import { z } from 'zod';
import { Finding } from '../diagnose/findings/finding.ts';
import { Verdict } from '../diagnose/verdict.ts';
import { Remedy } from '../remedy/schema.ts';
import { Blocker } from './blocker.ts';
import { Choices } from './choices.ts';
import { LeftOut } from './left-out.ts';
import { Cost } from './preview/cost.ts';
import { SideEffect } from './preview/side-effect.ts';
import { Step } from './step.ts';

/** Something that stays as it is, with its tags, until a person has settled it. */
export const Left = Blocker.omit({ step: true }).extend({ id: z.string() });
export type Left = z.infer<typeof Left>;

/** An endpoint that is used as it is. */
const Reused = z.object({
  /** As a hop is called: `ecr.api`. */
  service: z.string(),
  endpointId: z.string(),
  /** Who manages it, as far as its tags tell; null where they do not. */
  owner: z.string().nullable(),
});
export type Reused = z.infer<typeof Reused>;

/** How many resources are created, changed and deleted (see count-resources.ts). */
export const Summary = z.object({ create: z.number(), update: z.number(), delete: z.number() });
export type Summary = z.infer<typeof Summary>;

/** A hop of a target subnet, with what the plan does for it. */
const HopPreview = z.object({
  subnetId: z.string(),
  hop: z.string(),
  before: Verdict,
  after: Verdict,
  findings: z.array(z.string()),
});
export type HopPreview = z.infer<typeof HopPreview>;

/** What the evaluator says of the snapshot as it is, and as it will be when every step is done. */
export const Preview = z.object({
  before: Verdict,
  after: Verdict,
  opens: z.array(HopPreview),
  staysClosed: z.array(HopPreview),
  /** The findings over the foreseen snapshot: why what stays closed does. */
  findings: z.array(Finding),
});
export type Preview = z.infer<typeof Preview>;

/**
 * An ordered list of steps with what they cost and whom else they touch; equals itself after a round trip through JSON.
 */
export const Plan = z.object({
  purpose: z.enum(['apply', 'rollback', 'release']),
  account: z.string(),
  region: z.string(),
  vpcId: z.string(),
  stack: z.string(),
  /**
   * The run's id: in the tags of what the plan creates, and in its client tokens. Every execution of a saved plan has
   * its own.
   */
  run: z.string(),
  /** Null for a rollback, which follows from the tags only. */
  choices: z.nullable(Choices),
  targetSubnetIds: z.array(z.string()),
  /** What nobody named and the plan does not aim at; a rollback has none. */
  leftOut: z.array(LeftOut).optional(),
  steps: z.array(Step),
  blocked: z.array(Blocker),
  /** What a rollback leaves as it is because its tags cannot be believed (exit 3); a plan of apply has none. */
  left: z.array(Left).optional(),
  /** Sentences on what the plan decided that a reader may not expect. */
  notes: z.array(Remedy),
  /** Endpoints that serve the targets already and stay as they are. */
  reuses: z.array(Reused).optional(),
  summary: Summary,
  cost: Cost,
  sideEffects: z.array(SideEffect),
  findings: z.array(Finding),
  preview: Preview.nullable(),
  /** What the verdicts of the preview do not speak of, in words that go into a list. */
  notJudged: z.array(z.string()).optional(),
  /** What the plan rests on, as words: `vpce-1 state` → `available`. */
  preconditions: z.record(z.string(), z.string()),
});
export type Plan = z.infer<typeof Plan>;
