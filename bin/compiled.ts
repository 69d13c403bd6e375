import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { basename, dirname, join, sep } from 'node:path';
import { Script } from 'node:vm';

type Compile = (this: NodeJS.Module, content: string, file: string) => unknown;

/**
 * Keeps what V8 makes of the program's files beside them, so that the next run need not compile them again. V8 compiles a
 * function when it is first called, so what is kept grows with the first run of each command that went well.
 */
export function keepCompiled(home: string, command: string): void {
  if (process.env.NODE_DISABLE_COMPILE_CACHE !== undefined) return;
  const kept = join(home, 'compiled');
  // Node 22.8 and later can do it; the types are those of the oldest Node.
  const { enableCompileCache } = Module as { enableCompileCache?: (directory: string) => void };
  if (enableCompileCache !== undefined) {
    enableCompileCache(kept);
    return;
  }
  const directory = join(kept, `${process.version}-${process.arch}`);
  const prototype = Module.prototype as unknown as { _compile: Compile };
  const compile = prototype._compile;
  const complete = join(directory, `${command}.complete`);
  const isComplete = existsSync(complete);
  const fresh: [file: string, script: Script][] = [];
  const known: typeof fresh = [];
  prototype._compile = function (content, file) {
    if (!file.startsWith(home + sep)) return compile.call(this, content, file);
    const at = join(directory, basename(file, '.js'));
    const cachedData = read(at);
    const script = new Script(Module.wrap(content), {
      filename: file,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
    (cachedData === undefined || script.cachedDataRejected ? fresh : known).push([at, script]);
    const require = (id: string) => this.require(id);
    return script.runInThisContext().call(this.exports, this.exports, require, this, file, dirname(file));
  };
  process.once('exit', (code) => {
    if (!isComplete && WENT_WELL.has(code)) save(directory, [...fresh, ...known], complete);
    else if (fresh.length > 0) save(directory, fresh);
  });
}

/** Done, and with findings: the others end before they have called what the command consists of. */
const WENT_WELL: ReadonlySet<number> = new Set([0, 2]);

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function save(directory: string, scripts: readonly [file: string, script: Script][], complete?: string): void {
  try {
    mkdirSync(directory, { recursive: true });
    for (const [file, script] of scripts) {
      const unfinished = `${file}.${process.pid}`;
      writeFileSync(unfinished, script.createCachedData());
      renameSync(unfinished, file);
    }
    if (complete !== undefined) writeFileSync(complete, '');
  } catch {
    // Somebody else's directory, or a full disk: the next run compiles again.
  }
}
