import { defineConfig } from 'rolldown';
import { licences } from './scripts/licences.js';

/**
 * One entry and lazily loaded chunks. `mainFields` picks the ES builds: with the default resolution
 * client-ec2 arrives as one 2 MB CommonJS module of which nothing can be shaken off.
 * Not minified: a readable stack is worth the few milliseconds.
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
    minify: false,
  },
});
