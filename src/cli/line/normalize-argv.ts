import { statSync } from 'node:fs';
import { isCommand } from './command-table.ts';
import type { Flag } from './flag.ts';
import { FLAG_NAMES, flagOf } from './flag-lookup.ts';

/** Flags by all that they are written as: `--region`, `-o`. */
const WRITTEN: ReadonlyMap<string, Flag> = new Map(
  FLAG_NAMES.flatMap((name) => {
    const flag = flagOf(name);
    return [`--${name}`, ...(flag.short === undefined ? [] : [`-${flag.short}`])].map((word) => [word, flag] as const);
  }),
);

/**
 * The words of a command line as the parser takes them: a flag whose value was left out gets it, and the items of a
 * list that stand behind one another, as in the AWS CLI, get the flag each.
 */
export function normalizeArgv(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  const made: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] as string;
    const flag = WRITTEN.get(word);
    const next = words[i + 1];
    if (flag?.valueIfBare !== undefined) {
      const isValue = next !== undefined && mayBeValue(flag, next);
      made.push(`${word}=${isValue ? next : flag.valueIfBare}`);
      if (isValue) i += 1;
    } else if (flag?.type === 'list' && next !== undefined && !next.startsWith('-')) {
      made.push(word, next);
      i += 1;
      while (isItem(words[i + 1])) made.push(word, words[++i] as string);
    } else made.push(word);
  }
  return end < 0 ? made : [...made, ...argv.slice(end)];
}

/** Whether a word behind a flag that needs no value is one nevertheless. */
function mayBeValue({ choices }: Flag, word: string): boolean {
  return choices === undefined ? !isOther(word) : choices.includes(word);
}

function isItem(word: string | undefined): boolean {
  return word !== undefined && !isOther(word) && !isFile(word);
}

/** What begins something else: a flag, a command, a saved plan. */
function isOther(word: string): boolean {
  return word.startsWith('-') || isCommand(word) || word.endsWith('.json');
}

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
