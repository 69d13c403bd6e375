import type { Reporter, TestModule } from 'vitest/node';

const SHOWN = 10;

/** Prints, after a run, the tests that took longest: where a minute can be saved. */
export default class SlowestReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => ({
        seconds: (test.diagnostic()?.duration ?? 0) / 1000,
        title: `${module.relativeModuleId}: ${test.fullName}`,
      })),
    );
    const slowest = tests.toSorted((a, b) => b.seconds - a.seconds).slice(0, SHOWN);
    process.stdout.write(`\nThe slowest ${slowest.length} tests, in seconds\n`);
    for (const { seconds, title } of slowest) process.stdout.write(`${seconds.toFixed(1).padStart(7)}  ${title}\n`);
  }
}
