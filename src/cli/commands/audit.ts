import { resourceNamesIn } from '../../discover/resource-names.ts';
import { ExitCode } from '../../errors.ts';
import { stacksByVpc } from '../../plan/rollback/stacks.ts';
import { type RegionAudit, verdictOfRegions } from '../../render/audit.ts';
import type { Options } from '../line/options.ts';
import type { Audited } from '../multi-region/audit-regions.ts';
import { isMultiRegion, namedRegions } from '../multi-region/audit-scope.ts';
import { type ReadForAudit, readForAudit } from '../run/audit/read-for-audit.ts';
import type { CommandHandler, Invocation } from '../run/invocation.ts';
import { recordAccount, vpcLabelOf } from '../run/session/account-context.ts';
import { openSession, type Session } from '../run/session/session.ts';
import { withTimeout } from '../run/session/with-timeout.ts';
import { chooseJudged } from '../run/targets/choose-targets.ts';
import { afterRequestsAreSent } from '../run/targets/read-and-choose.ts';
import { namesWorkload } from '../run/targets/read-workload.ts';
import type { Output } from '../stream/output.ts';

/** Judges the path and changes nothing. */
export const audit: CommandHandler = async (invocation) => {
  const { options, output } = invocation;
  // Where regions are named, one of them will do to sign in, and no other need be chosen.
  const session = await openSession({ ...options, region: options.region ?? namedRegions(options)?.[0] }, output);
  try {
    const audited = await (isMultiRegion(options) ? estate : oneRegion)(session, invocation);
    const { auditResult } = await loadOutput();
    const regions = audited.map((each) => each.audit);
    return {
      exitCode: auditFails(regions, options.failOn) ? ExitCode.Closed : ExitCode.Done,
      result: auditResult(options, audited),
    };
  } finally {
    await session.end();
  }
};

const loadDiagnoser = () => import('../run/audit/judge-vpc.ts');
const loadWorkload = () => import('../run/audit/audit-workload.ts');
const loadOutput = () => import('../stream/audit-output.ts');

/** The VPC that was named or is the only one to judge, in full; several as an audit of a region judges them. */
async function oneRegion(session: Session, { options }: Invocation): Promise<Audited[]> {
  const load = () => Promise.all([loadDiagnoser(), loadOutput()]);
  if (namesWorkload(options)) {
    const { auditWorkload } = await loadWorkload();
    const [region] = await Promise.all([auditWorkload(session, options), afterRequestsAreSent(load)]);
    return [{ audit: region, roleArn: options.roleArn[0] ?? null, unknown: null }];
  }
  const { snapshot, vpcs, leftOut } = await withTimeout(
    session.deadline,
    `Reading ${session.region.name}`,
    async () => {
      const [found] = await Promise.all([readForAudit(session, options), afterRequestsAreSent(load)]);
      return judged(session, found, options);
    },
  );
  const region: RegionAudit = { place: recordAccount(session, snapshot), vpcs, leftOut, error: null };
  return [{ audit: region, roleArn: options.roleArn[0] ?? null, unknown: null }];
}

async function judged({ source }: Session, { snapshot, vpcIds, leftOut }: ReadForAudit, options: Options) {
  const [vpcId] = vpcIds;
  if (vpcId === undefined || vpcIds.length > 1) {
    const { judgeVpcs } = await import('../multi-region/judge-region.ts');
    return { ...(await judgeVpcs(source, snapshot, vpcIds, options)), leftOut };
  }
  const { judgeVpc } = await loadDiagnoser();
  const vpc = {
    label: vpcLabelOf(snapshot, vpcId),
    diagnosis: judgeVpc(snapshot, chooseJudged(snapshot, options, vpcId), options),
    stack: stacksByVpc(snapshot).get(vpcId)?.join(', ') ?? null,
    names: () => resourceNamesIn(snapshot, vpcId),
  };
  return { snapshot, vpcs: [vpc], leftOut };
}

async function estate(session: Session, invocation: Invocation): Promise<Audited[]> {
  const [{ auditRegions }, { multiRegionProgress }] = await Promise.all([
    import('../multi-region/audit-regions.ts'),
    import('../multi-region/multi-region-progress.ts'),
  ]);
  const [progress, tellRegion] = await Promise.all([multiRegionProgress(invocation), regionTeller(invocation.output)]);
  try {
    return await auditRegions(session, invocation.options, (region, done, of) => {
      if (of === 1) session.entered(region.place);
      tellRegion(region);
      progress.told(region, done, of);
    });
  } finally {
    progress.end();
  }
}

/** A line a region, as it happens; the document of them all comes last. */
function regionTeller(output: Output): Promise<(region: RegionAudit) => void> {
  return output.events(async () => (await import('../../render/documents/event.ts')).regionEventDocument);
}

/**
 * Whether an audit as a whole is bad enough for exit 2: the bar is the user's. A region that was not audited is
 * unknown, and so is an audit that has judged nothing.
 */
export function auditFails(regions: readonly RegionAudit[], failOn: Options['failOn']): boolean {
  const verdict = verdictOfRegions(regions) ?? 'unknown';
  if (verdict === 'closed') return true;
  if (failOn !== 'closed' && verdict === 'unknown') return true;
  const findings = regions.flatMap(({ vpcs }) => vpcs.flatMap(({ diagnosis }) => diagnosis.findings));
  return failOn === 'risk' && findings.some(({ severity }) => severity === 'endangers');
}
