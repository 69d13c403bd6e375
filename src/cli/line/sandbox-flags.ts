import { SHELL_SYNTAXES } from '../../remedy/shell-syntax.ts';
import type { SchemaKit } from './flag-types.ts';

/** Flags about the simulated account. */
export const SANDBOX_FLAGS = {
  sandbox: {
    type: 'string',
    schema: (z: SchemaKit) => z.optional(z.string()),
    group: 'Try it out:',
    describe: 'run against a simulated account, no AWS needed: --sandbox [WORLD]',
    default: 'guide',
    valueIfBare: 'guide',
    completesFrom: 'worlds',
    selectsAccount: true,
    excludes: {
      'endpoint-url': 'the simulated account is where the requests go',
      profile: 'the simulated account has credentials of its own',
    },
  },
  shell: {
    type: 'string',
    choices: SHELL_SYNTAXES,
    schema: (z: SchemaKit) => z.optional(z.enum(SHELL_SYNTAXES)),
    group: 'Try it out:',
    describe: 'print what to set for this kind of shell',
    default: 'the one in use',
  },
} as const;
