import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';

/** The turns that CONTRIBUTING does without, in the order of its table. */
const BANNED = [...readFileSync('CONTRIBUTING.md', 'utf8').matchAll(/^\| `(.+)` \| .+ \|$/gm)].map(
  ([, pattern = '']) => new RegExp(pattern.replaceAll('\\|', '|'), 'i'),
);

/** For people who change the program, or a quotation of what others wrote. */
const NOT_FOR_USERS = new Set([
  'docs/aws-facts.md',
  'docs/architecture.md',
  'docs/glossary.md',
  'docs/benchmarks.md',
  'docs/evidence.md',
]);

type Node = { readonly type: string; readonly [key: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** Every text that a source file holds as a string or template, but for what it imports and what types say. */
function textsIn(node: Node): string[] {
  if (/^Import|^ExportAll|^TSLiteralType/.test(node.type)) return [];
  const own =
    node.type === 'Literal' && typeof node.value === 'string'
      ? [node.value]
      : node.type === 'TemplateLiteral'
        ? [(node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('…')]
        : [];
  const children = Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]));
  return [...own, ...children.filter(isNode).flatMap(textsIn)];
}

function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

/** What names something and is no sentence: a finding's anchor, a title in a link. */
const prose = (text: string) => text.replace(/`[^`]*`|\[PP\d+\]\(#[^)]*\)|\]\([^)]*\)|^#+ PP\d+ .*$|<!--.*?-->/gm, ' ');

const found = (text: string) => BANNED.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);

describe('what users read', () => {
  it('has a list of turns that it does without', () => {
    expect(BANNED.length).toBeGreaterThan(10);
    expect(found('AWS lets TCP 443 not through: nobody can mend it, and it is no rule.')).toHaveLength(4);
    expect(found('There is no VPC; it is no longer there.')).toEqual([]);
  });

  it.each(filesUnder('src', '.ts'))('%s has none of them', (file) => {
    const ast = parseAst(readFileSync(file, 'utf8'), { lang: 'ts' }) as unknown as Node;
    const sentences = textsIn(ast).filter((text) => / /.test(text));
    expect(sentences.flatMap((text) => found(text).map((turn) => `${turn}: ${text}`))).toEqual([]);
  });

  it.each(
    ['README.md', 'SECURITY.md', 'SUPPORT.md', 'action.yml', ...filesUnder('docs', '.md')].filter(
      (file) => !NOT_FOR_USERS.has(file),
    ),
  )('%s has none of them', (file) => {
    const lines = prose(readFileSync(file, 'utf8')).split('\n');
    expect(lines.flatMap((line) => found(line).map((turn) => `${turn}: ${line}`))).toEqual([]);
  });
});
