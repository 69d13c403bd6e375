/** When the run was, and which of several at that moment: `20261006T094501Z-1f2e3d4c`. */
const RUN_ID = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[0-9a-f]{8}$/;

/**
 * For how long a run may create something, in milliseconds: what is younger was not made by it. Longer than any
 * `--timeout` that makes sense, since a machine may sleep in the middle of a run.
 */
export const RUN_LASTS_MS = 6 * 3_600_000;

/**
 * How far the clock that names a run may be behind or ahead of EC2's, in milliseconds, once it was set by AWS's
 * answers.
 */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/**
 * Readable in a tag.
 * @param atMs when the run began, in milliseconds since the epoch, as AWS's clock has it
 * @param suffix eight hexadecimal digits, which tell apart the runs of one second
 */
export function runIdOf(atMs: number, suffix: string): string {
  return `${new Date(atMs).toISOString().replace(/[-:]|\.\d+/g, '')}-${suffix}`;
}

/** True where pullpath could have called a run so. */
export function isRunId(text: string): boolean {
  return runTimeOf(text) !== null;
}

/** When a run began, in milliseconds since the epoch, as its id says; null for what is not the id of a run. */
export function runTimeOf(run: string): number | null {
  const fields = RUN_ID.exec(run)?.slice(1).map(Number);
  if (fields === undefined) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields;
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  // `20269931T…` is a date to JavaScript, in another year.
  return run.startsWith(runIdOf(at, '')) ? at : null;
}

/**
 * Whether a run can have created what EC2 says was created then: not before the run began, and not hours after it. Tags
 * are easily copied, EC2's `CreationTimestamp` is not. Where EC2 does not tell, or the run is not known, nothing speaks
 * against it.
 * @param run the value of `pullpath:run`
 * @param createdAt ISO 8601, as in a snapshot
 */
export function couldHaveCreated(run: string | undefined, createdAt: string | null): boolean {
  const began = run === undefined ? null : runTimeOf(run);
  const at = createdAt === null ? Number.NaN : Date.parse(createdAt);
  if (began === null || Number.isNaN(at)) return true;
  return at >= began - CLOCK_TOLERANCE_MS && at <= began + RUN_LASTS_MS + CLOCK_TOLERANCE_MS;
}

/**
 * Whether a run can have changed what EC2 says was created then, as its undo tags say: not before there was anything.
 */
export function couldHaveModified(run: string | undefined, createdAt: string | null): boolean {
  const began = run === undefined ? null : runTimeOf(run);
  const at = createdAt === null ? Number.NaN : Date.parse(createdAt);
  if (began === null || Number.isNaN(at)) return true;
  return at <= began + RUN_LASTS_MS + CLOCK_TOLERANCE_MS;
}
