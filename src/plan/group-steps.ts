import type { Subnet } from '../discover/subnet.ts';
import { type Context, type Contribution, joined, NOTHING } from './context.ts';
import { desiredRules, type Folding, MAX_RULES, missingRules, SUPERFLUOUS } from './desired-rules.ts';
import { creationTags, missingTags, securityGroupName } from './ownership.ts';
import type { IdOrRef } from './ref.ts';
import { type AuthorizeIngress, asIngressRule, type RevokeIngress, ruleText } from './steps/ingress.ts';
import type { CreateSecurityGroup } from './steps/security-group.ts';
import { repairTags } from './tag-step.ts';

export const GROUP_STEP = 'security-group';
export const INGRESS_STEP = 'ingress';

/** The stack's group: its id where it stands, else a reference to the step that makes it. */
export function groupOf(context: Context): IdOrRef {
  return context.ownGroup?.id ?? { ref: GROUP_STEP };
}

/** The steps that the endpoints of the stack must wait for before they can bear the group. */
export function groupNeeds(context: Context): string[] {
  return context.ownGroup === undefined ? [GROUP_STEP, INGRESS_STEP] : [];
}

/** The security group and its rules. @param admitted the subnets besides the targets that are let in on TCP 443 */
export function planGroup(context: Context, admitted: readonly Subnet[]): Contribution {
  const { ownGroup, choices, vpc, snapshot } = context;
  const name = securityGroupName(choices.stack);
  const namesake = snapshot.securityGroups.find(
    (group) => group.vpcId === vpc.id && group.id !== ownGroup?.id && group.name.toLowerCase() === name.toLowerCase(),
  );
  if (ownGroup === undefined && namesake !== undefined) {
    const message = `${vpc.id} already has a security group named ${namesake.name} (${namesake.id}) that pullpath's stack ${choices.stack} did not make.`;
    const remedy = 'Choose another name with --stack NAME, or rename that group.';
    return { ...NOTHING, refusals: [{ code: 'SecurityGroupNameTaken', message, remedy, step: null }] };
  }
  const tags = creationTags(choices.stack, context.run, name);
  const create: CreateSecurityGroup = {
    id: GROUP_STEP,
    kind: 'create-security-group',
    action: 'create',
    subject: { type: 'security-group', id: name },
    after: {
      vpcId: vpc.id,
      name,
      description: 'pullpath: lets tasks reach the VPC endpoints of their image pulls',
      tags,
    },
    because: 'the interface endpoints need a group that lets the tasks in',
    needs: [],
  };
  const rules = planRules(context, admitted);
  if (ownGroup === undefined) return joined([{ ...NOTHING, steps: [create] }, rules]);
  return joined([
    rules,
    tightened(context),
    repairTags(ownGroup.id, 'security-group', ownGroup.tags, missingTags(ownGroup.tags, tags)),
  ]);
}

function planRules(context: Context, admitted: readonly Subnet[]): Contribution {
  const { ownGroup, choices } = context;
  const desired = desiredRules(context, admitted);
  const missing = missingRules(ownGroup, desired.rules);
  if (missing.length === 0) return NOTHING;
  const before = ingressTexts(context);
  if (before.length + missing.length > MAX_RULES) {
    const message = `${ownGroup?.id} has ${before.length} rules and would need ${missing.length} more; a group holds ${MAX_RULES}.`;
    const remedy = 'Take the stack back with pullpath rollback and apply again, or raise quota L-0EA8095F.';
    return { ...NOTHING, refusals: [{ code: 'TooManyRules', message, remedy, step: null }] };
  }
  const step: AuthorizeIngress = {
    id: INGRESS_STEP,
    kind: 'authorize-ingress',
    action: ownGroup === undefined ? 'create' : 'update',
    subject: { type: 'security-group', id: ownGroup?.id ?? securityGroupName(choices.stack) },
    groupId: groupOf(context),
    rules: missing,
    tags: creationTags(choices.stack, context.run, securityGroupName(choices.stack)),
    before: { rules: before },
    after: { rules: [...before, ...missing.map(ruleText)] },
    because: 'the tasks connect to the endpoints on TCP 443',
    needs: ownGroup === undefined ? [GROUP_STEP] : [],
  };
  return { ...NOTHING, steps: [step], remarks: REMARKS[desired.folding] };
}

const REMARKS: { readonly [K in Folding]: readonly string[] } = {
  none: [],
  merged: [
    `A security group holds ${MAX_RULES} rules, so neighbouring subnets are admitted by one wider CIDR; no other address gets in.`,
  ],
  vpc: [
    `A security group holds ${MAX_RULES} rules, which the subnets exceed, so the VPC's whole CIDR blocks are admitted.`,
  ],
};

/** `--ingress https` takes the guide's superfluous rules off our own group; no pull needs them. */
function tightened(context: Context): Contribution {
  const { ownGroup, choices } = context;
  if (ownGroup === undefined || choices.ingress !== 'https') return NOTHING;
  const rules = ownGroup.ingress
    .map(asIngressRule)
    .filter((rule) => rule !== null)
    .filter((rule) =>
      SUPERFLUOUS.some(
        ({ protocol, port }) => rule.protocol === protocol && rule.fromPort === port && rule.toPort === port,
      ),
    );
  if (rules.length === 0) return NOTHING;
  const before = ingressTexts(context);
  const gone = new Set(rules.map(ruleText));
  const step: RevokeIngress = {
    id: 'superfluous-ingress',
    kind: 'revoke-ingress',
    action: 'delete',
    subject: { type: 'security-group', id: ownGroup.id },
    groupId: ownGroup.id,
    rules,
    before: { rules: before },
    after: { rules: before.filter((text) => !gone.has(text)) },
    because: '--ingress https keeps TCP 443 alone',
    needs: [],
  };
  return { ...NOTHING, steps: [step] };
}

function ingressTexts({ ownGroup }: Context): string[] {
  return (ownGroup?.ingress ?? []).map((rule) => {
    const plain = asIngressRule(rule);
    return plain === null ? `${rule.protocol} ${rule.fromPort ?? '*'} from ${rule.peer.value}` : ruleText(plain);
  });
}
