#!/usr/bin/env node
import { main } from '../src/cli/main.ts';
import { keepCompiled } from './compiled.ts';

// The bundle is CommonJS, which has no `await` out here.
main(process.argv.slice(2), process, (command) => keepCompiled(__dirname, command)).then((code) => {
  process.exitCode = code;
});
