import { REGIONS } from '../../aws/regions.ts';
import { COMMAND_NAMES, COMMANDS, type CommandName } from '../command-table.ts';
import { canBeNegated, choicesOf, flagOf } from '../flag-lookup.ts';
import type { Candidates, Item, OfferName } from './offer.ts';
import { HELP, type Slot } from './slot.ts';

/** What only the machine or the account can tell. */
export interface Sources {
  readonly vpcIds: () => Promise<readonly Item[]>;
  readonly profiles: () => Promise<readonly Item[]>;
}

const words = (values: readonly string[]): Item[] => values.map((value) => ({ value, about: '' }));
const regions = REGIONS.map(({ name, description }) => ({ value: name, about: description }));

/** Where values are found; each loads what it takes when it is asked. */
const OFFERS: { readonly [Name in OfferName]: (sources: Sources) => Promise<Candidates> } = {
  documents: async () => words((await import('../../render/documents/schemas.ts')).DOCUMENT_NAMES),
  files: async () => 'files',
  findings: async () =>
    Object.values((await import('../../diagnose/catalogue/catalogue.ts')).CATALOGUE).map(({ code, title }) => ({
      value: code,
      about: title,
    })),
  modes: async () => words((await import('../../aws/calls.ts')).MODES),
  profiles: ({ profiles }) => profiles(),
  regions: async () => regions,
  regionsOrAll: async () => [{ value: 'all', about: 'every region of the account' }, ...regions],
  services: async () =>
    (await import('../wizard/extras.ts')).COMMON_EXTRAS.map(({ service, purpose }) => ({
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

const commands: Item[] = COMMAND_NAMES.map((name) => ({ value: name, about: COMMANDS[name].summary }));

/** What may stand in a slot. */
export async function candidatesFor(slot: Slot, sources: Sources): Promise<Candidates> {
  switch (slot.is) {
    case 'nothing':
      return [];
    case 'command':
      return [...commands, { value: HELP, about: 'how to use pullpath, or one of its commands' }];
    case 'flag':
      return flags(slot.command, slot.used);
    case 'value': {
      const choices = choicesOf(slot.of, COMMANDS[slot.command]);
      const { offers } = flagOf(slot.of);
      const found = choices !== undefined ? words(choices) : offers === undefined ? [] : await OFFERS[offers](sources);
      return found === 'files' ? found : found.filter(({ value }) => !slot.given.includes(value));
    }
    case 'positional':
      return slot.offers === 'commands' ? commands : OFFERS[slot.offers](sources);
  }
}

/** The flags that a command takes and that are not used up; lists may be repeated. */
function flags(command: CommandName | null, used: readonly string[]): Item[] {
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
