import { describe, inject } from 'vitest';
import { freshAccountIn, type MotoAccount } from './fresh-account.ts';

/** Like `describe`; skipped where moto is not installed, which test/moto/setup.ts then says or refuses. */
export function describeWithMoto(title: string, tests: () => void): void {
  describe.skipIf(inject('motoUrl') === null)(title, tests);
}

/** A fresh account of the moto that serves the whole run. */
export function freshAccount(): Promise<MotoAccount> {
  return freshAccountIn(inject('motoUrl')!);
}
