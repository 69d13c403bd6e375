import * as z from 'zod/mini';

/** Three answers, not two: what could not be decided is neither open nor closed. */
export const Verdict = z.enum(['open', 'closed', 'unknown']);
export type Verdict = z.infer<typeof Verdict>;

/** Orders verdicts, the worst first; null, which is none, comes last. */
export function byVerdict(a: Verdict | null, b: Verdict | null): number {
  return WORST_FIRST.indexOf(a) - WORST_FIRST.indexOf(b);
}

const WORST_FIRST: readonly (Verdict | null)[] = ['closed', 'unknown', 'open', null];

/** A path is as good as its worst part: one closed part closes it; failing that, one unknown part leaves it unknown. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('closed')) return 'closed';
  return verdicts.includes('unknown') ? 'unknown' : 'open';
}
