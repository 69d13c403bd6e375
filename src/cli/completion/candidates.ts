import { REGIONS } from '../../aws/regions.ts';
import { COMMANDS } from '../command-table.ts';
import { COMMAND_FLAGS, type CommandName, choicesOf, FLAGS, type Flag, type FlagName } from '../flags.ts';
import type { Item } from './item.ts';
import { HELP, type Slot } from './slot.ts';

/** What to offer: things, or the names of files, which the shell knows best. */
export type Candidates = readonly Item[] | 'files';

/** What only the machine or the account can tell. */
export interface Sources {
  readonly vpcIds: () => Promise<readonly Item[]>;
  readonly profiles: () => Promise<readonly Item[]>;
}

type Offer = (sources: Sources) => Promise<Candidates>;

const words = (values: readonly string[]): Item[] => values.map((value) => ({ value, about: '' }));
const regions = REGIONS.map(({ name, description }) => ({ value: name, about: description }));
const files: Offer = async () => 'files';
const worlds: Offer = async () => {
  const { worldNames, worlds: all } = await import('../../sandbox/index.ts');
  return worldNames.map((name) => ({ value: name, about: all[name].description }));
};

/** Values of flags that have no fixed choices; what is not here is for the user to know. */
const VALUES: Partial<Readonly<Record<FlagName, Offer>>> = {
  region: async () => regions,
  regions: async () => [{ value: 'all', about: 'every region of the account' }, ...regions],
  profile: ({ profiles }) => profiles(),
  'vpc-id': ({ vpcIds }) => vpcIds(),
  with: async () =>
    (await import('../wizard/extras.ts')).COMMON_EXTRAS.map(({ service, purpose }) => ({
      value: service,
      about: purpose,
    })),
  prices: files,
  out: files,
  sandbox: worlds,
};

const commands: Item[] = Object.entries(COMMANDS).map(([name, { describe }]) => ({ value: name, about: describe }));

/** Values of positional arguments, by command. */
const POSITIONALS: Readonly<Record<Extract<Slot, { is: 'positional' }>['command'], Offer>> = {
  help: async () => commands,
  apply: files,
  audit: async () => [],
  plan: async () => [],
  rollback: async () => [],
  explain: async () =>
    Object.values((await import('../../diagnose/catalogue/catalogue.ts')).CATALOGUE).map(({ code, title }) => ({
      value: code,
      about: title,
    })),
  'iam-policy': async () => words((await import('../../aws/calls.ts')).MODES),
  sandbox: worlds,
  schema: async () => words((await import('../../render/documents/schemas.ts')).DOCUMENT_NAMES),
  completion: async () => words((await import('./scripts.ts')).SHELLS),
};

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
      const choices = choicesOf(slot.of, slot.command);
      const found = choices === undefined ? ((await VALUES[slot.of]?.(sources)) ?? []) : words(choices);
      return found === 'files' ? found : found.filter(({ value }) => !slot.given.includes(value));
    }
    case 'positional':
      return POSITIONALS[slot.command](sources);
  }
}

/** The flags that a command takes and that are not used up; lists may be repeated. */
function flags(command: CommandName | null, used: readonly string[]): Item[] {
  const own: readonly FlagName[] = COMMAND_FLAGS[command ?? 'apply'];
  const offered = own.flatMap((name) => {
    const flag: Flag = FLAGS[name];
    if (flag.type !== 'list' && (used.includes(name) || used.includes(`no-${name}`))) return [];
    const item = { value: `--${name}`, about: flag.describe };
    // What is on by itself is only ever taken off.
    const off = { value: `--no-${name}`, about: flag.describe };
    if (flag.type !== 'boolean') return [item];
    return name === 'color' ? [item, off] : flag.standard === 'on' ? [off] : [item];
  });
  const always = [
    { value: '--help', about: 'how to use it' },
    ...(command === null ? [{ value: '--version', about: 'the version' }] : []),
  ];
  return [...offered, ...always.filter(({ value }) => !used.includes(value.slice(2)))];
}
