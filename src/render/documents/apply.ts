import { z } from 'zod';
import type { StepResult } from '../../apply/event.ts';
import { Verdict } from '../../diagnose/verdict.ts';
import type { Plan } from '../../plan/plan.ts';
import type { EmptyRollback } from '../../plan/rollback/rollback-plan.ts';
import { type DocumentCommand, envelope, envelopeOf } from './envelope.ts';
import { ErrorBody, errorBody } from './error.ts';
import { PrintedResult, printedResult } from './event.ts';
import { PlanBody, planBody } from './plan.ts';
import { WatchBody, type WatchReport, watchBody } from './watch.ts';

/** What apply and rollback add to the plan that they carried out. */
const outcomeShape = {
  ...PlanBody.shape,
  results: z.array(PrintedResult).describe('one per step, in their order'),
  verified: Verdict.check(
    z.describe('of the path, read again after the last step; unknown where it was not read again'),
  ),
  notJudged: z.array(z.string()).describe('what `verified` does not speak of'),
  error: ErrorBody.optional().describe('why not every step was done'),
};

export const ApplyDocument = envelopeOf('apply').extend({
  ...outcomeShape,
  watch: WatchBody.optional().describe('with --watch: what following the service came to'),
});
export type ApplyDocument = z.infer<typeof ApplyDocument>;

export const RollbackDocument = envelopeOf('rollback').extend({
  ...outcomeShape,
  vpcId: z.nullable(z.string()).describe('null where no VPC has the stack'),
});
export type RollbackDocument = z.infer<typeof RollbackDocument>;

export const ReleaseDocument = envelopeOf('release').extend({
  ...outcomeShape,
  vpcId: z.nullable(z.string()).describe('null where no VPC has the stack'),
  finalChanges: z
    .array(z.string())
    .describe('changes to resources that pullpath did not create, which rollback can no longer undo'),
});
export type ReleaseDocument = z.infer<typeof ReleaseDocument>;

export interface RunResult<P = Plan> {
  readonly plan: P;
  readonly results: readonly StepResult[];
  readonly verified: Verdict;
  /** What the verdict does not speak of; left out where nothing was read again. */
  readonly notJudged?: readonly string[] | undefined;
  readonly note?: string | null;
  /** What was thrown, where not every step was done. */
  readonly error?: unknown;
}

/** @param watch null where the service was not followed */
export function applyDocument(outcome: RunResult, watch: WatchReport | null = null): ApplyDocument {
  return { ...outcomeDocument('apply', outcome), ...(watch === null ? {} : { watch: watchBody(watch) }) };
}

export function rollbackDocument(outcome: RunResult<Plan | EmptyRollback>): RollbackDocument {
  return outcomeDocument('rollback', outcome);
}

function outcomeDocument<C extends DocumentCommand, P extends Plan | EmptyRollback>(
  command: C,
  { plan, results, verified, notJudged = plan.notJudged ?? [], note, error }: RunResult<P>,
) {
  const { account, region } = plan;
  return {
    ...envelope(command, { account, region, note: note ?? null }),
    ...planBody(plan),
    results: results.map(printedResult),
    verified,
    notJudged: [...notJudged],
    ...(error == null ? {} : { error: errorBody(error) }),
  };
}

export function releaseDocument(
  outcome: RunResult<Plan | EmptyRollback>,
  finalChanges: readonly string[],
): ReleaseDocument {
  return { ...outcomeDocument('release', outcome), finalChanges: [...finalChanges] };
}
