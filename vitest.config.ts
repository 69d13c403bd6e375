import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const common = {
  // The machines are slow and shared: a generous bound that only catches a hang. No test asserts a duration.
  testTimeout: process.env.PULLPATH_DEEP === '1' ? 3_600_000 : 120_000,
  hookTimeout: 120_000,
  env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
};

export default defineConfig({
  test: {
    reporters: ['default', './test/slowest-reporter.ts'],
    // Most tests wait, for answers over loopback and for processes: with one worker a core, cores would stand idle.
    maxWorkers: 2 * availableParallelism(),
    // Tests that run side by side in one file wait for processes of their own.
    maxConcurrency: 8,
    projects: [
      // First, since it takes longest: the packed program on every supported Node (`node scripts/nodes.js` installs them).
      { test: { ...common, name: 'smoke', include: ['test/smoke/**/*.test.ts'] } },
      { test: { ...common, name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/moto/**', 'test/smoke/**'] } },
      // Apart, so that the emulator is started for these alone; `npm test` builds the program that they run.
      { test: { ...common, name: 'moto', include: ['test/moto/**/*.test.ts'], globalSetup: 'test/moto/setup.ts' } },
    ],
  },
});
