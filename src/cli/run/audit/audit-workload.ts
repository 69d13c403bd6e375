import { resourceNamesIn } from '../../../discover/resource-names.ts';
import { clause, PullpathError } from '../../../errors.ts';
import { stacksByVpc } from '../../../plan/rollback/stacks.ts';
import { ofTargets, type RegionAudit } from '../../../render/audit.ts';
import type { Options } from '../../line/options.ts';
import { recordAccount, vpcLabelOf } from '../session/account-context.ts';
import type { Session } from '../session/session.ts';
import { chooseJudged } from '../targets/choose-targets.ts';
import { readAndChoose } from '../targets/read-and-choose.ts';
import { clusterNamed } from '../targets/workload-arn.ts';

/**
 * Audits the service, task or task definition that was named: its subnets and no others.
 * @throws usage where ECS has nothing of that name, or it is in no VPC
 */
export async function auditWorkload(session: Session, options: Options): Promise<RegionAudit> {
  const read = await inVpc(() => readAndChoose(session, options, chooseJudged));
  if (read instanceof PullpathError) {
    const { account, arn } = await session.reader.callerIdentity();
    const place = {
      account,
      arn,
      region: session.region.name,
      regionSource: session.region.source,
      note: session.note,
    };
    const names = { cluster: clusterNamed(options) ?? 'default', service: options.service ?? options.task ?? '' };
    return { place, vpcs: [], unjudged: [{ ...names, reason: clause(read.message), isUnknown: false }], error: null };
  }
  const { snapshot, choices, ecs } = read;
  const { vpcId, workload } = choices;
  const { judgeVpc } = await import('./judge-vpc.ts');
  const diagnosis = ofTargets(judgeVpc(snapshot, choices, options));
  // What reads error messages is loaded only where ECS was asked.
  const { symptomOfAudit } = await import('./symptom-of-audit.ts');
  const run = { options, region: snapshot.region };
  const symptom = ecs === null || workload === undefined ? null : symptomOfAudit(ecs, workload, diagnosis, run);
  const vpc = {
    label: vpcLabelOf(snapshot, vpcId),
    diagnosis,
    stack: stacksByVpc(snapshot).get(vpcId)?.join(', ') ?? null,
    names: () => resourceNamesIn(snapshot, vpcId),
    workload,
    ...(symptom === null ? {} : { symptom }),
  };
  return { place: recordAccount(session, snapshot), vpcs: [vpc], error: null };
}

/** What was read, or why there is no path to judge. */
async function inVpc<T>(read: () => Promise<T>): Promise<T | PullpathError> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PullpathError && error.code === 'OutsideVpc') return error;
    throw error;
  }
}
