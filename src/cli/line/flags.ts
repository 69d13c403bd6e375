import { DEFAULT_PLATFORM_VERSION, PLATFORM_VERSIONS } from '../../facts/platform-version.ts';
import { AUDIT_FLAGS } from './audit-flags.ts';
import { EXPORT_FLAGS } from './export-flags.ts';
import type { Flag } from './flag.ts';
import {
  anyIdsOf,
  COUNT,
  idOf,
  idsOf,
  like,
  oneOf,
  REPORTS,
  region,
  SWITCH,
  secondsOr,
  TAGS,
  TEXT,
} from './flag-types.ts';
import { SANDBOX_FLAGS } from './sandbox-flags.ts';
import { SNAPSHOT_FLAGS } from './snapshot-flags.ts';
import { WORKLOAD_FLAGS } from './workload-flags.ts';

/** Every flag, once. Which command takes it, the command says (`definitions/`). */
export const FLAGS = {
  region: {
    type: 'string',
    schema: (z) => z.optional(region(z)),
    group: 'Account:',
    describe: 'AWS region; else AWS_REGION or the profile decides',
    completesFrom: 'regions',
    isSettledByPlan: true,
  },
  profile: {
    ...TEXT,
    group: 'Account:',
    describe: 'profile of the AWS configuration files',
    completesFrom: 'profiles',
    selectsAccount: true,
  },
  'endpoint-url': {
    type: 'string',
    schema: (z) =>
      z.optional(
        z.url({ protocol: /^https?$/, error: ({ input }) => `${shownAddress(input)} isn’t an http or https URL` }),
      ),
    group: 'Account:',
    describe: 'send every request here instead of to AWS',
    selectsAccount: true,
  },
  'role-arn': {
    type: 'list',
    schema: (z) =>
      z._default(
        z.array(
          like(z, /^arn:[\w-]+:iam::\d{12}:role\/.+$/, 'a role ARN looks like arn:aws:iam::111122223333:role/NAME'),
        ),
        [],
      ),
    group: 'Account:',
    describe: 'assume this role first; audit takes several',
    asksAboutSeveral: (roles) => [roles ?? []].flat().length > 1,
    selectsAccount: true,
  },
  ...SNAPSHOT_FLAGS,
  'hub-role-arn': {
    type: 'list',
    schema: (z) =>
      z._default(
        z.array(
          like(z, /^arn:[\w-]+:iam::\d{12}:role\/.+$/, 'a role ARN looks like arn:aws:iam::111122223333:role/NAME'),
        ),
        [],
      ),
    group: 'Account:',
    describe: 'assume this role to read endpoints of a hub and the way to them; repeatable',
    selectsAccount: true,
  },
  ...WORKLOAD_FLAGS,
  'vpc-id': {
    ...idOf('vpc', 'VPC'),
    group: 'Targets:',
    describe: 'the VPC; may be left out where only one has target subnets',
    completesFrom: 'vpcIds',
    suggestFor: ['vpc', 'vpcid', 'vpc-ids'],
    isSettledByPlan: true,
    isAboutOneVpc: true,
  },
  'subnet-ids': {
    ...idsOf('subnet', 'subnet'),
    group: 'Targets:',
    describe: 'target subnets',
    default: 'every isolated subnet',
    suggestFor: ['subnet', 'subnets', 'subnet-id'],
    isSettledByPlan: true,
    isAboutOneVpc: true,
    excludes: { 'subnet-tag': 'choose subnets by id or by tag' },
  },
  'subnet-tag': {
    ...TAGS,
    group: 'Targets:',
    describe: 'target subnets by tag, K=V; all must match; escape commas as \\,',
    suggestFor: ['subnet-tags'],
    isSettledByPlan: true,
  },
  'route-table-ids': {
    ...idsOf('rtb', 'route table'),
    group: 'Targets:',
    describe: 'tables for the S3 gateway',
    default: "the targets' own",
    suggestFor: ['route-table', 'route-tables', 'route-table-id'],
    isSettledByPlan: true,
    excludes: { 'route-table-tag': 'choose tables by id or by tag' },
  },
  'route-table-tag': {
    ...TAGS,
    group: 'Targets:',
    describe: 'tables by tag, K=V; all must match; escape commas as \\,',
    suggestFor: ['route-table-tags'],
    isSettledByPlan: true,
  },
  'platform-version': {
    type: 'string',
    schema: (z) => z.optional(z.PlatformVersion),
    group: 'Targets:',
    describe: 'Fargate platform version; 1.3.0 needs no ecr.api',
    choices: PLATFORM_VERSIONS,
    default: DEFAULT_PLATFORM_VERSION,
    isSettledByPlan: true,
  },
  with: {
    type: 'list',
    schema: (z) =>
      z.optional(
        z.array(
          like(z, /^[a-z][a-z0-9.-]*$/, (text) => `${text} isn’t a service name (expected secretsmanager or the like)`),
        ),
      ),
    group: 'Targets:',
    describe: 'more services: logs, secretsmanager, ssm, ssmmessages, kms, sts, …',
    completesFrom: 'services',
    suggestFor: ['services', 'endpoints'],
    isSettledByPlan: true,
  },
  'task-security-group-ids': {
    ...anyIdsOf('sg', 'security group'),
    group: 'Targets:',
    describe: "the tasks' security groups, to judge them too",
    suggestFor: ['security-groups', 'security-group-ids', 'task-security-groups'],
    isSettledByPlan: true,
    isAboutOneVpc: true,
  },
  ingress: {
    type: 'string',
    schema: (z) => z.optional(z.IngressProfile),
    group: 'Create:',
    describe: 'rules per target subnet: TCP 80, TCP 443, UDP 53 (guide) or only TCP 443 (https)',
    choices: ['guide', 'https'],
    default: 'guide',
    isSettledByPlan: true,
  },
  admit: {
    type: 'string',
    schema: (z) => z._default(z.Admit, 'vpc'),
    group: 'Create:',
    describe: 'also allow TCP 443 from other subnets that will use the endpoints (vpc), or only from targets (targets)',
    choices: ['vpc', 'targets'],
    default: 'vpc',
    isSettledByPlan: true,
  },
  stack: {
    type: 'string',
    schema: (z) => z._default(z.StackName, 'default'),
    group: 'Create:',
    describe: 'name of the stack, for rollback',
    default: 'default',
    suggestFor: ['stack-name'],
    isSettledByPlan: true,
  },
  'private-dns': {
    type: 'boolean',
    schema: (z) => z._default(z.boolean(), true),
    group: 'Create:',
    describe: 'private DNS on the endpoints; --no-private-dns leaves the names public',
    default: 'on',
    isOnByDefault: true,
    isSettledByPlan: true,
  },
  azs: {
    ...COUNT,
    group: 'Create:',
    describe: 'at most this many zones per endpoint; fewer is cheaper',
    default: "the targets' zones",
    suggestFor: ['zones', 'availability-zones'],
    isSettledByPlan: true,
  },
  prices: {
    ...TEXT,
    group: 'Create:',
    describe: 'file with a price table of your own (JSON)',
    completesFrom: 'files',
  },
  yes: {
    ...SWITCH,
    group: 'Consent:',
    describe: 'skip the confirmation prompt; allows nothing else',
    short: 'y',
    suggestFor: ['auto-approve', 'force', 'no-confirm', 'assume-yes', 'non-interactive'],
  },
  'modify-existing': {
    ...SWITCH,
    group: 'Consent:',
    describe: 'allow changes to resources pullpath didn’t create',
    isSettledByPlan: true,
  },
  'check-permissions': {
    ...SWITCH,
    group: 'Consent:',
    describe: 'check the caller’s permissions with DryRun',
  },
  timeout: {
    ...secondsOr(600),
    group: 'Consent:',
    describe: 'seconds for the whole run; for audit, for each region',
  },
  ...AUDIT_FLAGS,
  'dry-run': {
    ...SWITCH,
    group: 'Output:',
    describe: 'the same as the plan command',
    isSettledByPlan: true,
    isPerRun: true,
  },
  out: {
    ...TEXT,
    group: 'Output:',
    describe: 'write it to this file: the plan, the export, the snapshot',
    completesFrom: 'files',
    onlyWith: 'dry-run',
    isPerRun: true,
  },
  compact: {
    ...SWITCH,
    group: 'Output:',
    describe: 'the policy on one line, or on several: one policy a line, each of at most 2,048 characters',
    isPerRun: true,
  },
  'detailed-exitcode': {
    ...SWITCH,
    group: 'Output:',
    describe: 'exit 2 if the plan has changes or is blocked',
    suggestFor: ['detailed-exit-code'],
    onlyWith: 'dry-run',
    isPerRun: true,
  },
  output: {
    ...oneOf(['text', 'json', 'jsonl', 'sarif', 'junit', 'markdown'], 'text'),
    group: 'Output:',
    describe: 'format of standard output',
    short: 'o',
    suggestFor: ['format'],
    isPerRun: true,
  },
  report: REPORTS,
  color: {
    type: 'string',
    schema: (z) => z.optional(z.enum(['on', 'off', 'auto'])),
    group: 'Output:',
    describe: 'colors; off with --no-color or NO_COLOR',
    choices: ['on', 'off', 'auto'],
    default: 'auto',
    valueIfBare: 'on',
    describeNegated: 'off',
    suggestFor: ['colour'],
    isPerRun: true,
  },
  quiet: {
    ...SWITCH,
    group: 'Output:',
    describe: 'print the verdict line only, without progress or hints',
    short: 'q',
    suggestFor: ['silent'],
    isPerRun: true,
  },
  verbose: { ...SWITCH, group: 'Output:', describe: 'show every detail', short: 'v', isPerRun: true },
  debug: {
    ...SWITCH,
    group: 'Output:',
    describe: 'every request with its duration and id, on standard error',
    isPerRun: true,
  },
  ...EXPORT_FLAGS,
  ...SANDBOX_FLAGS,
} as const satisfies Readonly<Record<string, Flag>>;

export type FlagName = keyof typeof FLAGS;

/** What may hold a password is not shown. */
function shownAddress(input: unknown): string {
  return /[@?#]/.test(String(input)) ? 'this' : String(input);
}
