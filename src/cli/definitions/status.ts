import { ExitCode } from '../../errors.ts';
import { DOCUMENT_FORMATS, defineCommand } from '../line/define-command.ts';
import { ACCOUNT_FLAGS, OUTPUT_FLAGS, READING_EXIT_CODES } from './shared.ts';

export const status = defineCommand({
  name: 'status',
  summary: 'the stacks that exist: resources, age, monthly cost, path and use; changes nothing',
  about: 'Lists what pullpath has made in an account, by its tags, with advice on what looks unused.',
  positionals: [],
  flags: [...ACCOUNT_FLAGS, 'from', 'stack', 'all-stacks', 'regions', 'prices', 'timeout', ...OUTPUT_FLAGS, 'sandbox'],
  formats: DOCUMENT_FORMATS,
  exitCodes: { ...READING_EXIT_CODES, [ExitCode.Done]: 'listed' },
  document: 'status',
  examples: [
    ['pullpath status --all-stacks --regions all', 'everything of pullpath in the account'],
    ['pullpath status --stack blue', 'one stack'],
  ],
  suggestFor: ['list', 'ls', 'stacks', 'inventory'],
  load: async () => (await import('../commands/status.ts')).status,
});
