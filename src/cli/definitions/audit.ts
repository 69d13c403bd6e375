import { ExitCode } from '../../errors.ts';
import { DOCUMENT_FORMATS, defineCommand } from '../line/define-command.ts';
import {
  ACCOUNT_FLAGS,
  HUB_FLAGS,
  OPENNESS,
  PATH_FLAGS,
  READING_EXIT_CODES,
  REPORT_FLAGS,
  WORKLOAD_FLAGS,
} from './shared.ts';

export const audit = defineCommand({
  name: 'audit',
  summary: 'is the path open for every target subnet, and if not, at which hop and why; changes nothing',
  about: 'Judges every hop of the pull path of every target subnet: open, closed or unknown, with evidence and remedy.',
  positionals: [],
  flags: [
    ...ACCOUNT_FLAGS,
    ...HUB_FLAGS,
    'from',
    ...WORKLOAD_FLAGS,
    'all-services',
    ...PATH_FLAGS,
    'all-vpcs',
    'regions',
    'fail-on',
    'timeout',
    ...REPORT_FLAGS,
    'sandbox',
  ],
  formats: [...DOCUMENT_FORMATS, 'sarif', 'junit', 'markdown'],
  exitCodes: {
    ...READING_EXIT_CODES,
    [ExitCode.Done]: 'open',
    [ExitCode.Closed]: `${OPENNESS} (see --fail-on)`,
  },
  document: 'audit',
  examples: [
    ['pullpath audit --cluster prod --service orders', 'the service that cannot pull'],
    ['pullpath audit --region eu-west-1', 'the only VPC with target subnets'],
    ['pullpath audit --regions all --output sarif', 'every VPC with target subnets, for a pipeline'],
    ['pullpath audit --all-vpcs --role-arn ARN --role-arn ARN', 'in several accounts'],
    ['pullpath audit --sandbox', 'on a simulated account'],
  ],
  suggestFor: ['check', 'diagnose', 'doctor', 'test', 'scan', 'verify'],
  load: async () => (await import('../commands/audit.ts')).audit,
});
