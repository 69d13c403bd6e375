/** The shortest pause between two reads, used at first. */
const SHORTEST_MS = 500;
/**
 * Endpoints take a minute or more [aws-facts: endpoint-timing], and what watches them asks one thing only: far below
 * any limit.
 */
const LONGEST_MS = 3000;

/**
 * Milliseconds to the next look at something that has been awaited for so many: a tenth, so that whatever it is that comes, it
 * has come at most a tenth of its own time before it is seen.
 */
export function pollInterval(waitedMs: number): number {
  return Math.min(Math.max(waitedMs / 10, SHORTEST_MS), LONGEST_MS);
}
