import { type CommandReference, type CommandWord, isPullpath, placeholder, withWords } from '../../remedy/command.ts';
import { mergeRemedies, type Remedy, withCommands, withSentences } from '../../remedy/remedy.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

/** In a command: the subnets that a finding concerns. */
export const SUBNETS = '{subnets}';

/** What a finding tells to do: the remedy, which ends with a command wherever a person must act. */
export function remedyOf(
  { remedy, command, fixedBy }: CatalogueEntry,
  values: Readonly<Record<string, string>>,
): Remedy {
  const whole = fixedBy === null && command !== undefined ? mergeRemedies([remedy, [command]]) : remedy;
  const fill = (text: string) => filled(text, values);
  return withCommands(
    withSentences(whole, (text) => filledSentence(text, values)),
    (each) => named(withWords(each, fill)),
  );
}

/** A sentence with its values. Only what the template itself puts between backticks is code: a value has none to offer. */
export function filledSentence(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(VALUE_NAMES, (name, key: string) => values[key]?.replaceAll('`', "'") ?? name);
}

function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(VALUE_NAMES, (name, key: string) => values[key] ?? name);
}

/** What the page of an entry tells to do: nothing is known, so whatever a finding fills in is left to the reader. */
export interface PageRemedy {
  readonly remedy: Remedy;
  /** Null where there is none. */
  readonly command: CommandReference | null;
}

export function pageRemedy({ remedy, command }: CatalogueEntry): PageRemedy {
  return {
    remedy: withCommands(withSentences(remedy, blanked), toFillIn),
    command: command === undefined ? null : toFillIn(command),
  };
}

/** `{vpc}`, which a finding fills in, as `<vpc>`. */
export function blanked(template: string): string {
  return template.replace(VALUE_NAMES, '<$1>');
}

const VALUE_NAMES = /\{(\w+)\}/g;

function toFillIn(command: CommandReference): CommandReference {
  const left = named(withWords(command, asBlank));
  if (!isPullpath(left)) return { ...left, flags: { region: placeholder('<region>'), ...left.flags } };
  if (left.command === 'iam-policy') return left;
  // Private DNS is on where nothing is said of it.
  const { privateDns: _, ...options } = left.options ?? {};
  return { ...left, options: { region: placeholder('<region>'), ...options } };
}

/** A word that holds more than what is left to the reader stays a word of its own, which is quoted as one. */
function asBlank(text: string): CommandWord {
  return /^\{\w+\}$/.test(text) ? placeholder(blanked(text)) : blanked(text);
}

/** A flag that a finding names comes with its dashes. */
function named(command: CommandReference): CommandReference {
  if (isPullpath(command)) return command;
  const flags = Object.entries(command.flags ?? {}).map(([name, value]) => [name.replace(/^--/, ''), value]);
  return { ...command, flags: Object.fromEntries(flags) };
}

/** The remedy with the subnets that a finding concerns, where a command asks for them. */
export function withSubnets(remedy: Remedy, subnetIds: readonly string[]): Remedy {
  return withCommands(remedy, (command) =>
    isPullpath(command) && command.options?.subnetIds === SUBNETS
      ? { ...command, options: { ...command.options, subnetIds } }
      : command,
  );
}
