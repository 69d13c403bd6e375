import { compare } from '../order.ts';

// No schema stands here: what sorts findings loads this file, and a schema would load zod with it.

/**
 * The worst first. closes: no image can be pulled · undecided: cannot be told from here · endangers: works, but not for
 * long or not everywhere · note: worth knowing.
 */
export const SEVERITIES = ['closes', 'undecided', 'endangers', 'note'] as const;

interface Ranked {
  readonly severity: (typeof SEVERITIES)[number];
  readonly code: string;
}

/** Orders findings by severity, the worst first, then by code. */
export function bySeverity(a: Ranked, b: Ranked): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || compare(a.code, b.code);
}
