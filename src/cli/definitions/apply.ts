import { ExitCode } from '../../errors.ts';
import { DOCUMENT_FORMATS, defineCommand } from '../line/define-command.ts';
import {
  ACCOUNT_FLAGS,
  CHANGING_EXIT_CODES,
  HUB_FLAGS,
  PENDING,
  PLAN_FLAGS,
  REPORT_FLAGS,
  TARGET_FLAGS,
  WORKLOAD_FLAGS,
} from './shared.ts';

export const apply = defineCommand({
  name: 'apply',
  summary: 'open the path: discover, diagnose, plan, ask, apply, verify (the default command)',
  about:
    'Opens the path for the target subnets: a security group, the interface endpoints, the S3 gateway endpoint.\nIn a terminal, a wizard asks for what the flags leave open. With PLAN, applies that saved plan and nothing else.',
  positionals: [{ key: 'plan', placeholder: '[PLAN]', completesFrom: 'files' }],
  flags: [
    ...ACCOUNT_FLAGS,
    ...HUB_FLAGS,
    ...WORKLOAD_FLAGS,
    ...TARGET_FLAGS,
    ...PLAN_FLAGS,
    'yes',
    'timeout',
    'watch',
    'force-new-deployment',
    'dry-run',
    'out',
    'detailed-exitcode',
    ...REPORT_FLAGS,
    'sandbox',
  ],
  formats: DOCUMENT_FORMATS,
  exitCodes: {
    ...CHANGING_EXIT_CODES,
    [ExitCode.ChangesPending]: `with --dry-run --detailed-exitcode: ${PENDING}; with --watch: no task pulled in the time`,
    [ExitCode.Partial]: 'partly applied',
    [ExitCode.NotOpen]: 'applied, but the path is still not open; with --watch: a task failed to start',
    [ExitCode.StalePlan]: 'the saved plan is stale or already used',
  },
  document: 'apply',
  examples: [
    ['pullpath', 'the wizard'],
    ['pullpath apply --cluster prod --service orders', 'what that service needs'],
    ['pullpath apply --cluster prod --service orders --watch', 'and then follow it until a task has pulled'],
    ['pullpath apply --vpc-id vpc-0a1b2c3d4e5f60718 --yes', 'in a script'],
    ['pullpath apply --sandbox --yes', 'on a simulated account'],
    ['pullpath apply plan.json', 'a plan saved by pullpath plan --out plan.json'],
  ],
  suggestFor: ['up', 'create', 'deploy', 'fix', 'open', 'run'],
  load: async () => (await import('../commands/apply.ts')).apply,
});
