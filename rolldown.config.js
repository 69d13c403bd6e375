import { defineConfig } from 'rolldown';
import { help } from './scripts/help.js';
import { licences } from './scripts/licences.js';

/**
 * One entry and lazily loaded chunks, as CommonJS: Node starts that faster than ES modules. `mainFields` picks the ES
 * builds: with the default resolution client-ec2 arrives as one 2 MB CommonJS module of which nothing can be shaken off.
 * Minified, or else the package would not keep to its weight; errors have their names as values. A schema that nothing
 * parses with is left out.
 */
export default defineConfig({
  input: { pullpath: 'bin/pullpath.ts' },
  platform: 'node',
  plugins: [help(), licences(), moduleType(), withoutEventStreams(), shortExports()],
  treeshake: { manualPureFunctions: ['z'], propertyReadSideEffects: false, unknownGlobalSideEffects: false },
  // The SDK asks of every answer whether it is a web stream. Node's are not, and the question loads all of Node's web streams.
  transform: { define: { ReadableStream: 'undefined' } },
  resolve: { mainFields: ['module', 'main'] },
  output: {
    dir: 'dist',
    format: 'cjs',
    dynamicImportInCjs: false,
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    codeSplitting: {
      groups: together(
        'main',
        'line/arguments',
        'line/options',
        'aws/client/clients',
        'commands/audit',
        'run/audit/diagnoser',
        'stream/audit-output',
      ),
    },
    comments: false,
    minify: true,
  },
});

/**
 * Groups of modules, each with all that it needs, less what the groups before it have: a file for each, since every file
 * costs a look-up when it is loaded. What is needed elsewhere too but for these commands is left to the bundler.
 */
function together(...modules) {
  return modules.map((module, i) => ({
    name: module.replace(/.*\//, ''),
    test: new RegExp(`/src/(cli/)?${module}\\.ts$`.replaceAll('/', '[\\\\/]')),
    priority: modules.length - i,
  }));
}

/** Says of the files beside it that they are CommonJS: the package as a whole is not. */
function moduleType() {
  return {
    name: 'module-type',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
    },
  };
}

/** None of the calls that are made streams events: the SDK's part for them, which it would load then, stays out. */
function withoutEventStreams() {
  const name = '@smithy/core/event-streams';
  return {
    name: 'without-event-streams',
    resolveId: (source) => (source === name ? { id: `\0${name}` } : null),
    load: (id) => (id === `\0${name}` ? `throw new Error('${name} is not part of the program');` : null),
  };
}

/** The bundler says in some seventy characters that a file exports a name, and there are nine hundred: said shorter, the package weighs 3 kB less. */
function shortExports() {
  const long = /Object\.defineProperty\(exports,(["`]\w+["`]),\{enumerable:!0,get:function\(\)\{return ([\w$]+)\}\}\)/g;
  const short = 'const _export=(name,get)=>Object.defineProperty(exports,name,{enumerable:true,get});';
  return {
    name: 'short-exports',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        const code = chunk.type === 'chunk' ? chunk.code.replace(long, '_export($1,()=>$2)') : null;
        if (code !== null && code !== chunk.code) chunk.code = short + code;
      }
    },
  };
}
