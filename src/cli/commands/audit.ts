import { type Verdict, worstOf } from '../../diagnose/verdict.ts';
import { ExitCode } from '../../errors.ts';
import { stacksByVpc } from '../../plan/rollback/stacks.ts';
import type { RegionAudit } from '../../render/audit.ts';
import type { Options } from '../line/options.ts';
import type { Audited } from '../multi-region/audit-regions.ts';
import { isMultiRegion, namedRegions } from '../multi-region/audit-scope.ts';
import { recordAccount, vpcLabelOf } from '../run/account-context.ts';
import type { CommandHandler, Invocation } from '../run/invocation.ts';
import { readAndChoose } from '../run/read-and-choose.ts';
import { openSession, type Session } from '../run/session.ts';
import type { Output } from '../stream/output.ts';

/** Judges the path and changes nothing. */
export const audit: CommandHandler = async (invocation) => {
  const { options, output } = invocation;
  // Where regions are named, one of them will do to sign in, and no other need be chosen.
  const session = await openSession({ ...options, region: options.region ?? namedRegions(options)?.[0] }, output);
  try {
    const audited = await (isMultiRegion(options) ? estate : oneVpc)(session, invocation);
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

const loadDiagnoser = () => import('../run/diagnoser.ts');
const loadOutput = () => import('../stream/audit-output.ts');

async function oneVpc(session: Session, { options, output }: Invocation): Promise<Audited[]> {
  const load = () => Promise.all([loadDiagnoser(), loadOutput()]);
  const { snapshot, choices } = await readAndChoose(session, options, load);
  const { diagnoser } = await loadDiagnoser();
  const place = recordAccount(session, snapshot);
  const vpc = {
    label: vpcLabelOf(snapshot, choices.vpcId),
    diagnosis: diagnoser(choices, options)(snapshot),
    stack: stacksByVpc(snapshot).get(choices.vpcId)?.join(', ') ?? null,
  };
  const region: RegionAudit = { place, vpcs: [vpc], error: null };
  (await regionTeller(output))(region);
  return [{ audit: region, roleArn: options.roleArn[0] ?? null, unknown: null }];
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
 * unknown.
 */
export function auditFails(regions: readonly RegionAudit[], failOn: Options['failOn']): boolean {
  const diagnoses = regions.flatMap(({ vpcs }) => vpcs.map(({ diagnosis }) => diagnosis));
  const unread: Verdict[] = regions.some(({ error }) => error !== null) ? ['unknown'] : [];
  const verdict = worstOf([...diagnoses.map((diagnosis) => diagnosis.verdict), ...unread]);
  if (verdict === 'closed') return true;
  if (failOn !== 'closed' && verdict === 'unknown') return true;
  return (
    failOn === 'risk' && diagnoses.some(({ findings }) => findings.some(({ severity }) => severity === 'endangers'))
  );
}
