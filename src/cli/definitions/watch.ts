import { ExitCode } from '../../errors.ts';
import { DOCUMENT_FORMATS, defineCommand } from '../line/define-command.ts';
import { ACCOUNT_FLAGS, ONLINE_EXIT_CODES, REPORT_FLAGS } from './shared.ts';

export const watch = defineCommand({
  name: 'watch',
  summary:
    'follow an ECS service until a task has pulled its image: the proof by a real pull, or the next error explained',
  about:
    'Follows an ECS service until the pull of one of its tasks has begun and ended, or a task has failed to start.\nECS starts missing tasks by itself; --force-new-deployment makes it replace all of them.',
  positionals: [],
  flags: [...ACCOUNT_FLAGS, 'cluster', 'service', 'force-new-deployment', 'timeout', ...REPORT_FLAGS, 'sandbox'],
  formats: DOCUMENT_FORMATS,
  exitCodes: {
    ...ONLINE_EXIT_CODES,
    [ExitCode.Done]: 'proved: a task has pulled its image',
    [ExitCode.Failed]: 'failed: no answer, or the result could not be written',
    [ExitCode.Undecided]: 'undecided: no task pulled or failed in the time, or none will start',
    [ExitCode.NeedsPerson]: 'refused: ECS does not control the deployments of the service',
    [ExitCode.NotOpen]: 'not proved: a task failed to start',
  },
  document: 'watch',
  examples: [
    ['pullpath watch --cluster prod --service orders', 'waits for the next task'],
    ['pullpath watch --cluster prod --service orders --force-new-deployment', 'makes ECS replace all tasks'],
  ],
  suggestFor: ['follow', 'prove', 'wait', 'tail'],
  load: async () => (await import('../commands/watch.ts')).watch,
});
