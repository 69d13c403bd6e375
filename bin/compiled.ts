import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { basename, dirname, join, sep } from 'node:path';
import { Script } from 'node:vm';

type Compile = (this: NodeJS.Module, content: string, file: string) => unknown;

/** Keeps what V8 makes of the program's files beside them, so that the next run need not compile them again. */
export function keepCompiled(home: string): void {
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
  const fresh: [file: string, script: Script][] = [];
  prototype._compile = function (content, file) {
    if (!file.startsWith(home + sep)) return compile.call(this, content, file);
    const at = join(directory, basename(file, '.js'));
    const cachedData = read(at);
    const script = new Script(Module.wrap(content), {
      filename: file,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
    if (cachedData === undefined || script.cachedDataRejected) fresh.push([at, script]);
    const require = (id: string) => this.require(id);
    return script.runInThisContext().call(this.exports, this.exports, require, this, file, dirname(file));
  };
  process.once('exit', () => {
    if (fresh.length > 0) save(directory, fresh);
  });
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function save(directory: string, scripts: readonly [file: string, script: Script][]): void {
  try {
    mkdirSync(directory, { recursive: true });
    for (const [file, script] of scripts) {
      const unfinished = `${file}.${process.pid}`;
      writeFileSync(unfinished, script.createCachedData());
      renameSync(unfinished, file);
    }
  } catch {
    // Somebody else's directory, or a full disk: the next run compiles again.
  }
}
