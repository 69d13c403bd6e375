import { REGIONS } from '../../aws/account/regions.ts';
import { COMMAND_NAMES, COMMANDS, type CommandName } from '../line/command-table.ts';
import { allowedValuesOf, canBeNegated, flagOf } from '../line/flag-lookup.ts';
import type { Candidates, CompletionItem, CompletionSource } from './completion-source.ts';
import { type CompletionTarget, HELP } from './completion-target.ts';

/** What only the machine or the account can tell. */
export interface Sources {
  readonly vpcIds: () => Promise<readonly CompletionItem[]>;
  readonly profiles: () => Promise<readonly CompletionItem[]>;
}

const words = (values: readonly string[]): CompletionItem[] => values.map((value) => ({ value, about: '' }));
const regions = REGIONS.map(({ name, description }) => ({ value: name, about: description }));

/** Where values are found; each loads what it takes when it is asked. */
const OFFERS: { readonly [Name in CompletionSource]: (sources: Sources) => Promise<Candidates> } = {
  documents: async () => words((await import('../../render/documents/schemas.ts')).DOCUMENT_NAMES),
  exportFormats: async () => words((await import('../../export/model.ts')).EXPORT_FORMATS),
  files: async () => 'files',
  findings: async () =>
    Object.values((await import('../../diagnose/catalogue/catalogue.ts')).CATALOGUE).map(({ code, title }) => ({
      value: code,
      about: title,
    })),
  modes: async () => words((await import('../../aws/iam/calls.ts')).MODES),
  profiles: ({ profiles }) => profiles(),
  regions: async () => regions,
  regionsOrAll: async () => [{ value: 'all', about: 'every region of the account' }, ...regions],
  services: async () =>
    (await import('../wizard/questions/common-extras.ts')).COMMON_EXTRAS.map(({ service, purpose }) => ({
      value: service,
      about: purpose,
    })),
  shells: async () => words((await import('./scripts.ts')).SHELLS),
  vpcIds: ({ vpcIds }) => vpcIds(),
  worlds: async () => {
    const { worldNames, worlds } = await import('../../sandbox/index.ts');
    return worldNames.map((name) => ({ value: name, about: worlds[name].description }));
  },
};

const commands: CompletionItem[] = COMMAND_NAMES.map((name) => ({ value: name, about: COMMANDS[name].summary }));

/** What may stand in a slot. */
export async function candidatesFor(target: CompletionTarget, sources: Sources): Promise<Candidates> {
  switch (target.is) {
    case 'nothing':
      return [];
    case 'command':
      return [...commands, { value: HELP, about: 'how to use pullpath, or one of its commands' }];
    case 'flag':
      return flags(target.command, target.used);
    case 'value': {
      const choices = allowedValuesOf(target.of, COMMANDS[target.command]);
      const { completesFrom } = flagOf(target.of);
      const found =
        choices !== undefined
          ? words(choices)
          : completesFrom === undefined
            ? []
            : await OFFERS[completesFrom](sources);
      return found === 'files' ? found : found.filter(({ value }) => !target.given.includes(value));
    }
    case 'positional':
      return target.completesFrom === 'commands' ? commands : OFFERS[target.completesFrom](sources);
  }
}

/** The flags that a command takes and that are not used up; lists may be repeated. */
function flags(command: CommandName | null, used: readonly string[]): CompletionItem[] {
  const offered = COMMANDS[command ?? 'apply'].flags.flatMap((name) => {
    const { type, describe, isOnByDefault } = flagOf(name);
    if (type !== 'list' && (used.includes(name) || used.includes(`no-${name}`))) return [];
    const item = { value: `--${name}`, about: describe };
    // What is on by itself is only ever taken off.
    const off = { value: `--no-${name}`, about: describe };
    if (isOnByDefault) return [off];
    return type !== 'boolean' && canBeNegated(name) ? [item, off] : [item];
  });
  const always = [
    { value: '--help', about: 'how to use it' },
    ...(command === null ? [{ value: '--version', about: 'the version' }] : []),
  ];
  return [...offered, ...always.filter(({ value }) => !used.includes(value.slice(2)))];
}
