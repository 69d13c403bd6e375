import { en } from 'zod/locales';
import * as z from 'zod/mini';
import { PlatformVersion } from '../../diagnose/need.ts';
import { PullpathError } from '../../errors.ts';
import { Admit, IngressProfile, StackName } from '../../plan/choices.ts';
import type { Positional } from './define-command.ts';
import { FLAG_NAMES } from './flag-lookup.ts';
import { flagNameOf, type KeyOf, keyOf } from './flag-name.ts';
import type { SchemaKit } from './flag-types.ts';
import { FLAGS, type FlagName } from './flags.ts';

// The mini variant has no words of its own. What is parsed once is not worth a parser made for it.
z.config({ ...en(), jitless: true });

/** By name, so that of the library nothing else is in the bundle. */
const KIT: SchemaKit = {
  _default: z._default,
  array: z.array,
  boolean: z.boolean,
  enum: z.enum,
  int: z.int,
  literal: z.literal,
  maximum: z.maximum,
  minLength: z.minLength,
  NEVER: z.NEVER,
  number: z.number,
  optional: z.optional,
  pipe: z.pipe,
  positive: z.positive,
  regex: z.regex,
  string: z.string,
  transform: z.transform,
  union: z.union,
  url: z.url,
  PlatformVersion,
  IngressProfile,
  Admit,
  StackName,
};

type FlagSchemas = { [Name in FlagName as KeyOf<Name>]: ReturnType<(typeof FLAGS)[Name]['schema']> };

const flagSchemas = Object.fromEntries(FLAG_NAMES.map((name) => [keyOf(name), FLAGS[name].schema(KIT)])) as FlagSchemas;

const word = z.optional(z.string());

/** What stands without a flag before it. */
const positionals: { readonly [Key in Positional['key']]: typeof word } = {
  plan: word,
  text: word,
  mode: word,
  world: word,
  document: word,
  shellName: word,
  exportFormat: word,
};

/**
 * The command line, checked as a whole before any work: undefined is what the user left open, for the wizard to ask or
 * a default to fill. Flags of other commands are simply absent.
 */
export const Options = z.object({ ...flagSchemas, ...positionals });
export type Options = z.infer<typeof Options>;

export type OutputFormat = Options['output'];

/** The options as given, or one usage error that names every complaint at once. */
export function parseOptions(raw: Readonly<Record<string, unknown>>, complaints: readonly string[]): Options {
  const parsed = Options.safeParse(raw);
  const invalid = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `--${flagNameOf(String(path[0] ?? ''))}: ${message}`);
  const all = [...complaints, ...invalid];
  if (parsed.success && all.length === 0) return parsed.data;
  throw new PullpathError('usage', {
    code: 'Usage',
    message: sentences(all),
    remedy: 'pullpath --help lists the commands and flags.',
  });
}

/** A question closes itself. */
function sentences(complaints: readonly string[]): string {
  return complaints.map((text) => (/[.?]$/.test(text) ? text : `${text}.`)).join(' ');
}
