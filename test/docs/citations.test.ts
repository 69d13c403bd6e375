import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FACTS_PAGE = 'docs/aws-facts.md';
const FOLDERS = ['src', 'bin', 'test', 'bench', 'docs', 'scripts', 'examples'];
const TEXT = /\.(ts|js|mjs|md|sh|tf)$/;
/** Holds citations that lead nowhere, on purpose. */
const THIS_FILE = 'test/docs/citations.test.ts';

/** A citation in a comment or a page, also one that a line break divides. */
const CITATION = /\[aws-facts(?!\.md):?([^\]]*)\]/g;
const SECTION = /\[architecture:([^\]]*)\]/g;
const ISSUE = /^[\w.-]+\/[\w.-]+#\d+$/;

interface Fact {
  readonly name: string;
  readonly sources: readonly string[];
}

/** The facts of the page: each heading of the third level, with the line that names its sources. */
function factsOf(page: string): Fact[] {
  return page
    .split(/^### /m)
    .slice(1)
    .map((part) => {
      const [name = '', ...lines] = part.split(/^## /m)[0]?.split('\n') ?? [];
      const sources = lines.filter((line) => line.startsWith('Source: ')).flatMap((line) => line.slice(8).split(', '));
      return { name, sources };
    });
}

/** The names in the first column of the table of sources. */
function sourceNamesOf(page: string): string[] {
  const table = page.split(/^## /m).find((part) => part.startsWith('Sources\n')) ?? '';
  return [...table.matchAll(/^\| ([\w-]+) \| /gm)].map(([, name = '']) => name).slice(2);
}

/** The anchors of a page's headings. */
function anchorsOf(page: string): Set<string> {
  return new Set(
    [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase().replaceAll(' ', '-')),
  );
}

/** What a text cites, as it stands there: names of facts or sections, or what is no name. */
function citationsIn(text: string, citation = CITATION): string[] {
  return [...text.matchAll(citation)].flatMap(([, names = '']) =>
    names
      .replace(/\n\s*(\*|\/\/|#)/g, ' ')
      .split(',')
      .map((name) => name.trim()),
  );
}

function unresolved(path: string, text: string, facts: ReadonlySet<string>): string[] {
  return citationsIn(text)
    .filter((name) => !facts.has(name))
    .map((name) => `${path}: ${name}`);
}

const page = readFileSync(`${ROOT}${FACTS_PAGE}`, 'utf8');
const facts = factsOf(page);
const names = new Set(facts.map(({ name }) => name));

const sections = anchorsOf(readFileSync(`${ROOT}docs/architecture.md`, 'utf8'));

const files = [
  'CONTRIBUTING.md',
  'README.md',
  'CHANGELOG.md',
  ...FOLDERS.flatMap((folder) =>
    readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => TEXT.test(name) && !name.includes('node_modules'))
      .map((name) => `${folder}/${name}`),
  ),
].filter((path) => path !== THIS_FILE);
const texts = files.map((path) => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') }));

describe('the facts about AWS', () => {
  it('each have a name of their own', () => {
    expect(facts.length).toBeGreaterThan(100);
    expect(names.size).toBe(facts.length);
    expect(facts.filter(({ name }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  it('each name at least one source, all of them in the table or an issue of a repository', () => {
    const known = new Set(sourceNamesOf(page));
    const without = facts.filter(({ sources }) => sources.length === 0).map(({ name }) => name);
    const unknown = facts.flatMap(({ name, sources }) =>
      sources.filter((source) => !known.has(source) && !ISSUE.test(source)).map((source) => `${name}: ${source}`),
    );
    expect({ without, unknown }).toEqual({ without: [], unknown: [] });
  });

  it('use every source of the table', () => {
    const used = new Set(facts.flatMap(({ sources }) => sources));
    expect(sourceNamesOf(page).filter((source) => !used.has(source))).toEqual([]);
  });

  it('say what they refer to by the name of another fact', () => {
    const referred = [...page.matchAll(/see `([a-z-]+)`/g)].map(([, name = '']) => name);
    expect(referred.filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('a citation of a fact', () => {
  it('leads to a fact, wherever it stands', () => {
    expect(texts.flatMap(({ text }) => citationsIn(text)).length).toBeGreaterThan(180);
    expect(texts.flatMap(({ path, text }) => unresolved(path, text, names))).toEqual([]);
  });

  it.each([
    ['a fact that is not there', '[aws-facts: no-such-fact]', ['x.ts: no-such-fact']],
    ['a section by its number', '[aws-facts 2.1 #7]', ['x.ts: 2.1 #7']],
    ['a second name that is wrong', '[aws-facts: dry-run, no-such-fact]', ['x.ts: no-such-fact']],
    ['a name on the next line', '[aws-facts:\n * no-such-fact]', ['x.ts: no-such-fact']],
    ['nothing', '[aws-facts:]', ['x.ts: ']],
  ])('is refused where it names %s', (_, text, expected) => {
    expect(unresolved('x.ts', text, names)).toEqual(expected);
  });
});

describe('a citation of a document', () => {
  it('leads to a section of the architecture', () => {
    const cited = texts.flatMap(({ path, text }) => citationsIn(text, SECTION).map((name) => ({ path, name })));
    expect(cited.length).toBeGreaterThan(5);
    expect(cited.filter(({ name }) => !sections.has(name))).toEqual([]);
  });

  it('never leads to one that is not in the repository', () => {
    const strays = texts.flatMap(({ path, text }) =>
      [...text.matchAll(/\bdesign\.md\b|\bmoto\.md\b|\[moto \d[\d.]*\]|\baws-facts \d/g)].map(
        ([words]) => `${path}: ${words}`,
      ),
    );
    expect(strays).toEqual([]);
  });
});
