import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIST, pullpath } from './program.ts';

export interface Loaded {
  /** The bundle's files that were evaluated, each with the packages whose code is in it. */
  readonly files: readonly { readonly path: string; readonly packages: readonly string[] }[];
  /** All of these packages, each once. */
  readonly packages: readonly string[];
}

/** Runs the built program and answers which of the bundle's files the engine evaluated, as V8's coverage has it. */
export async function loadedBy(args: readonly string[]): Promise<Loaded> {
  const directory = mkdtempSync(join(tmpdir(), 'pullpath-coverage-'));
  try {
    const run = await pullpath(args, { NODE_V8_COVERAGE: directory });
    const reports = readdirSync(directory).map((name) => JSON.parse(readFileSync(join(directory, name), 'utf8')));
    const urls: string[] = reports.flatMap((report) => report.result.map(({ url }: { url: string }) => url));
    const paths = urls.filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url));
    const files = paths.filter((path) => path.startsWith(DIST)).map((path) => ({ path, packages: packagesIn(path) }));
    if (files.length === 0) throw new Error(`no coverage of the program: ${run.stderr}`);
    return { files, packages: [...new Set(files.flatMap((file) => file.packages))] };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The bundler heads each module's code with a comment that names it. */
function packagesIn(path: string): string[] {
  const regions = readFileSync(path, 'utf8').matchAll(/^\/\/.*\bnode_modules\/((?:@[^/\s]+\/)?[^/\s]+)/gm);
  return [...new Set([...regions].map((match) => match[1]!))];
}
