import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { loadConfig } from 'rolldown/config';
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
    // What is taken from what was compiled before goes by another name.
    const run = await pullpath(args, { NODE_V8_COVERAGE: directory, NODE_DISABLE_COMPILE_CACHE: '1' });
    const reports = readdirSync(directory).map((name) => JSON.parse(readFileSync(join(directory, name), 'utf8')));
    const urls: string[] = reports.flatMap((report) => report.result.map(({ url }: { url: string }) => url));
    const paths = urls.filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url));
    const content = await packagesByFile();
    const files = paths.map((path) => ({ path, packages: content.get(relative(DIST, path)) ?? stale(path) }));
    if (files.length === 0) throw new Error(`no coverage of the program: ${run.stderr}`);
    return { files, packages: [...new Set(files.flatMap((file) => file.packages))] };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function stale(path: string): never {
  throw new Error(`${path} is not what the sources make: run npm run build`);
}

let built: Promise<ReadonlyMap<string, string[]>> | undefined;

/** Which packages are in which file of the bundle: asked of the bundler, which makes it again in memory, once. */
function packagesByFile(): Promise<ReadonlyMap<string, string[]>> {
  built ??= bundle();
  return built;
}

async function bundle(): Promise<ReadonlyMap<string, string[]>> {
  const config = await loadConfig(fileURLToPath(new URL('../rolldown.config.js', import.meta.url)));
  if (Array.isArray(config) || typeof config === 'function' || Array.isArray(config.output)) {
    throw new Error('rolldown.config.js is to make one bundle');
  }
  const { output } = await (await rolldown(config)).generate(config.output);
  return new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? packagesOf(file.moduleIds) : []]));
}

function packagesOf(moduleIds: readonly string[]): string[] {
  const names = moduleIds.map((id) => /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))];
}
