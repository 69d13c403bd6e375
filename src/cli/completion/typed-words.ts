import type { Shell } from './scripts.ts';

/** A command line up to the cursor, without the program's name. */
export interface TypedWords {
  readonly words: readonly string[];
  /** The word at the cursor. */
  readonly current: string;
  /** How much of it the shell keeps by itself: it wants only what comes after. */
  readonly prefixLength: number;
}

/** @param typed the words as the shell has them, the program's name first and the one at the cursor last */
export function parseTypedWords(shell: Shell, typed: readonly string[]): TypedWords {
  const named = typed.slice(typed.findIndex((word) => !/^\w+=/.test(word)) + 1);
  if (shell !== 'bash') {
    const last = named.at(-1) ?? '';
    // Its script sends a sign before the word at the cursor, which may be empty.
    const current = shell === 'powershell' ? last.replace(/^\+/, '') : last;
    return { words: named.slice(0, -1), current, prefixLength: 0 };
  }
  const words = joined(named);
  const current = words.at(-1) ?? '';
  const last = named.at(-1) ?? '';
  // Bash replaces only what it takes for the last word, and nothing of a sign that divides words.
  const replaced = isDivider(last) && current !== '' ? 0 : last.length;
  return { words: words.slice(0, -1), current, prefixLength: current.length - replaced };
}

/** Bash takes `=` and `:` for words of their own (COMP_WORDBREAKS): `--region=eu` comes as three. */
function joined(words: readonly string[]): string[] {
  const whole: string[] = [];
  let divided = false;
  for (const word of words) {
    const divides = isDivider(word);
    if (whole.length > 0 && (divides || divided)) whole.push(`${whole.pop() ?? ''}${unquoted(word)}`);
    else whole.push(unquoted(word));
    divided = divides;
  }
  return whole;
}

function isDivider(word: string): boolean {
  return /^[=:]+$/.test(word);
}

function unquoted(word: string): string {
  return word.replace(/["'\\]/g, '');
}
