import { ExitCode } from '../../errors.ts';
import { DOCUMENT_FORMATS, defineCommand } from '../line/define-command.ts';
import { ACCOUNT_FLAGS, CHANGING_EXIT_CODES, REPORT_FLAGS } from './shared.ts';

export const release = defineCommand({
  name: 'release',
  summary: "hand a stack over: remove pullpath's tags, and nothing else",
  about:
    'Removes the tags of pullpath from what a stack made and changed, so that Terraform, CloudFormation or people manage it\nfrom now on. Nothing else changes; rollback no longer finds the stack.',
  positionals: [],
  flags: [...ACCOUNT_FLAGS, 'vpc-id', 'stack', 'yes', 'check-permissions', 'timeout', ...REPORT_FLAGS, 'sandbox'],
  formats: DOCUMENT_FORMATS,
  exitCodes: { ...CHANGING_EXIT_CODES, [ExitCode.Partial]: 'partly released' },
  document: 'release',
  examples: [
    ['pullpath release --vpc-id vpc-0a1b2c3d4e5f60718', 'shows what is let go, and asks'],
    ['pullpath release --stack blue --yes', 'in a script'],
  ],
  suggestFor: ['handover', 'hand-over', 'detach', 'orphan', 'forget', 'untag'],
  load: async () => (await import('../commands/release.ts')).release,
});
