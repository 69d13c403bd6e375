import { stacksByVpc } from '../../plan/rollback/stacks.ts';
import { ofTargets, type RegionAudit } from '../../render/audit.ts';
import type { Options } from '../line/options.ts';
import { recordAccount, vpcLabelOf } from './account-context.ts';
import { chooseJudged } from './choose-targets.ts';
import { readAndChoose } from './read-and-choose.ts';
import type { Session } from './session.ts';

/**
 * Audits the service, task or task definition that was named: its subnets and no others.
 * @throws usage where ECS has nothing of that name, or it is in no VPC
 */
export async function auditWorkload(session: Session, options: Options): Promise<RegionAudit> {
  const { snapshot, choices } = await readAndChoose(session, options, chooseJudged);
  const { vpcId, workload } = choices;
  const { judgeVpc } = await import('./judge-vpc.ts');
  const vpc = {
    label: vpcLabelOf(snapshot, vpcId),
    diagnosis: ofTargets(judgeVpc(snapshot, choices, options)),
    stack: stacksByVpc(snapshot).get(vpcId)?.join(', ') ?? null,
    workload,
  };
  return { place: recordAccount(session, snapshot), vpcs: [vpc], error: null };
}
