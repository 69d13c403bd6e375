import { defineConfig } from 'rolldown';
import { licences } from './scripts/licences.js';

/**
 * One entry and lazily loaded chunks. `mainFields` picks the ES builds: with the default resolution
 * client-ec2 arrives as one 2 MB CommonJS module of which nothing can be shaken off.
 * Shortened, but not squeezed onto one line: comments go and local names are cut down (a quarter of the package's
 * weight), while lines and the names of functions and classes stay, so that a stack can be read.
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
      codegen: { removeWhitespace: false },
    },
  },
});
