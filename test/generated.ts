import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { z } from 'zod';

/** What `npm run test:deep` sets: laws over generated networks and accounts are tried ten times as often. */
const IS_DEEP = process.env.PULLPATH_DEEP === '1';

/** How often a law is tried. @param push in `npm test` */
export function tries(push: number): number {
  return IS_DEEP ? push * 10 : push;
}

const FILE = fileURLToPath(new URL('failed-seeds.json', import.meta.url));
const FAILED = z.array(z.object({ law: z.string(), seed: z.number(), path: z.string() }));
type Failed = z.infer<typeof FAILED>[number];

const failedSeeds = (): Failed[] => (existsSync(FILE) ? FAILED.parse(JSON.parse(readFileSync(FILE, 'utf8'))) : []);

/**
 * Tries a law on generated values: first on those that it has failed on before (test/failed-seeds.json, to which a new
 * failure is added: commit it with the mend), then on new ones.
 * @param law its name in that file
 */
export async function holds<T>(
  law: string,
  property: fc.IProperty<T> | fc.IAsyncProperty<T>,
  numRuns: number,
): Promise<void> {
  for (const { seed, path } of failedSeeds().filter((failed) => failed.law === law)) {
    await fc.assert(property as fc.IAsyncProperty<T>, { seed, path, endOnFailure: true });
  }
  const details = await fc.check(property as fc.IAsyncProperty<T>, { numRuns });
  if (!details.failed) return;
  const { seed, counterexamplePath } = details;
  const kept = [...failedSeeds(), { law, seed, path: counterexamplePath ?? '' }];
  writeFileSync(FILE, `${JSON.stringify(kept, null, 2)}\n`);
  throw new Error(fc.defaultReportMessage(details));
}
