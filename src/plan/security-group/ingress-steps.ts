import type { Subnet } from '../../discover/entities/subnet.ts';
import { pullpath } from '../../remedy/command.ts';
import { creationTags, securityGroupName } from '../ownership/ownership.ts';
import { EMPTY_PART, type PlanContext, type PlanPart } from '../plan-context.ts';
import { type AuthorizeIngress, asIngressRule, ingressRuleText, type RevokeIngress } from '../steps/ingress.ts';
import { desiredRules, type Folding, MAX_RULES, missingRules, RULE_MARK, SUPERFLUOUS } from './desired-rules.ts';
import { GROUP_STEP, groupOf, INGRESS_STEP } from './group-ref.ts';

/**
 * The rules that the stack's group lacks, whether it stands already or not.
 * @param going the rules that the plan takes away first, which makes room
 */
export function planRules(context: PlanContext, admitted: readonly Subnet[], going: RevokeIngress | null): PlanPart {
  const { ownGroup, choices } = context;
  const desired = desiredRules(context, admitted);
  const missing = missingRules(ownGroup, desired.rules);
  if (missing.length === 0) return EMPTY_PART;
  const before = going?.after.rules ?? ingressTexts(context);
  // More than the default shows that AWS has raised the quota, by how much EC2 does not tell.
  if (before.length <= MAX_RULES && before.length + missing.length > MAX_RULES)
    return tooMany(context, before.length, missing.length);
  const name = securityGroupName(choices.stack);
  const step: AuthorizeIngress = {
    id: INGRESS_STEP,
    kind: 'authorize-ingress',
    action: ownGroup === undefined ? 'create' : 'update',
    subject: { type: 'security-group', id: ownGroup?.id ?? name },
    groupId: groupOf(context),
    rules: missing,
    tags: creationTags(choices.stack, context.run, name),
    before: { rules: before },
    after: { rules: [...before, ...missing.map(ingressRuleText)] },
    because: 'the tasks connect to the endpoints on TCP 443',
    needs: ownGroup === undefined ? [GROUP_STEP] : going === null ? [] : [going.id],
  };
  return { ...EMPTY_PART, steps: [step], notes: REMARKS[desired.folding] };
}

const REMARKS: { readonly [K in Folding]: readonly string[] } = {
  none: [],
  merged: [
    `A security group holds ${MAX_RULES} rules, so neighbouring subnets are admitted by one wider CIDR; no other address gets in.`,
  ],
  'vpc-https': [
    `A security group holds ${MAX_RULES} rules, which the subnets exceed, so TCP 443 is admitted from the VPC's whole CIDR blocks.`,
  ],
  vpc: [
    `A security group holds ${MAX_RULES} rules, which the subnets exceed, so the VPC's whole CIDR blocks are admitted.`,
  ],
};

function tooMany({ ownGroup, choices, vpc }: PlanContext, present: number, more: number): PlanPart {
  const message =
    ownGroup === undefined
      ? `The targets need ${more} rules; a security group holds ${MAX_RULES}.`
      : `${ownGroup.id} has ${present} rules and would need ${more} more; a security group holds ${MAX_RULES}.`;
  const ways = [
    ...(choices.ingress === 'guide' ? ['use --ingress https, which is all that AWS requires'] : []),
    ...(choices.admit === 'targets'
      ? ['leave out --admit targets, so that the CIDR blocks of the VPC can be admitted']
      : []),
    ...(ownGroup === undefined ? [] : ['roll the stack back and apply again']),
  ];
  const advice = `Choose fewer subnets${ways.map((way) => `, or ${way}`).join('')}`;
  const remedy =
    ownGroup === undefined
      ? `${advice}.`
      : [`${advice}:`, pullpath('rollback', { vpcId: vpc.id, stack: choices.stack })];
  return { ...EMPTY_PART, blockers: [{ code: 'TooManyRules', message, remedy, step: null }] };
}

/** `--ingress https` takes the guide's superfluous rules off our own group; no pull needs them. */
export function removeSuperfluous(context: PlanContext): RevokeIngress | null {
  const { ownGroup, choices } = context;
  if (ownGroup === undefined || choices.ingress !== 'https') return null;
  const rules = ownGroup.ingress
    .map(asIngressRule)
    .filter((rule) => rule !== null)
    .filter(({ description }) => description.startsWith(RULE_MARK))
    .filter((rule) =>
      SUPERFLUOUS.some(
        ({ protocol, port }) => rule.protocol === protocol && rule.fromPort === port && rule.toPort === port,
      ),
    );
  if (rules.length === 0) return null;
  const before = ingressTexts(context);
  const gone = new Set(rules.map(ingressRuleText));
  return {
    id: 'superfluous-ingress',
    kind: 'revoke-ingress',
    action: 'delete',
    subject: { type: 'security-group', id: ownGroup.id },
    groupId: ownGroup.id,
    rules,
    before: { rules: before },
    after: { rules: before.filter((text) => !gone.has(text)) },
    because: '--ingress https only uses TCP 443',
    needs: [],
  };
}

/** Those that count: AWS counts the rules of each address family apart, and names of groups and lists in both. */
function ingressTexts({ ownGroup }: PlanContext): string[] {
  return (ownGroup?.ingress ?? [])
    .filter((rule) => rule.peer.kind !== 'ipv6')
    .map((rule) => {
      const plain = asIngressRule(rule);
      return plain === null
        ? `${rule.protocol} ${rule.fromPort ?? '*'} from ${rule.peer.value}`
        : ingressRuleText(plain);
    });
}
