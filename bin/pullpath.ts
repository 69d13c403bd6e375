#!/usr/bin/env node
import { main } from '../src/cli/main.ts';

// The bundle is CommonJS, which has no `await` out here.
main(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
