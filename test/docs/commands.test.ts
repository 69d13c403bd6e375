import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../src/cli/line/arguments.ts';
import { COMMAND_NAMES } from '../../src/cli/line/command-table.ts';
import { parseOptions } from '../../src/cli/line/options.ts';
import { blocksOf, PAGES, readPage } from './pages.ts';
import { wordsOf } from './words.ts';

/** Where a line of a page or an example begins with the program: bare in a script, behind a prompt in a transcript. */
const BEGINNINGS: Readonly<Record<string, RegExp>> = {
  sh: /^(?:.*\| ?)?(?:npx )?pullpath (.+)$/,
  console: /^\$ (?:npx )?pullpath (.+)$/,
  yaml: /^\s*(?:- )?(?:run: )?pullpath (.+)$/,
};

/** Every command line of pullpath that a text shows, in blocks and in `…`. What follows it belongs to the shell. */
function commandsIn(text: string): string[] {
  const inBlocks = blocksOf(text).flatMap(({ language, body }) =>
    body
      .replaceAll('\\\n', ' ')
      .split('\n')
      .map((line) => BEGINNINGS[language]?.exec(line)?.[1]),
  );
  const prose = text.replace(/^```.*?^```$/gms, '');
  const inline = [...prose.matchAll(/`(?:npx )?pullpath ([^`\n]+)`/g)].map(([, rest]) => rest);
  return [...inBlocks, ...inline]
    .filter((rest) => rest !== undefined)
    .map((rest) => rest.split(/ (?:#|\||>|<|&&|2>)/)[0]?.trim() ?? '');
}

/** Stands for what a reader fills in. */
const FILLED: Readonly<Record<string, string>> = {
  $SCOPE: '--regions us-east-1,eu-west-1',
  $REGIONS: 'us-east-1',
  'closed|unknown|risk': 'closed',
  '…': 'us-east-1',
  'arn:$PARTITION:iam::$ACCOUNT_ID:role/$AUDIT_ROLE': 'arn:aws:iam::111122223333:role/pullpath-audit',
  COMMAND: 'audit',
  MODE: 'audit',
  WORLD: 'guide',
};

const TEXTS: readonly (readonly [string, string])[] = [
  ...PAGES.filter((page) => page !== 'docs/findings.md').map((page) => [page, readPage(page)] as const),
  ...readdirSync(new URL('../../examples/', import.meta.url)).map(
    (name) => [`examples/${name}`, `\`\`\`yaml\n${readPage(`examples/${name}`)}\`\`\``] as const,
  ),
];

const CASES = TEXTS.flatMap(([page, text]) =>
  [...new Set(commandsIn(text))].map((command) => [command, page] as const),
);

describe('a command in the documents', () => {
  it('is found in many places', () => {
    expect(CASES.length).toBeGreaterThan(40);
  });

  it.each(CASES)('is one that the program takes: pullpath %s (%s)', (command) => {
    const filled = Object.entries(FILLED).reduce((text, [hole, value]) => text.replaceAll(hole, value), command);
    const words = wordsOf(filled);
    const { values, complaints, command: name } = parseArguments(words);
    expect(complaints).toEqual([]);
    expect(COMMAND_NAMES).toContain(name);
    expect(() => parseOptions(values, [])).not.toThrow();
  });
});
