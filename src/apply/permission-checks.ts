import type { EndpointChange, Writer } from '../aws/write/writer.ts';
import type { Plan } from '../plan/plan.ts';
import { dispatch, type StepTable } from '../plan/step.ts';
import { type EndpointUpdate, isEmptyUpdate } from '../plan/steps/endpoint-change.ts';
import type { RateLimitedCall } from './rate-limiter.ts';

/**
 * One thing to ask AWS. Questions of one shape have one answer: action, kind of resource, and what policies may tie it
 * to.
 */
export type PermissionCheck = {
  readonly action: string;
  readonly shape: string;
  readonly rateLimitedAs?: RateLimitedCall;
  /** Questions that are alike in this are hardly ever answered differently. */
  readonly alike?: string;
} & (
  | { readonly ask: (writer: Writer) => Promise<unknown> }
  /** What cannot be asked, and why. */
  | { readonly ask: null; readonly because: string }
);

const TOKEN = 'pullpath-permission-check';

const QUESTIONS: StepTable<Plan, readonly PermissionCheck[]> = {
  'create-security-group': (_, { after }) => [question('CreateSecurityGroup', '', (w) => w.createSecurityGroup(after))],
  'delete-security-group': (_, { groupId }) => [
    question('DeleteSecurityGroup', '', (w) => w.deleteSecurityGroup(groupId)),
  ],
  'authorize-ingress': (_, { groupId, rules, tags }) => {
    const action = 'AuthorizeSecurityGroupIngress';
    if (typeof groupId !== 'string') return [unaskable(action, '', 'the security group does not exist yet')];
    return [question(action, '', (w) => w.authorizeIngress(groupId, rules, tags))];
  },
  'revoke-ingress': (_, { groupId, rules }) => [
    question('RevokeSecurityGroupIngress', '', (w) => w.revokeIngress(groupId, rules)),
  ],
  // A policy may allow some services and not others, so each is asked about.
  'create-interface-endpoint': (_, { after }) => {
    const endpoint = { ...after, groupIds: existing(after.groupIds), clientToken: TOKEN };
    const ask = (w: Writer) => w.createInterfaceEndpoint(endpoint);
    return [{ ...rateLimitedAs('CreateVpcEndpoint', after.service, ask), alike: 'interface endpoint' }];
  },
  'create-gateway-endpoint': (_, { after }) => {
    const ask = (w: Writer) => w.createGatewayEndpoint({ ...after, clientToken: TOKEN });
    return [{ ...rateLimitedAs('CreateVpcEndpoint', `${after.service} Gateway`, ask), alike: 'gateway endpoint' }];
  },
  'delete-endpoints': (_, { before }) => [
    rateLimitedAs('DeleteVpcEndpoints', '', (w) => w.deleteEndpoints(before.endpoints.map(({ id }) => id))),
  ],
  'modify-endpoint': (_, { endpointId, change, undo }) => {
    const modify = 'ModifyVpcEndpoint';
    if (Object.keys(undo).length === 0)
      return [rateLimitedAs(modify, changeShape(change), (w) => w.modifyEndpoint(endpointId, asked(change)))];
    return [
      question('CreateTags', 'foreign endpoint', (w) => w.createTags([endpointId], undo)),
      unaskable(modify, endpointId, `${endpointId} must get our tags first, and its permission may depend on them`),
    ];
  },
  'restore-endpoint': (_, { endpointId, change, dropTags }) => [
    ...(isEmptyUpdate(change)
      ? []
      : [
          rateLimitedAs('ModifyVpcEndpoint', `restore ${changeShape(change)}`, (w) =>
            w.modifyEndpoint(endpointId, asked(change)),
          ),
        ]),
    question('DeleteTags', 'foreign endpoint', (w) => w.deleteTags([endpointId], dropTags)),
  ],
  'await-endpoint': () => [],
  'modify-vpc-attribute': (_, { vpcId, undo }) => [
    ...(Object.keys(undo).length === 0 ? [] : [question('CreateTags', 'vpc', (w) => w.createTags([vpcId], undo))]),
    NO_DRY_RUN,
  ],
  'restore-vpc-attribute': (_, { vpcId, dropTags, before, after }) => [
    question('DeleteTags', 'vpc', (w) => w.deleteTags([vpcId], dropTags)),
    ...(before.value === after.value ? [] : [NO_DRY_RUN]),
  ],
  untag: (_, { resourceId, subject, dropTags }) => [
    question('DeleteTags', subject.type, (w) => w.deleteTags([resourceId], dropTags)),
  ],
  tag: (_, { resourceId, subject, after }) => [
    question('CreateTags', `own ${subject.type}`, (w) => w.createTags([resourceId], after)),
  ],
};

/** [aws-facts: dry-run] the one call of ours without a dry run. */
const NO_DRY_RUN = unaskable('ModifyVpcAttribute', '', 'EC2 offers no dry run of it');

/** Everything to ask before the plan is applied, in the order of its steps. */
export function permissionChecksOf(plan: Plan): PermissionCheck[] {
  return plan.steps.flatMap((step) => dispatch(QUESTIONS, plan, step));
}

function question(call: string, shape: string, ask: (writer: Writer) => Promise<unknown>): PermissionCheck {
  return { action: `ec2:${call}`, shape: `${call} ${shape}`, ask };
}

function rateLimitedAs(
  call: RateLimitedCall,
  shape: string,
  ask: (writer: Writer) => Promise<unknown>,
): PermissionCheck {
  return { ...question(call, shape, ask), rateLimitedAs: call };
}

function unaskable(call: string, shape: string, because: string): PermissionCheck {
  return { action: `ec2:${call}`, shape: `${call} ${shape} unasked`, ask: null, because };
}

function asked({ privateDns, ...lists }: EndpointUpdate): EndpointChange {
  return { ...lists, addGroupIds: existing(lists.addGroupIds), ...(privateDns === null ? {} : { privateDns }) };
}

/** AWS checks a change against each kind of thing that it attaches or takes off. */
function changeShape(change: EndpointUpdate): string {
  return Object.entries(change)
    .filter(([, value]) => value !== null && (!Array.isArray(value) || value.length > 0))
    .map(([name]) => name)
    .join(' ');
}

function existing(ids: readonly (string | { ref: string })[]): string[] {
  return ids.filter((id) => typeof id === 'string');
}
