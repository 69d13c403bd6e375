import type { CommandName } from './flags.ts';

export interface CommandEntry {
  readonly synopsis: string;
  readonly describe: string;
  readonly about: string;
  /** Names under which the positional arguments reach the options, in order. */
  readonly positionals: readonly string[];
  readonly examples: readonly (readonly [string, string])[];
}

/** What the help says of each command; the flags are in flags.ts, the exit codes in exit-codes.ts. */
export const COMMANDS: { readonly [K in CommandName]: CommandEntry } = {
  apply: {
    synopsis: '[PLAN]',
    describe: 'open the path: discover, diagnose, plan, ask, apply, verify (the default command)',
    about:
      'Opens the path for the target subnets: a security group, the interface endpoints, the S3 gateway endpoint.\nIn a terminal, a wizard asks for what the flags leave open. With PLAN, applies that saved plan and nothing else.',
    positionals: ['plan'],
    examples: [
      ['pullpath', 'the wizard'],
      ['pullpath apply --vpc-id vpc-0a1b2c3d4e5f60718 --yes', 'in a script'],
      ['pullpath apply --sandbox --yes', 'on a simulated account'],
      ['pullpath apply plan.json', 'a plan saved by pullpath plan --out plan.json'],
    ],
  },
  audit: {
    synopsis: '',
    describe: 'is the path open for every target subnet, and if not, at which hop and why; changes nothing',
    about:
      'Judges every hop of the pull path of every target subnet: open, closed or unknown, with evidence and remedy.',
    positionals: [],
    examples: [
      ['pullpath audit --region eu-west-1', 'the only VPC with target subnets'],
      ['pullpath audit --regions all --output sarif', 'every VPC with target subnets, for a pipeline'],
      ['pullpath audit --all-vpcs --role-arn ARN --role-arn ARN', 'in several accounts'],
      ['pullpath audit --sandbox', 'on a simulated account'],
    ],
  },
  plan: {
    synopsis: '',
    describe: 'the steps that apply would take, with cost and side effects; changes nothing',
    about: 'Shows what apply would do, what it costs and whom else it touches. pullpath --dry-run is the same.',
    positionals: [],
    examples: [
      ['pullpath plan --vpc-id vpc-0a1b2c3d4e5f60718 --out plan.json', 'save it, to be applied as it is'],
      ['pullpath plan --with logs,secretsmanager', 'more services than the image pull needs'],
    ],
  },
  rollback: {
    synopsis: '',
    describe: "undo what the stack's tags record, and nothing else",
    about:
      'Takes a stack back by its tags alone, from any machine: puts back what was modified, deletes what was created.',
    positionals: [],
    examples: [
      ['pullpath rollback --vpc-id vpc-0a1b2c3d4e5f60718', 'shows what goes, and asks'],
      ['pullpath rollback --stack blue --yes', 'in a script'],
    ],
  },
  explain: {
    synopsis: '[TEXT]',
    describe: 'read an ECS error message, or a finding code, and name the cause and the next command; works offline',
    about: 'Reads an ECS or Fargate error message (the argument or standard input) or a finding code such as PP201.',
    positionals: ['text'],
    examples: [
      [
        'pullpath explain "ResourceInitializationError: unable to pull secrets or registry auth: …"',
        'an error message',
      ],
      ['aws ecs describe-tasks --tasks T --query "tasks[].stoppedReason" | pullpath explain', 'from a pipe'],
      [
        'pullpath explain --vpc-id vpc-0a1b2c3d "CannotPull…"',
        'a VPC that the message does not name, for the next command',
      ],
      ['pullpath explain PP201', 'a finding'],
    ],
  },
  'iam-policy': {
    synopsis: 'MODE',
    describe: 'the least IAM policy for audit, plan, apply or rollback; works offline',
    about: 'Prints the least IAM policy for MODE: audit, plan, apply or rollback.',
    positionals: ['mode'],
    examples: [['pullpath iam-policy rollback > policy.json', 'may delete only what pullpath made']],
  },
  sandbox: {
    synopsis: '[WORLD]',
    describe: 'serve a simulated account on loopback until interrupted, and print what to export to use it',
    about:
      'Serves a simulated EC2 and STS on 127.0.0.1, with a named broken world, so that separate commands share one account.',
    positionals: ['world'],
    examples: [['pullpath sandbox two-vpcs', 'another world than guide']],
  },
  schema: {
    synopsis: 'COMMAND',
    describe: "the JSON schema of a command's documents",
    about: 'Prints the JSON schema of what a command writes with --output json.',
    positionals: ['mode'],
    examples: [['pullpath schema audit', '']],
  },
  completion: {
    synopsis: 'SHELL',
    describe: 'what a shell loads so that the tab key completes commands, flags and VPC ids; bash, zsh or fish',
    about:
      'Prints what bash, zsh or fish loads to complete pullpath on the tab key: commands, flags, their values, and the VPC ids of the account where credentials and a region are at hand and AWS answers at once.',
    positionals: ['mode'],
    examples: [
      ['source <(pullpath completion bash)', 'in ~/.bashrc'],
      ['source <(pullpath completion zsh)', 'in ~/.zshrc, after compinit'],
      ['pullpath completion fish > ~/.config/fish/completions/pullpath.fish', 'once'],
    ],
  },
};
