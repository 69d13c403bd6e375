import { EXPORT_MODULES } from '../../export/model.ts';
import type { SchemaKit } from './flag-types.ts';

/** What decides a plan. The lists of src/cli/definitions cannot be used: their type is made of these flags. */
const DECIDING = [
  'cluster',
  'service',
  'task',
  'task-definition',
  'subnet-ids',
  'subnet-tag',
  'platform-version',
  'for',
  'assign-public-ip',
  'with',
  'task-security-group-ids',
  'route-table-ids',
  'route-table-tag',
  'ingress',
  'admit',
  'private-dns',
  'azs',
  'modify-existing',
  'force-new-deployment',
];

/** Flags about what is exported, and as what. */
export const EXPORT_FLAGS = {
  existing: {
    type: 'boolean',
    schema: (z: SchemaKit) => z._default(z.boolean(), false),
    group: 'Output:',
    describe: 'the existing --stack, to be imported, instead of what a plan would create',
    isSettledByPlan: true,
    isPerRun: true,
    excludes: Object.fromEntries(
      DECIDING.map((name) => [name, 'an existing stack is exported as it is, and that flag is about a plan']),
    ),
  },
  module: {
    type: 'string',
    choices: EXPORT_MODULES,
    schema: (z: SchemaKit) => z.optional(z.enum(EXPORT_MODULES)),
    group: 'Output:',
    describe: 'terraform: a call of this module, where it can say it, instead of resources',
    suggestFor: ['modules'],
    isPerRun: true,
  },
} as const;
