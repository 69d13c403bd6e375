import { ExitCode } from '../../errors.ts';
import { DOCUMENT_FORMATS, defineCommand } from '../line/define-command.ts';
import { ACCOUNT_FLAGS, OUTPUT_FLAGS, READING_EXIT_CODES, WORKLOAD_FLAGS } from './shared.ts';

export const snapshot = defineCommand({
  name: 'snapshot',
  summary: 'save what was read as a file that audit, plan and explain read with --from; changes nothing',
  about:
    'Saves a region, or one VPC of it, as a file from which audit, plan and explain give the same answers without\ncredentials and without a network. Of ECS it has what is named. Environment variables of containers are never in it.',
  positionals: [],
  flags: [
    ...ACCOUNT_FLAGS,
    'from',
    ...WORKLOAD_FLAGS,
    'all-services',
    'vpc-id',
    'out',
    'redact',
    'script',
    'timeout',
    ...OUTPUT_FLAGS,
    'sandbox',
  ],
  formats: DOCUMENT_FORMATS,
  exitCodes: { ...READING_EXIT_CODES, [ExitCode.Done]: 'written; what could not be read is named' },
  document: 'snapshot',
  examples: [
    ['pullpath snapshot --out snapshot.jsonl', 'the whole region'],
    ['pullpath snapshot --cluster prod --service orders --out snapshot.jsonl', 'with what ECS tells of a service'],
    ['pullpath snapshot --redact --out snapshot.jsonl', 'for a bug report'],
    ['pullpath audit --from snapshot.jsonl', 'reads it back'],
    ['pullpath snapshot --script > collect.sh', 'where pullpath must not have credentials'],
  ],
  suggestFor: ['record', 'save', 'capture', 'collect'],
  load: async () => (await import('../commands/snapshot.ts')).snapshot,
});
