import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The machines are slow and shared: a generous bound that only catches a hang. No test asserts a duration.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
