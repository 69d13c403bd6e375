import { z } from 'zod';
import { SubnetDiagnosis } from '../../diagnose/diagnosis.ts';
import type { Finding } from '../../diagnose/findings/finding.ts';
import { bySeverity } from '../../diagnose/severity.ts';
import { Verdict } from '../../diagnose/verdict.ts';
import { Workload } from '../../workload/workload.ts';
import { type AuditedVpc, leftOutText, type RegionAudit, verdictOfRegions, verdictOfVpc } from '../audit.ts';
import { type DocumentAccount, envelope, envelopeOf } from './envelope.ts';
import { ErrorBody, errorBody } from './error.ts';
import { PrintedFinding, printed } from './remedy.ts';
import { SymptomBody, symptomBody } from './symptom.ts';

/** Where in an estate something is. */
const where = { account: z.string(), region: z.string() };

const VpcBody = z.object({
  ...where,
  vpcId: z.string(),
  name: z.string().nullable(),
  cidrBlocks: z.array(z.string()),
  stack: z.string().nullable().describe('the stack of pullpath in the VPC'),
  verdict: z.nullable(Verdict).describe('the verdict of the target subnets; null where nothing was judged'),
  notJudged: z.array(z.string()).describe('what the verdict does not speak of; of a VPC without one, why'),
  subnets: z.array(SubnetDiagnosis),
  workload: z
    .optional(Workload)
    .describe('the ECS service, task or task definition whose path it is, and where each value was read'),
  symptom: SymptomBody.optional().describe('what ECS reports of that service, what explains it, and what to do'),
});

const FindingBody = PrintedFinding.extend({
  ...where,
  vpcId: z.string(),
  cluster: z.string().optional().describe('of the ECS service that it was found for'),
  service: z.string().optional(),
});

/** What was found in one region, or in several. */
export const AuditBody = z.object({
  verdict: z
    .nullable(Verdict)
    .describe(
      'the worst of the VPCs; unknown where none is closed, but a region could not be audited; null where nothing was judged',
    ),
  vpcs: z.array(VpcBody),
  findings: z.array(FindingBody).describe('the worst first'),
  leftOut: z
    .array(z.object({ ...where, vpcId: z.string(), name: z.string().nullable(), reason: z.string() }))
    .describe('VPCs that were not named, left out because others have isolated subnets'),
  notAudited: z.array(z.object({ ...where, error: ErrorBody })).describe('regions that could not be audited, and why'),
  unjudgedServices: z
    .array(
      z.object({
        ...where,
        cluster: z.string(),
        service: z.string(),
        reason: z.string(),
        verdict: z
          .nullable(z.literal('unknown'))
          .describe('unknown: whether its path is open could not be told; null: it has none in a VPC'),
      }),
    )
    .optional()
    .describe('ECS services without a VPC to judge, and why'),
});
export type AuditBody = z.infer<typeof AuditBody>;

export const AuditDocument = envelopeOf('audit').extend(AuditBody.shape);
export type AuditDocument = z.infer<typeof AuditDocument>;

/** Where a finding was found, and for which service. */
type Found = Pick<z.infer<typeof FindingBody>, 'account' | 'region' | 'vpcId' | 'cluster' | 'service'>;

/** What the document holds, with remedies that are not printed yet: for formats that lay them out themselves. */
export type AuditReport = Omit<AuditDocument, 'findings'> & {
  readonly findings: readonly (Finding & Found)[];
};

export function auditReport(regions: readonly RegionAudit[]): AuditReport {
  return { ...envelope('audit', scopeOf(regions)), ...reportBody(regions) };
}

export function auditDocument(regions: readonly RegionAudit[]): AuditDocument {
  return { ...envelope('audit', scopeOf(regions)), ...auditBody(regions) };
}

/** What is left to tell when each region has been told of. */
export function auditSummary(regions: readonly RegionAudit[]) {
  return { ...envelope('audit', scopeOf(regions)), verdict: reportBody(regions).verdict };
}

export function auditBody(regions: readonly RegionAudit[]): AuditBody {
  const { findings, ...body } = reportBody(regions);
  return { ...body, findings: findings.map(printed) };
}

function reportBody(regions: readonly RegionAudit[]): Pick<AuditReport, keyof AuditBody> {
  const all = regions.flatMap(({ place, vpcs }) => vpcs.map((vpc) => ({ ...vpc, place })));
  const unjudged = regions.flatMap(({ place: { account, region }, unjudged: services = [] }) =>
    services.map(({ cluster, service, reason, isUnknown }) => ({
      account,
      region,
      cluster,
      service,
      reason,
      verdict: isUnknown ? ('unknown' as const) : null,
    })),
  );
  const failed = regions.filter((region) => region.error !== null);
  return {
    verdict: verdictOfRegions(regions),
    vpcs: all.map(vpcBody),
    findings: all
      .flatMap(({ place: { account, region }, label: { vpcId }, diagnosis, workload }) =>
        diagnosis.findings.map((finding) => ({ ...finding, account, region, vpcId, ...serviceOf(workload) })),
      )
      .toSorted(bySeverity),
    leftOut: regions.flatMap(({ place: { account, region }, leftOut = [] }) =>
      leftOut.map((vpc) => ({ account, region, vpcId: vpc.vpcId, name: vpc.name, reason: leftOutText(vpc) })),
    ),
    notAudited: failed.map(({ place: { account, region }, error }) => ({ account, region, error: errorBody(error) })),
    ...(unjudged.length === 0 ? {} : { unjudgedServices: unjudged }),
  };
}

function serviceOf(workload: Workload | undefined): Pick<Found, 'cluster' | 'service'> {
  const { cluster, service } = workload ?? {};
  return { ...(cluster == null ? {} : { cluster }), ...(service == null ? {} : { service }) };
}

function vpcBody(vpc: AuditedVpc & Pick<RegionAudit, 'place'>): z.infer<typeof VpcBody> {
  const { place, label, diagnosis, stack, workload, symptom } = vpc;
  return {
    account: place.account,
    region: place.region,
    vpcId: label.vpcId,
    name: label.name,
    cidrBlocks: [...label.cidrBlocks],
    stack,
    verdict: verdictOfVpc(vpc),
    notJudged: diagnosis.notJudged ?? [],
    subnets: diagnosis.subnets,
    ...(workload === undefined ? {} : { workload }),
    ...(symptom === undefined ? {} : { symptom: symptomBody(symptom) }),
  };
}

function scopeOf(regions: readonly RegionAudit[]): DocumentAccount {
  const only = (values: readonly (string | null)[]) => (new Set(values).size === 1 ? (values[0] ?? null) : null);
  return {
    account: only(regions.map(({ place }) => place.account)),
    region: only(regions.map(({ place }) => place.region)),
    note: regions.map(({ place }) => place.note).find((note) => note !== null) ?? null,
  };
}
