import type { Import, Source } from './source.ts';

/** What one folder of src/ may draw in from the others: at run time, and by type alone. The table of design.md, section 6. */
interface Allowed {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

/** Facts and what they mean. */
const FACTS = ['discover', 'diagnose'];

const ALLOWED: Readonly<Record<string, Allowed>> = {
  errors: { values: [], types: [] },
  aws: { values: ['errors'], types: [] },
  discover: { values: ['errors'], types: ['aws'] },
  diagnose: { values: ['discover'], types: [] },
  plan: { values: [...FACTS, 'errors'], types: [] },
  apply: { values: ['plan', 'errors'], types: [...FACTS, 'aws'] },
  export: { values: ['plan'], types: FACTS },
  explain: { values: ['errors'], types: [] },
  render: { values: ['errors'], types: [...FACTS, 'aws', 'plan', 'apply', 'explain'] },
  sandbox: { values: [], types: [] },
  cli: { values: everything(), types: [] },
  bin: { values: ['cli'], types: [] },
};

function everything(): string[] {
  return ['errors', 'aws', ...FACTS, 'plan', 'apply', 'export', 'explain', 'render', 'sandbox'];
}

/** Packages that belong to one folder. */
const OWNERS: readonly [packages: RegExp, folder: string][] = [
  [/^@(aws-sdk|smithy)\//, 'aws'],
  [/^(yargs|inquirer|@inquirer\/.*)$/, 'cli'],
];

/** Folders that hold synchronous pure functions, with all that these draw in. */
const PURE_ROOTS = ['diagnose', 'plan', 'export', 'explain', 'render'];
const PURE_BUILTINS = ['node:crypto', 'node:path', 'node:url', 'node:util'];

const STREAMS = /^(console\b.*|process(\.(exit|exitCode|stdin|stdout|stderr|abort|kill|on|once))?)$/;
const MOST_LINES = 300;

/** Every breach of the project's shape, as `path: what is wrong`. */
export function violations(sources: readonly Source[]): string[] {
  return [
    ...sources.flatMap((source) => breaches(source).map((what) => `${source.path}: ${what}`)),
    ...impure(sources),
  ];
}

function breaches(source: Source): string[] {
  const folder = folderOf(source.path);
  const allowed = ALLOWED[folder];
  if (allowed === undefined) return ['stands in no folder of the table'];
  const found = source.imports.flatMap((each) => forbidden(folder, allowed, each));
  if (folder !== 'cli' && folder !== 'bin') {
    found.push(...source.globals.filter((name) => STREAMS.test(name)).map((name) => `uses ${name}`));
    if (source.imports.some(({ from }) => from === 'node:process')) found.push('imports node:process');
  }
  if (source.lines > MOST_LINES) found.push(`has ${source.lines} lines`);
  return found;
}

function forbidden(folder: string, allowed: Allowed, { from, typeOnly }: Import): string[] {
  if (/^(src|bin)\//.test(from)) {
    const target = folderOf(from);
    const free = target === folder || allowed.values.includes(target);
    if (free || (typeOnly && allowed.types.includes(target))) return [];
    return [`imports ${typeOnly ? 'types of ' : ''}${from}`];
  }
  return OWNERS.some(([packages, owner]) => packages.test(from) && owner !== folder) ? [`imports ${from}`] : [];
}

/** Follows what the pure folders draw in at run time: none of it may wait, read a clock, throw dice or do I/O. */
function impure(sources: readonly Source[]): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const reached = new Set(sources.filter(({ path }) => PURE_ROOTS.includes(folderOf(path))));
  for (const source of reached) {
    for (const { from, typeOnly } of source.imports) {
      const next = byPath.get(from);
      if (!typeOnly && next !== undefined) reached.add(next);
    }
  }
  return [...reached].flatMap((source) => {
    const io = source.imports.filter(({ from, names }) => {
      const builtin = from.startsWith('node:') && !PURE_BUILTINS.includes(from);
      return builtin || (from === 'node:crypto' && names.some((name) => /^random/.test(name)));
    });
    const what = new Set([...source.impurities, ...io.map(({ from }) => from)]);
    return [...what].map((each) => `${source.path}: is to be pure, but has ${each}`);
  });
}

/** `src/plan/steps/ingress.ts` → `plan`, `src/errors.ts` → `errors`, `bin/pullpath.ts` → `bin`. */
function folderOf(path: string): string {
  const [top = '', next = ''] = path.split('/');
  return top === 'src' ? next.replace(/\.ts$/, '') : top;
}
