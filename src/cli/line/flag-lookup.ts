import type { Flag } from './flag.ts';
import { keyOf } from './flag-name.ts';
import { FLAGS, type FlagName } from './flags.ts';

export const FLAG_NAMES = Object.keys(FLAGS) as FlagName[];

/** The flags in a form in which any attribute can be asked for. */
export const flagOf = (name: FlagName): Flag => FLAGS[name];

/** Every flag by the key under which options have it. */
export const FLAG_BY_KEY: ReadonlyMap<string, FlagName> = new Map(FLAG_NAMES.map((name) => [keyOf(name), name]));

/** Whether `--no-x` means something: a no to what can be on. */
export function canBeNegated(name: FlagName): boolean {
  const { type, describeNegated } = flagOf(name);
  return type === 'boolean' || describeNegated !== undefined;
}

/** The choices of a flag, as a command takes them; undefined where anything may stand. */
export function allowedValuesOf(
  name: FlagName,
  { formats }: { readonly formats: readonly string[] },
): readonly string[] | undefined {
  return name === 'output' ? formats : flagOf(name).choices;
}
