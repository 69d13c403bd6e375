import { parseArguments } from '../../src/cli/line/arguments.ts';
import { isCommand } from '../../src/cli/line/command-table.ts';
import { type Options, parseOptions } from '../../src/cli/line/options.ts';

/**
 * Every command line of pullpath in what a run prints: on a line of its own, or between backticks inside of a sentence;
 * of a document, every list of words too.
 */
export function printedIn(printed: string): string[][] {
  const found = [...ownLines(printed), ...quoted(printed), ...documents(printed).flatMap(commandsIn)];
  return [...new Map(found.map((argv) => [argv.join('\0'), argv])).values()];
}

function ownLines(printed: string): string[][] {
  return [...printed.matchAll(/^[\s→·]*(pullpath [a-z].*)$/gm)].flatMap(([, line = '']) => commandOf(line));
}

function quoted(printed: string): string[][] {
  const text = printed.replace(/\s+/g, ' ');
  return [...text.matchAll(/`(pullpath [^`]+)`/g)].flatMap(([, line = '']) => commandOf(line));
}

function commandOf(line: string): string[][] {
  const argv = wordsOf(line);
  return isCommand(argv[1]) ? [argv] : [];
}

/** What a POSIX shell makes of a line. */
function wordsOf(line: string): string[] {
  const words = line.matchAll(/(?:'[^']*'|\\.|[^\s'\\])+/g);
  return [...words].map(([word]) =>
    word.replace(/'([^']*)'|\\(.)/g, (_, inside = '', escaped = '') => inside + escaped),
  );
}

function documents(printed: string): unknown[] {
  const start = printed.indexOf('{');
  if (start < 0) return [];
  try {
    return [JSON.parse(printed.slice(start, printed.lastIndexOf('}') + 1))];
  } catch {
    return [];
  }
}

/** Lists of words that begin with the program, and texts with commands in them. */
function commandsIn(value: unknown): string[][] {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) {
    const isArgv = value[0] === 'pullpath' && value.every((word) => typeof word === 'string');
    return isArgv ? [value as string[]] : value.flatMap(commandsIn);
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(commandsIn) : [];
}

const FILLED: { readonly [blank: string]: string } = {
  '<region>': 'us-east-1',
  '<vpc>': 'vpc-0a1b2c3d',
  '<subnet>': 'subnet-0a1b2c3d',
  '<subnets>': 'subnet-0a1b2c3d',
  '<seconds>': '60',
};

/** The options that a command line means, with what is left open filled in. @throws usage where it does not parse */
export async function parsedCommand(argv: readonly string[]): Promise<Options> {
  const filled = argv.slice(1).map((word) => FILLED[word] ?? word.replace(/^<(\w+)>$/, '$1'));
  const { values, complaints } = parseArguments(filled);
  return parseOptions(values, complaints);
}
