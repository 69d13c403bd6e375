import type { Import, Source } from './source.ts';

/** What one folder of src/ may draw in from the others: at run time, and by type alone. */
interface Allowed {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

/** Facts of an account and what they mean. Pure functions and types of them are free to take [architecture: floors]. */
const JUDGED = ['discover', 'workload', 'diagnose'];

/** The lowest floor: what AWS and English fix, as values. */
const GROUND = ['facts', 'order', 'words', 'remedy'];

const ALLOWED: Readonly<Record<string, Allowed>> = {
  facts: { values: [], types: [] },
  order: { values: [], types: [] },
  words: { values: [], types: [] },
  // Commands and remedies, as values.
  remedy: { values: [], types: [] },
  errors: { values: [], types: ['remedy'] },
  aws: { values: [...GROUND, 'errors'], types: [] },
  discover: { values: [...GROUND, 'errors'], types: ['aws'] },
  // What was read, in files.
  snapshot: { values: [...GROUND, 'discover', 'errors'], types: ['aws'] },
  workload: { values: [...GROUND, 'discover', 'errors'], types: [] },
  diagnose: { values: [...GROUND, 'discover', 'workload'], types: [] },
  plan: { values: [...GROUND, ...JUDGED, 'errors'], types: [] },
  // Of aws/ what knows AWS's refusals; that the SDK does not come with it is a law of its own, below.
  apply: { values: [...GROUND, 'plan', 'aws', 'discover', 'errors'], types: ['diagnose'] },
  export: { values: [...GROUND, 'plan', 'discover', 'errors'], types: JUDGED },
  explain: { values: [...GROUND, 'errors'], types: [] },
  // What ECS reports, read beside what the network is.
  symptom: { values: [...GROUND, ...JUDGED, 'workload', 'explain', 'errors'], types: [] },
  watch: { values: [...GROUND, 'discover', 'workload', 'apply', 'symptom', 'explain', 'errors'], types: ['aws'] },
  render: {
    values: [...GROUND, ...JUDGED, 'plan', 'apply', 'export', 'explain', 'symptom', 'watch', 'snapshot', 'errors'],
    types: ['aws'],
  },
  sandbox: { values: [], types: [] },
  cli: {
    values: [
      ...GROUND,
      'errors',
      'aws',
      'snapshot',
      'workload',
      ...JUDGED,
      'plan',
      'apply',
      'export',
      'explain',
      'symptom',
      'watch',
      'render',
      'sandbox',
    ],
    types: [],
  },
  bin: { values: ['cli'], types: [] },
};

const SDK = /^@(aws-sdk|smithy)\//;

/** Packages that belong to one folder. */
const OWNERS: readonly [packages: RegExp, folder: string][] = [
  [SDK, 'aws'],
  [/^(yargs|inquirer|@inquirer\/.*)$/, 'cli'],
];

/** Folders that hold synchronous pure functions, with all that these draw in. */
const PURE = ['remedy', 'workload', 'diagnose', 'plan', 'export', 'explain', 'symptom', 'render'];
const PURE_BUILTINS = ['node:crypto', 'node:path', 'node:url', 'node:util'];

const STREAMS = /^(console\b.*|process(\.(exit|exitCode|stdin|stdout|stderr|abort|kill|on|once))?)$/;
const MOST_LINES = 300;

/** Every breach of the project's shape, as `path: what is wrong`. */
export function violations(sources: readonly Source[]): string[] {
  const drawnInBy = (wanted: (folder: string) => boolean) =>
    closure(
      sources.filter(({ path }) => wanted(folderOf(path))),
      sources,
    );
  const say = (what: (source: Source) => string[]) => (source: Source) =>
    what(source).map((breach) => `${source.path}: ${breach}`);
  return [
    ...sources.flatMap(say(breaches)),
    ...drawnInBy((folder) => PURE.includes(folder)).flatMap(say(impurities)),
    ...drawnInBy((folder) => !['aws', 'cli', 'bin'].includes(folder)).flatMap(say(sdkLoads)),
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

/** Files, and all that they draw in at run time. */
function closure(roots: readonly Source[], sources: readonly Source[]): Source[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const reached = new Set(roots);
  for (const source of reached) {
    for (const { from, typeOnly } of source.imports) {
      const next = byPath.get(from);
      if (!typeOnly && next !== undefined) reached.add(next);
    }
  }
  return [...reached];
}

/** Between the reader and the confirmation nothing waits, reads a clock, throws dice or does I/O. */
function impurities(source: Source): string[] {
  const io = source.imports.filter(({ from, names }) => {
    const builtin = from.startsWith('node:') && !PURE_BUILTINS.includes(from);
    return builtin || (from === 'node:crypto' && names.some((name) => /^random/.test(name)));
  });
  const what = new Set([...source.impurities, ...io.map(({ from }) => from)]);
  return [...what].map((each) => `is to be pure, but has ${each}`);
}

/** Only the reader and the writer that cli/ hands over bring the SDK with them. */
function sdkLoads({ path, imports }: Source): string[] {
  const loads = folderOf(path) === 'aws' && imports.some(({ from, typeOnly }) => !typeOnly && SDK.test(from));
  return loads ? ['is drawn in from outside, and the SDK with it'] : [];
}

/** `src/plan/steps/ingress.ts` → `plan`, `src/errors.ts` → `errors`, `bin/pullpath.ts` → `bin`. */
function folderOf(path: string): string {
  const [top = '', next = ''] = path.split('/');
  return top === 'src' ? next.replace(/\.ts$/, '') : top;
}
