import type { IamCondition } from './calls.ts';

/** What a policy is narrowed to. Left out: any region, account or VPC, and the services of a plain image pull. */
export interface PolicyScope {
  readonly partition: string;
  readonly region?: string | undefined;
  readonly account?: string | undefined;
  readonly vpcId?: string | undefined;
  /** Full service names, or suffixes such as `logs`. */
  readonly services?: readonly string[] | undefined;
  readonly stack: string;
  /** Also allow changes of what others made; each such thing is marked by a tag first. */
  readonly modifyExisting: boolean;
}

/** IAM's form: operator → key → values. */
export type PolicyCondition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** The tags that are the journal [architecture: tags]. A test holds them to those that a run really puts on. */
const MANAGED_BY = 'pullpath:managed-by';
const STACK = 'pullpath:stack';
const UNDO = 'pullpath:undo:*';

const SERVICES = ['ecr.api', 'ecr.dkr', 's3'];

function serviceNames({ services = SERVICES, region = '*' }: PolicyScope): string[] {
  // China and the isolated partitions prefix some names with their own domain, so the front stays open
  // [aws-facts: partitions].
  return services.map((name) => (/^(com|cn|eu|gov|uk)\..*\..*\./.test(name) ? name : `*.${region}.${name}`));
}

/** The condition keys behind each tie; EC2 knows a key on certain resource types only [aws-facts: iam-actions]. */
const CONDITIONS: {
  readonly [K in IamCondition]: (scope: PolicyScope, createActions: readonly string[]) => PolicyCondition;
} = {
  'request-tagged-ours': ({ stack }) => ({
    StringEquals: { [`aws:RequestTag/${MANAGED_BY}`]: 'pullpath', [`aws:RequestTag/${STACK}`]: stack },
  }),
  'resource-tagged-ours': ({ stack }) => ({
    StringEquals: { [`aws:ResourceTag/${MANAGED_BY}`]: 'pullpath', [`aws:ResourceTag/${STACK}`]: stack },
  }),
  'resource-tagged-with-stack': ({ stack }) => ({ StringEquals: { [`aws:ResourceTag/${STACK}`]: stack } }),
  // Never `managed-by`: a caller who can put that on a foreign resource could then delete it. ForAllValues by itself is
  // also true
  // of a request without any tag key.
  'only-stack-and-undo-tags': () => ({
    'ForAllValues:StringLike': { 'aws:TagKeys': [STACK, UNDO] },
    Null: { 'aws:TagKeys': 'false' },
  }),
  'only-our-tags': () => ({
    'ForAllValues:StringLike': { 'aws:TagKeys': ['pullpath:*'] },
    Null: { 'aws:TagKeys': 'false' },
  }),
  'while-creating': (_, createActions) => ({ StringEquals: { 'ec2:CreateAction': createActions } }),
  'needed-service': (scope) => ({
    StringEquals: { 'ec2:VpceServiceOwner': 'amazon' },
    StringLike: { 'ec2:VpceServiceName': serviceNames(scope) },
  }),
  // Route 53 takes both or neither; without a VPC or region there is nothing to narrow to.
  'for-vpc': ({ vpcId = '*', region = '*' }) =>
    vpcId === '*' && region === '*'
      ? {}
      : { 'ForAllValues:StringLike': { 'route53:VPCs': [`VPCId=${vpcId},VPCRegion=${region}`] } },
};

/** All ties' conditions together; `createActions` are the creating calls of the mode. */
export function conditionOf(
  conditions: readonly IamCondition[],
  scope: PolicyScope,
  createActions: readonly string[],
): PolicyCondition {
  const all: Record<string, Record<string, string | readonly string[]>> = {};
  for (const condition of conditions) {
    for (const [operator, keys] of Object.entries(CONDITIONS[condition](scope, createActions))) {
      all[operator] = { ...all[operator], ...keys };
    }
  }
  return all;
}
