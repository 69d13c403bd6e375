import { ExitCode } from '../../errors.ts';
import { DOCUMENT_FORMATS, defineCommand } from '../line/define-command.ts';
import { ACCOUNT_FLAGS, OUTPUT_FLAGS, PLAN_FLAGS, READING_EXIT_CODES, TARGET_FLAGS, WORKLOAD_FLAGS } from './shared.ts';

export const exportCommand = defineCommand({
  name: 'export',
  summary: 'the plan, or an existing stack, as Terraform, CloudFormation or an AWS CLI script; changes nothing',
  about:
    'Writes what apply would make as code: from the same flags as plan, or from a saved PLAN, which needs no account. With --existing, an existing stack, with what is needed to import it. What a format cannot say stands in it as a comment, and on standard error.',
  positionals: [
    { key: 'exportFormat', placeholder: 'FORMAT', completesFrom: 'exportFormats' },
    { key: 'plan', placeholder: '[PLAN]', completesFrom: 'files' },
  ],
  flags: [
    'existing',
    'module',
    'out',
    ...ACCOUNT_FLAGS,
    'from',
    ...WORKLOAD_FLAGS,
    ...TARGET_FLAGS,
    ...PLAN_FLAGS.filter((name) => name !== 'check-permissions' && name !== 'prices'),
    'force-new-deployment',
    'timeout',
    ...OUTPUT_FLAGS,
    'sandbox',
  ],
  formats: DOCUMENT_FORMATS,
  exitCodes: {
    ...READING_EXIT_CODES,
    [ExitCode.Done]: 'written, or nothing to create',
    [ExitCode.NeedsPerson]: 'refused: apply would refuse the plan, or the module cannot make it',
  },
  document: 'export',
  examples: [
    ['pullpath export terraform --vpc-id vpc-0a1b2c3d4e5f60718 --out endpoints.tf', 'instead of apply'],
    ['pullpath export terraform --existing --out endpoints.tf', 'after apply: take it over with import blocks'],
    ['pullpath export terraform --module vpc-endpoints', "a call of terraform-aws-modules' module"],
    ['pullpath export cloudformation --existing --stack blue', 'a template and the list of what to import'],
    ['pullpath export aws-cli plan.json > open-path.sh', 'to be run elsewhere: no credentials needed here'],
  ],
  suggestFor: ['generate', 'codify', 'terraform', 'cloudformation', 'hcl', 'import', 'dump'],
  load: async () => (await import('../commands/export.ts')).exportPath,
});
