import { DEFAULT_PLATFORM_VERSION, PLATFORM_VERSIONS } from '../facts/platform-version.ts';

/** How a flag reads on the command line; `list` may be repeated or comma-separated (see list-items.ts). */
export type FlagType = 'string' | 'number' | 'boolean' | 'list';

export type FlagGroup = 'Account:' | 'Targets:' | 'What to make:' | 'Consent:' | 'Audit:' | 'Output:' | 'Try it out:';

export interface Flag {
  readonly type: FlagType;
  readonly group: FlagGroup;
  readonly describe: string;
  readonly choices?: readonly string[];
  /** Only for the help: the value is applied when the options are complete, so that the wizard sees what was left open. */
  readonly standard?: string;
}

/**
 * Every flag once: yargs, the help, the completion and the suggestions all read this table. Negations (`--no-color`,
 * `--no-private-dns`) are yargs's own form of a boolean.
 */
export const FLAGS = {
  region: { type: 'string', group: 'Account:', describe: 'AWS region; else AWS_REGION or the profile decides' },
  profile: { type: 'string', group: 'Account:', describe: 'profile of the AWS configuration files' },
  'endpoint-url': { type: 'string', group: 'Account:', describe: 'send every request here instead of to AWS' },
  'role-arn': { type: 'list', group: 'Account:', describe: 'assume this role first; audit takes several' },
  'vpc-id': {
    type: 'string',
    group: 'Targets:',
    describe: 'the VPC; may be left out where only one has target subnets',
  },
  'subnet-ids': {
    type: 'list',
    group: 'Targets:',
    describe: 'target subnets',
    standard: 'every subnet with no way out',
  },
  'subnet-tag': {
    type: 'list',
    group: 'Targets:',
    describe: 'target subnets by tag, K=V; all must hold; \\, for a comma',
  },
  'route-table-ids': {
    type: 'list',
    group: 'Targets:',
    describe: 'tables for the S3 gateway',
    standard: "the targets' own",
  },
  'route-table-tag': {
    type: 'list',
    group: 'Targets:',
    describe: 'tables by tag, K=V; all must hold; \\, for a comma',
  },
  'platform-version': {
    type: 'string',
    group: 'Targets:',
    describe: 'Fargate platform version; 1.3.0 needs no ecr.api',
    choices: PLATFORM_VERSIONS,
    standard: DEFAULT_PLATFORM_VERSION,
  },
  with: {
    type: 'list',
    group: 'Targets:',
    describe: 'more services: logs, secretsmanager, ssm, ssmmessages, kms, sts, …',
  },
  'task-security-group-ids': {
    type: 'list',
    group: 'Targets:',
    describe: "the tasks' security groups, to judge them too",
  },
  ingress: {
    type: 'string',
    group: 'What to make:',
    describe: 'rules per target subnet: TCP 80, TCP 443, UDP 53 (guide) or TCP 443 alone (https)',
    choices: ['guide', 'https'],
    standard: 'guide',
  },
  admit: {
    type: 'string',
    group: 'What to make:',
    describe: 'who else is let in on TCP 443: all whose names flip (vpc), or nobody (targets)',
    choices: ['vpc', 'targets'],
    standard: 'vpc',
  },
  stack: {
    type: 'string',
    group: 'What to make:',
    describe: 'name of what is made, for rollback',
    standard: 'default',
  },
  'private-dns': {
    type: 'boolean',
    group: 'What to make:',
    describe: 'private DNS on the endpoints; --no-private-dns leaves the names public',
    standard: 'on',
  },
  azs: {
    type: 'number',
    group: 'What to make:',
    describe: 'at most this many zones per endpoint; fewer is cheaper',
    standard: "the targets' zones",
  },
  prices: { type: 'string', group: 'What to make:', describe: 'file with a price table of your own (JSON)' },
  yes: { type: 'boolean', group: 'Consent:', describe: 'answer the confirmation; widens nothing' },
  'modify-existing': {
    type: 'boolean',
    group: 'Consent:',
    describe: 'allow changes of what pullpath did not make',
  },
  'check-permissions': {
    type: 'boolean',
    group: 'Consent:',
    describe: 'ask AWS with DryRun whether the caller is permitted',
  },
  timeout: {
    type: 'number',
    group: 'Consent:',
    describe: 'seconds to wait for AWS; of an audit, for each region',
    standard: '600',
  },
  'all-vpcs': { type: 'boolean', group: 'Audit:', describe: 'every VPC that has target subnets' },
  regions: { type: 'list', group: 'Audit:', describe: 'these regions, or all' },
  'fail-on': {
    type: 'string',
    group: 'Audit:',
    describe: 'exit 2 from: a closed path, an undecided one too, or a risk too',
    choices: ['closed', 'unknown', 'risk'],
    standard: 'unknown',
  },
  'dry-run': { type: 'boolean', group: 'Output:', describe: 'the same as the plan command' },
  out: { type: 'string', group: 'Output:', describe: 'save the plan to this file' },
  'detailed-exitcode': {
    type: 'boolean',
    group: 'Output:',
    describe: 'exit 2 where the plan has changes or a refusal',
  },
  output: {
    type: 'string',
    group: 'Output:',
    describe: 'format of standard output',
    choices: ['text', 'json', 'jsonl', 'sarif', 'junit', 'markdown'],
    standard: 'text',
  },
  color: { type: 'boolean', group: 'Output:', describe: 'colours; --no-color and NO_COLOR take them off' },
  quiet: { type: 'boolean', group: 'Output:', describe: 'no progress, no hints: the result alone' },
  debug: { type: 'boolean', group: 'Output:', describe: 'every request with its duration and id, on standard error' },
  sandbox: {
    type: 'string',
    group: 'Try it out:',
    describe: 'run against a simulated account, no AWS needed: --sandbox [WORLD]',
    standard: 'guide',
  },
} as const satisfies Readonly<Record<string, Flag>>;

export type FlagName = keyof typeof FLAGS;

const ACCOUNT = ['region', 'profile', 'endpoint-url', 'role-arn'] as const satisfies readonly FlagName[];
/** What decides whether a path is open. */
const JUDGED = [
  'vpc-id',
  'subnet-ids',
  'subnet-tag',
  'platform-version',
  'with',
  'task-security-group-ids',
] as const satisfies readonly FlagName[];
const TARGETS = [...JUDGED, 'route-table-ids', 'route-table-tag'] as const satisfies readonly FlagName[];
const MAKING = [
  'ingress',
  'admit',
  'stack',
  'private-dns',
  'azs',
  'prices',
  'modify-existing',
  'check-permissions',
] as const satisfies readonly FlagName[];
const OUTPUT = ['output', 'color', 'quiet', 'debug'] as const satisfies readonly FlagName[];

/** Which flags each command takes; any other is an error there. */
export const COMMAND_FLAGS = {
  apply: [
    ...ACCOUNT,
    ...TARGETS,
    ...MAKING,
    'yes',
    'timeout',
    'dry-run',
    'out',
    'detailed-exitcode',
    ...OUTPUT,
    'sandbox',
  ],
  plan: [...ACCOUNT, ...TARGETS, ...MAKING, 'out', 'detailed-exitcode', 'timeout', ...OUTPUT, 'sandbox'],
  audit: [...ACCOUNT, ...JUDGED, 'all-vpcs', 'regions', 'fail-on', 'timeout', ...OUTPUT, 'sandbox'],
  rollback: [
    ...ACCOUNT,
    'vpc-id',
    'stack',
    'yes',
    'modify-existing',
    'check-permissions',
    'timeout',
    ...OUTPUT,
    'sandbox',
  ],
  explain: ['region', 'vpc-id', ...OUTPUT],
  'iam-policy': ['region', 'vpc-id', 'stack', 'with', 'modify-existing', ...OUTPUT],
  sandbox: OUTPUT,
  schema: OUTPUT,
  completion: OUTPUT,
} as const satisfies Readonly<Record<string, readonly FlagName[]>>;

export type CommandName = keyof typeof COMMAND_FLAGS;

const IN_AN_ACCOUNT = ['apply', 'plan', 'audit', 'rollback'] as const;

/** What goes with every command that reads an account. */
export const COMMON_FLAGS: readonly FlagName[] = (Object.keys(FLAGS) as FlagName[]).filter((name) =>
  IN_AN_ACCOUNT.every((command) => (COMMAND_FLAGS[command] as readonly FlagName[]).includes(name)),
);

/** The choices of a flag, as a command takes them; undefined where anything may stand. */
export function choicesOf(name: FlagName, command: CommandName): readonly string[] | undefined {
  const { choices }: Flag = FLAGS[name];
  // Some formats tell what an audit found, and nothing else.
  return name === 'output' && command !== 'audit' ? ['text', 'json', 'jsonl'] : choices;
}
