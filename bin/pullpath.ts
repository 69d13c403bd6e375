#!/usr/bin/env node
import Module from 'node:module';
import { join } from 'node:path';
import { main } from '../src/cli/main.ts';
import { endProcess } from '../src/cli/stream/end-process.ts';

/** Node's own cache of compiled code, beside the program. Node before 22.8 has none and compiles anew each time. */
function cacheCompiledCode(): void {
  // The types are those of the oldest Node.
  const { enableCompileCache } = Module as { enableCompileCache?: (directory: string) => void };
  enableCompileCache?.(join(__dirname, 'compiled'));
}

// The bundle is CommonJS, which has no `await` out here.
main(process.argv.slice(2), process, cacheCompiledCode).then((code) => endProcess(process, code));
