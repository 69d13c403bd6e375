import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { parseAst } from 'rolldown/parseAst';

const ROOT = join(import.meta.dirname, '..');
const MODULE = join(ROOT, 'src/cli/line/help.ts');

/**
 * A rolldown plugin: in place of the module that lays out the help, the bundle gets the texts that it lays out. So the
 * program has them at hand without yargs, and they come from the same tables through the same code as ever. What only
 * the help tells of a command is left out of its definition then.
 */
export function help() {
  return {
    name: 'help',
    async load(id) {
      return id === MODULE ? ready(await layOut()) : null;
    },
    transform: (code, id) => (DEFINITION.test(id) ? { code: withoutHelp(code), moduleType: 'ts' } : null),
  };
}

const DEFINITION = /[\\/]src[\\/]cli[\\/]definitions[\\/][^\\/]+\.ts$/;

/** A definition of commands without the texts that stand in the help. */
function withoutHelp(code) {
  const found = [];
  const look = (node) => {
    if (Array.isArray(node)) return node.forEach(look);
    if (node === null || typeof node !== 'object') return;
    if (node.type === 'Property' && node.key.name === 'about') found.push({ ...node.value, text: "''" });
    else if (node.type === 'Property' && node.key.name === 'examples') found.push({ ...node.value, text: '[]' });
    else Object.values(node).forEach(look);
  };
  look(parseAst(code, { lang: 'ts' }).body);
  return found.reduceRight((left, { start, end, text }) => left.slice(0, start) + text + left.slice(end), code);
}

/** Every text, by whose help it is. */
async function layOut() {
  // What the commands do is loaded when they are called for, and here they are not.
  const bundle = await rolldown({ input: MODULE, platform: 'node', external: [/^[a-z@]/, /^\.\.\/commands\//] });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  // In node_modules, from where `yargs` is found; a name of its own, since two builds may run at once.
  const directory = join(ROOT, 'node_modules/.cache/pullpath');
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `help-${process.pid}.mjs`);
  writeFileSync(file, output[0].code);
  const { helpText, HELP_TOPICS } = await import(pathToFileURL(file).href);
  rmSync(file);
  const texts = {};
  for (const topic of HELP_TOPICS) texts[topic] = await helpText(topic);
  return texts;
}

/** Most lines stand in the help of many commands: each is kept once, and a text is a list of them. */
function ready(texts) {
  const lines = new Map();
  const numberOf = (line) => lines.get(line) ?? lines.set(line, lines.size).get(line);
  const numbered = Object.fromEntries(
    Object.entries(texts).map(([topic, text]) => [topic, text.split('\n').map(numberOf)]),
  );
  return {
    code: `const TEXTS = ${JSON.stringify(numbered)};
const LINES = ${JSON.stringify([...lines.keys()])};
export const helpText = async (topic) => TEXTS[topic].map((n) => LINES[n]).join('\\n');`,
    moduleType: 'js',
  };
}
