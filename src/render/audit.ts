import type { Diagnosis } from '../diagnose/diagnosis.ts';
import { type Verdict, worstOf } from '../diagnose/verdict.ts';
import type { LeftOutVpc } from '../discover/judged.ts';
import type { ResourceNames } from '../discover/resource-names.ts';
import type { Symptom } from '../symptom/schema.ts';
import type { Workload } from '../workload/workload.ts';
import type { AccountHeading, VpcLabel } from './text/heading.ts';

/** One VPC, as audited. */
export interface AuditedVpc {
  readonly label: VpcLabel;
  readonly diagnosis: Diagnosis;
  /** The stack of pullpath that is in it, if any. */
  readonly stack: string | null;
  /** What its things are called; left out: nothing is known. */
  readonly names?: () => ResourceNames;
  /** Whose path it is, where ECS was asked; then only its subnets are spoken of. */
  readonly workload?: Workload | undefined;
  /** What ECS reports of it, and what explains that. */
  readonly symptom?: Symptom | undefined;
}

/** A service that has no path in a VPC, or none that could be judged, and why. */
export interface UnjudgedService {
  readonly cluster: string;
  readonly service: string;
  readonly reason: string;
  /** True where it is not known whether its path is open; false where it has none in a VPC. */
  readonly isUnknown: boolean;
}

/** One region of one account, as audited, or why it could not be. */
export interface RegionAudit {
  readonly place: AccountHeading;
  readonly vpcs: readonly AuditedVpc[];
  /** VPCs that were not named, left out because others have isolated subnets. */
  readonly leftOut?: readonly LeftOutVpc[];
  /** Services that were asked about and have no VPC to judge. */
  readonly unjudged?: readonly UnjudgedService[] | undefined;
  /** What was thrown instead of an answer; then there are no VPCs. */
  readonly error: unknown;
}

/** Whether some subnet of the VPC was judged: without one there is no verdict. */
export function isJudged({ diagnosis }: AuditedVpc): boolean {
  return !diagnosis.findings.some(({ code }) => code === NOTHING_JUDGED);
}

/** Of the finding that a VPC has of which nothing was judged. */
const NOTHING_JUDGED = 'PP009';

/** The verdict of a VPC; null where nothing of it was judged. */
export function verdictOfVpc(vpc: AuditedVpc): Verdict | null {
  return isJudged(vpc) ? vpc.diagnosis.verdict : null;
}

/** The verdict of all: a region that could not be audited is unknown; null where nothing at all was judged. */
export function verdictOfRegions(regions: readonly RegionAudit[]): Verdict | null {
  const verdicts = regions.flatMap(({ vpcs, error, unjudged = [] }): Verdict[] =>
    error === null
      ? [
          ...vpcs.filter(isJudged).map(({ diagnosis }) => diagnosis.verdict),
          ...unjudged.filter(({ isUnknown }) => isUnknown).map(() => 'unknown' as const),
        ]
      : ['unknown'],
  );
  return verdicts.length === 0 ? null : worstOf(verdicts);
}

/** Why a VPC was left out, and how it is judged. */
export function leftOutText({ vpcId, name, subnets }: LeftOutVpc): string {
  const classes = Object.entries(subnets).map(([subnetClass, count]) => `${count} ${subnetClass}`);
  const label = name === null ? vpcId : `${vpcId} (${name})`;
  return `Not judged: ${label}, which has no isolated subnets (${classes.join(', ')}); to include it, use --vpc-id or --all-vpcs.`;
}

/** The diagnosis of the targets by themselves: of a service's VPC the other subnets are nobody's question. */
export function ofTargets(diagnosis: Diagnosis): Diagnosis {
  const subnets = diagnosis.subnets.filter(({ target }) => target);
  const ids = new Set(subnets.map(({ subnetId }) => subnetId));
  const findings = diagnosis.findings
    .map((finding) => ({ finding, own: finding.subnetIds.filter((id) => ids.has(id)) }))
    .filter(({ finding, own }) => finding.subnetIds.length === 0 || own.length > 0)
    .map(({ finding, own }) => ({ ...finding, subnetIds: own }));
  return { ...diagnosis, subnets, findings };
}
