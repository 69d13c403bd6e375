import type { Subnet } from '../../discover/entities/subnet.ts';
import { isGone } from '../../facts/endpoint-state.ts';
import { aws } from '../../remedy/command.ts';
import type { Remedy } from '../../remedy/remedy.ts';
import {
  creationTags,
  GROUP_DESCRIPTION,
  MANAGED_BY,
  missingTags,
  STACK,
  securityGroupName,
} from '../ownership/ownership.ts';
import { repairTags } from '../ownership/tag-step.ts';
import { EMPTY_PART, mergeParts, type PlanContext, type PlanPart } from '../plan-context.ts';
import type { IdOrRef } from '../ref.ts';
import type { Step } from '../step.ts';
import type { CreateSecurityGroup } from '../steps/security-group.ts';
import { admissionOf } from './admission-of.ts';
import { GROUP_STEP } from './group-ref.ts';
import { planRules, removeSuperfluous } from './ingress-steps.ts';

/**
 * The security group and its rules, where an endpoint has it or is going to.
 * @param steps what is planned for the endpoints
 * @param admitted the subnets besides the targets that are let in on TCP 443
 */
export function planGroup(context: PlanContext, steps: readonly Step[], admitted: readonly Subnet[]): PlanPart {
  const { ownGroup } = context;
  if (!isBorne(context, steps)) {
    const note = `${ownGroup?.id}, the stack's security group, is on no endpoint; a rollback removes it.`;
    return ownGroup === undefined ? EMPTY_PART : { ...EMPTY_PART, notes: [note] };
  }
  if (ownGroup === undefined) return mergeParts([create(context), planRules(context, admitted, null)]);
  const tight = removeSuperfluous(context);
  const tags = creationTags(context.choices.stack, context.run, ownGroup.name);
  return mergeParts([
    planRules(context, admitted, tight),
    tight === null ? EMPTY_PART : { ...EMPTY_PART, steps: [tight] },
    repairTags(ownGroup.id, 'security-group', ownGroup.tags, missingTags(ownGroup.tags, tags)),
    stillAdmitted(context),
  ]);
}

function isBorne({ ownGroup, snapshot, vpc }: PlanContext, steps: readonly Step[]): boolean {
  const isOurs = (id: IdOrRef) => (typeof id === 'string' ? id === ownGroup?.id : id.ref === GROUP_STEP);
  return (
    steps.some(
      (step) =>
        (step.kind === 'create-interface-endpoint' && step.after.groupIds.some(isOurs)) ||
        (step.kind === 'modify-endpoint' && step.change.addGroupIds.some(isOurs)),
    ) ||
    snapshot.endpoints.some(
      (endpoint) => endpoint.vpcId === vpc.id && !isGone(endpoint) && endpoint.groupIds.some(isOurs),
    )
  );
}

function create({ snapshot, vpc, choices, run }: PlanContext): PlanPart {
  const name = securityGroupName(choices.stack);
  const namesake = snapshot.securityGroups.find(
    (group) => group.vpcId === vpc.id && group.name.toLowerCase() === name.toLowerCase(),
  );
  if (namesake !== undefined) {
    const isTheirs = namesake.description !== GROUP_DESCRIPTION;
    const message = `${vpc.id} already has a security group named ${namesake.name} (${namesake.id}) ${isTheirs ? 'that pullpath did not make' : `without the tags of stack ${choices.stack}`}.`;
    const tags = [`Key=${MANAGED_BY},Value=pullpath`, `Key=${STACK},Value=${choices.stack}`];
    const remedy: Remedy = isTheirs
      ? 'Choose another name with --stack NAME.'
      : [
          'Choose another name with --stack NAME. If pullpath created it and its tags were removed:',
          aws('ec2 create-tags', { resources: namesake.id, tags }),
        ];
    return { ...EMPTY_PART, blockers: [{ code: 'SecurityGroupNameTaken', message, remedy, step: null }] };
  }
  const step: CreateSecurityGroup = {
    id: GROUP_STEP,
    kind: 'create-security-group',
    action: 'create',
    subject: { type: 'security-group', id: name },
    after: {
      vpcId: vpc.id,
      name,
      description: GROUP_DESCRIPTION,
      tags: creationTags(choices.stack, run, name),
    },
    because: 'the interface endpoints need a group that admits the tasks',
    needs: [],
  };
  return { ...EMPTY_PART, steps: [step] };
}

/**
 * `--admit targets` keeps rules from being added; those of an earlier run stay, since removing them would cut subnets
 * off.
 */
function stillAdmitted({ snapshot, ownGroup, others, choices }: PlanContext): PlanPart {
  if (ownGroup === undefined || choices.admit === 'vpc') return EMPTY_PART;
  const admitted = others.filter(
    ({ cidrBlock }) => cidrBlock !== null && admissionOf(snapshot, [ownGroup.id], cidrBlock, []) === 'yes',
  );
  if (admitted.length === 0) return EMPTY_PART;
  const note = `${ownGroup.id} still admits ${admitted.map(({ id }) => id).join(', ')} besides the targets; roll the stack back first to leave them out.`;
  return { ...EMPTY_PART, notes: [note] };
}
