import { ExitCode } from '../../errors.ts';
import { DOCUMENT_FORMATS, defineCommand } from '../line/define-command.ts';
import { ACCOUNT_FLAGS, CHANGING_EXIT_CODES, REPORT_FLAGS } from './shared.ts';

export const rollback = defineCommand({
  name: 'rollback',
  summary: "undo what the stack's tags record, and nothing else",
  about: 'Rolls a stack back by its tags only, from any machine: restores what was modified, deletes what was created.',
  positionals: [],
  flags: [
    ...ACCOUNT_FLAGS,
    'vpc-id',
    'stack',
    'yes',
    'modify-existing',
    'check-permissions',
    'timeout',
    ...REPORT_FLAGS,
    'sandbox',
  ],
  formats: DOCUMENT_FORMATS,
  exitCodes: { ...CHANGING_EXIT_CODES, [ExitCode.Partial]: 'partly rolled back' },
  document: 'rollback',
  examples: [
    ['pullpath rollback --vpc-id vpc-0a1b2c3d4e5f60718', 'shows what goes, and asks'],
    ['pullpath rollback --stack blue --yes', 'in a script'],
  ],
  suggestFor: ['destroy', 'delete', 'down', 'remove', 'revert', 'undo'],
  load: async () => (await import('../commands/rollback.ts')).rollback,
});
