import { ExitCode } from '../../errors.ts';
import { DOCUMENT_FORMATS, defineCommand } from '../line/define-command.ts';
import { OFFLINE_EXIT_CODES, OUTPUT_FLAGS, REPORT_FLAGS } from './shared.ts';

export const explain = defineCommand({
  name: 'explain',
  summary: 'read an ECS error message, or a finding code, and name the cause and the next command; works offline',
  about: 'Reads an ECS or Fargate error message (the argument or standard input) or a finding code such as PP201.',
  positionals: [{ key: 'text', placeholder: '[TEXT]', completesFrom: 'findings' }],
  flags: ['region', 'vpc-id', 'from', ...REPORT_FLAGS],
  formats: DOCUMENT_FORMATS,
  exitCodes: { ...OFFLINE_EXIT_CODES, [ExitCode.Done]: 'explained, or said to be unknown' },
  document: 'explain',
  examples: [
    ['pullpath explain "ResourceInitializationError: unable to pull secrets or registry auth: …"', 'an error message'],
    ['aws ecs describe-tasks --tasks T --query "tasks[].stoppedReason" | pullpath explain', 'from a pipe'],
    [
      'pullpath explain --vpc-id vpc-0a1b2c3d "CannotPull…"',
      'a VPC that the message does not name, for the next command',
    ],
    ['pullpath explain PP201', 'a finding'],
  ],
  suggestFor: ['why'],
  load: async () => (await import('../commands/explain.ts')).explain,
});

export const iamPolicy = defineCommand({
  name: 'iam-policy',
  summary: 'the least IAM policy for audit, plan, apply, rollback or release; works offline',
  about: 'Prints the least IAM policy for MODE: audit, plan, apply, rollback or release.',
  positionals: [{ key: 'mode', placeholder: 'MODE', completesFrom: 'modes' }],
  flags: [
    'region',
    'vpc-id',
    'stack',
    'with',
    'with-ecs',
    'with-dns',
    'with-hubs',
    'force-new-deployment',
    'modify-existing',
    'compact',
    ...OUTPUT_FLAGS,
  ],
  formats: DOCUMENT_FORMATS,
  exitCodes: { ...OFFLINE_EXIT_CODES, [ExitCode.Done]: 'printed' },
  document: 'iam-policy',
  examples: [
    ['pullpath iam-policy rollback > policy.json', 'may only delete what pullpath created'],
    [
      'pullpath iam-policy apply --compact | split -l 1 - policy-',
      'a file for each policy of at most 2,048 characters; a managed policy takes 6,144, and all of a role together 10,240',
    ],
  ],
  suggestFor: ['policy', 'permissions', 'iam'],
  load: async () => (await import('../commands/iam-policy.ts')).iamPolicy,
});

export const sandbox = defineCommand({
  name: 'sandbox',
  summary: 'serve a simulated account on loopback until interrupted, and print what to export to use it',
  about:
    'Serves a simulated EC2 and STS on 127.0.0.1, with a named broken world, so that separate commands share one account.',
  positionals: [{ key: 'world', placeholder: '[WORLD]', completesFrom: 'worlds' }],
  flags: ['shell', ...OUTPUT_FLAGS],
  formats: DOCUMENT_FORMATS,
  exitCodes: { ...OFFLINE_EXIT_CODES, [ExitCode.Done]: 'ended', [ExitCode.Failed]: 'failed' },
  document: 'sandbox',
  examples: [
    ['pullpath sandbox two-vpcs', 'another world than guide'],
    ['pullpath sandbox --shell powershell', 'what to set, for PowerShell'],
  ],
  suggestFor: ['simulate', 'demo', 'local'],
  load: async () => (await import('../commands/sandbox.ts')).sandbox,
});

export const schema = defineCommand({
  name: 'schema',
  summary: "the JSON schema of a command's documents",
  about: 'Prints the JSON schema of what a command writes with --output json.',
  positionals: [{ key: 'document', placeholder: 'COMMAND', completesFrom: 'documents' }],
  flags: OUTPUT_FLAGS,
  formats: DOCUMENT_FORMATS,
  exitCodes: { ...OFFLINE_EXIT_CODES, [ExitCode.Done]: 'printed' },
  document: 'schema',
  examples: [['pullpath schema audit', '']],
  load: async () => (await import('../commands/schema.ts')).schema,
});

export const completion = defineCommand({
  name: 'completion',
  summary:
    'what a shell loads so that the tab key completes commands, flags and VPC ids; bash, zsh, fish or powershell',
  about:
    'Prints what bash, zsh, fish or PowerShell loads to complete pullpath on the tab key: commands, flags, their values, and the VPC ids of the account where credentials and a region are at hand and AWS answers at once.',
  positionals: [{ key: 'shellName', placeholder: 'SHELL', completesFrom: 'shells' }],
  flags: OUTPUT_FLAGS,
  formats: DOCUMENT_FORMATS,
  exitCodes: { ...OFFLINE_EXIT_CODES, [ExitCode.Done]: 'printed' },
  document: 'completion',
  examples: [
    ['eval "$(pullpath completion bash)"', 'in ~/.bashrc'],
    ['eval "$(pullpath completion zsh)"', 'in ~/.zshrc, after compinit'],
    ['pullpath completion fish > ~/.config/fish/completions/pullpath.fish', 'once'],
    ['pullpath completion powershell | Out-String | Invoke-Expression', 'in $PROFILE'],
  ],
  load: async () => (await import('../commands/completion.ts')).completion,
});
