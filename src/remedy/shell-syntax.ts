/** How the shell that a command is pasted into takes a line apart. */
export const SHELL_SYNTAXES = ['posix', 'powershell', 'cmd'] as const;
export type ShellSyntax = (typeof SHELL_SYNTAXES)[number];

interface Syntax {
  /** What needs no quotes, since nothing in it means something to the shell. */
  readonly isPlain: (word: string) => boolean;
  readonly quote: (word: string) => string;
  readonly assign: (name: string, value: string) => string;
}

const inSingleQuotes = (quote: string) => (word: string) => `'${word.replaceAll("'", quote)}'`;

const SYNTAX: { readonly [S in ShellSyntax]: Syntax } = {
  posix: {
    isPlain: (word) => /^[\w@%+=:,./-]+$/.test(word),
    quote: inSingleQuotes(`'\\''`),
    assign: (name, value) => `export ${name}=${shellWord(value, 'posix')}`,
  },
  powershell: {
    // A comma makes a list, `@` splats, and a word that begins with a dash is taken apart at a dot or a colon.
    isPlain: (word) => /^[\w+=:./\\-]+$/.test(word) && !/^-.*[.:]/.test(word),
    quote: inSingleQuotes(`''`),
    assign: (name, value) => `$env:${name} = '${value.replaceAll("'", "''")}'`,
  },
  cmd: {
    isPlain: (word) => /^[\w@+=:,./\\-]+$/.test(word),
    // A quote is for the program, whose C library takes it behind a backslash; cmd itself knows no escape within quotes.
    quote: (word) => `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`,
    assign: (name, value) => `set "${name}=${value}"`,
  },
};

/** A word as the shell hands it on: as it is where nothing in it means something to the shell, else in quotes. */
export function shellWord(word: string, syntax: ShellSyntax): string {
  const { isPlain, quote } = SYNTAX[syntax];
  return isPlain(word) ? word : quote(word);
}

/** The line that sets a variable for this shell and all that it starts. */
export function assignment(name: string, value: string, syntax: ShellSyntax): string {
  return SYNTAX[syntax].assign(name, value);
}
