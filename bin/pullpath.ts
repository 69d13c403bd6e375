#!/usr/bin/env node
import { endProcess } from '../src/cli/end-process.ts';
import { main } from '../src/cli/main.ts';
import { keepCompiled } from './compiled.ts';

// The bundle is CommonJS, which has no `await` out here.
main(process.argv.slice(2), process, (command) => keepCompiled(__dirname, command)).then((code) =>
  endProcess(process, code),
);
