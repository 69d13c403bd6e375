import { apply } from '../definitions/apply.ts';
import { audit } from '../definitions/audit.ts';
import { exportCommand } from '../definitions/export.ts';
import { completion, explain, iamPolicy, sandbox, schema } from '../definitions/offline.ts';
import { plan } from '../definitions/plan.ts';
import { release } from '../definitions/release.ts';
import { rollback } from '../definitions/rollback.ts';
import { snapshot } from '../definitions/snapshot.ts';
import { status } from '../definitions/status.ts';
import { watch } from '../definitions/watch.ts';
import type { CommandDefinition } from './define-command.ts';

/** Every command, in the order of the help. */
const DEFINITIONS = [
  apply,
  audit,
  plan,
  rollback,
  release,
  status,
  watch,
  exportCommand,
  explain,
  snapshot,
  iamPolicy,
  sandbox,
  schema,
  completion,
] as const;

export type CommandName = (typeof DEFINITIONS)[number]['name'];

export const COMMANDS = Object.fromEntries(
  DEFINITIONS.map((definition): [string, CommandDefinition] => [definition.name, definition]),
) as {
  readonly [Name in CommandName]: CommandDefinition;
};

export const COMMAND_NAMES: readonly CommandName[] = DEFINITIONS.map(({ name }) => name);

export function isCommand(word: string | undefined): word is CommandName {
  return word !== undefined && Object.hasOwn(COMMANDS, word);
}

/** What stands behind the name, for a synopsis. */
export function synopsisOf({ name, positionals }: CommandDefinition): string {
  return [name, ...positionals.map(({ placeholder }) => placeholder)].join(' ');
}
