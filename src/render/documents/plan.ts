import { z } from 'zod';
import type { PermissionReport } from '../../apply/permissions.ts';
import { Blocker } from '../../plan/blocker.ts';
import { Plan, Preview } from '../../plan/plan.ts';
import { ForcedDeployment } from '../../watch/force.ts';
import { envelope, envelopeOf } from './envelope.ts';
import { PrintedFinding, printed, printedRemedy } from './remedy.ts';

const PermissionsBody = z.object({
  missing: z
    .array(z.object({ action: z.string(), resource: z.string().nullable(), reason: z.string() }))
    .describe('what the plan needs and the caller lacks; the resource is null where AWS names none'),
  unchecked: z.array(z.string()).describe('what could not be asked, and why'),
});

/** A plan with its remedies printed. */
export const PlanBody = Plan.extend({
  blocked: z.array(Blocker.extend(printedRemedy)),
  findings: z.array(PrintedFinding),
  preview: Preview.extend({ findings: z.array(PrintedFinding) }).nullable(),
});
export type PlanBody = z.infer<typeof PlanBody>;

export function planBody<P extends Omit<Plan, 'vpcId'>>(plan: P): P & Omit<PlanBody, 'vpcId'> {
  const { blocked, findings, preview } = plan;
  return {
    ...plan,
    blocked: blocked.map(printed),
    findings: findings.map(printed),
    preview: preview === null ? null : { ...preview, findings: preview.findings.map(printed) },
  };
}

export const PlanDocument = envelopeOf('plan').extend({
  ...PlanBody.shape,
  forcedDeployment: ForcedDeployment.optional().describe('what --force-new-deployment does after the steps'),
  permissions: PermissionsBody.optional().describe('what AWS answered, where --check-permissions had it asked'),
});
export type PlanDocument = z.infer<typeof PlanDocument>;

/**
 * @param note what must be said before anything else; null for nothing
 * @param report null where permissions were not checked
 * @param forced the deployment that is forced after the steps; null where none is
 */
export function planDocument(
  plan: Plan,
  note: string | null,
  report: PermissionReport | null,
  forced: ForcedDeployment | null = null,
): PlanDocument {
  const { account, region } = plan;
  return {
    ...envelope('plan', { account, region, note }),
    ...planBody(plan),
    ...(forced === null ? {} : { forcedDeployment: forced }),
    ...(report === null
      ? {}
      : { permissions: { missing: report.missing.map((each) => ({ ...each })), unchecked: [...report.unchecked] } }),
  };
}
