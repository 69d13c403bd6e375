import { defineConfig } from 'rolldown';
import { licences } from './scripts/licences.js';

/**
 * One entry and lazily loaded chunks. `mainFields` picks the ES builds: with the default resolution
 * client-ec2 arrives as one 2 MB CommonJS module of which nothing can be shaken off.
 * Minified, or else the package would not keep to its weight; but functions and classes keep their names, so that a
 * stack still says where it happened.
 */
export default defineConfig({
  input: { pullpath: 'bin/pullpath.ts' },
  platform: 'node',
  plugins: [licences()],
  resolve: { mainFields: ['module', 'main'] },
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    comments: false,
    minify: {
      compress: { keepNames: { function: true, class: true } },
      mangle: { keepNames: true },
      codegen: { removeWhitespace: true },
    },
  },
});
