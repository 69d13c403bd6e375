import { ExitCode } from '../../errors.ts';
import { DOCUMENT_FORMATS, defineCommand } from '../line/define-command.ts';
import {
  ACCOUNT_FLAGS,
  HUB_FLAGS,
  PENDING,
  PLAN_FLAGS,
  READING_EXIT_CODES,
  REPORT_FLAGS,
  TARGET_FLAGS,
  WORKLOAD_FLAGS,
} from './shared.ts';

export const plan = defineCommand({
  name: 'plan',
  summary: 'the steps that apply would take, with cost and side effects; changes nothing',
  about: 'Shows what apply would do, what it costs and its side effects. pullpath --dry-run is the same.',
  positionals: [],
  flags: [
    ...ACCOUNT_FLAGS,
    ...HUB_FLAGS,
    'from',
    ...WORKLOAD_FLAGS,
    ...TARGET_FLAGS,
    ...PLAN_FLAGS,
    'out',
    'force-new-deployment',
    'detailed-exitcode',
    'timeout',
    ...REPORT_FLAGS,
    'sandbox',
  ],
  formats: [...DOCUMENT_FORMATS, 'markdown'],
  exitCodes: {
    ...READING_EXIT_CODES,
    [ExitCode.Done]: 'printed',
    [ExitCode.ChangesPending]: `with --detailed-exitcode: ${PENDING}`,
    // Emulators do that; AWS never does.
    [ExitCode.Partial]: 'with --check-permissions: a dry run was carried out',
  },
  document: 'plan',
  examples: [
    ['pullpath plan --vpc-id vpc-0a1b2c3d4e5f60718 --out plan.json', 'save it, to be applied as it is'],
    ['pullpath plan --with logs,secretsmanager', 'more services than the image pull needs'],
  ],
  suggestFor: ['preview', 'diff', 'show'],
  load: async () => (await import('../commands/plan.ts')).plan,
});
