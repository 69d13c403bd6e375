import { createHash } from 'node:crypto';
import { z } from 'zod';
import { PullpathError } from '../../errors.ts';
import { placeholder, pullpath } from '../../remedy/command.ts';
import { Plan } from '../plan.ts';
import { preconditionDifferences } from './preconditions.ts';
import { ordered, stepDifferences } from './step-differences.ts';

const FORMAT = 2;

const NEW_PLAN = pullpath('plan', { out: placeholder('<file>') });

/**
 * A plan as a file: what it is, which program wrote it, and a fingerprint of all that it says: facts, choices and
 * steps.
 */
export const SavedPlan = Plan.extend({
  formatVersion: z.literal(FORMAT),
  command: z.literal('plan'),
  toolVersion: z.string(),
  fingerprint: z.string(),
});
export type SavedPlan = z.infer<typeof SavedPlan>;

/** What a plan of any format says of itself. */
const OtherFormat = z.object({
  formatVersion: z.number(),
  command: z.literal('plan'),
  toolVersion: z.string().optional(),
});

export function toSavedPlan(plan: Plan, toolVersion: string): SavedPlan {
  return { formatVersion: FORMAT, command: 'plan', toolVersion, ...plan, fingerprint: fingerprintOf(plan) };
}

/** @throws usage UnreadablePlan, where the text is not a plan of this format or was edited */
export function parseSavedPlan(text: string, file: string): SavedPlan {
  const saved = json(text, file);
  const { success: isOther, data: other } = OtherFormat.safeParse(saved);
  if (isOther && other.formatVersion !== FORMAT) {
    const { formatVersion, toolVersion } = other;
    if (toolVersion === undefined)
      throw unreadable(`${file} was written by plan --output json and is not a saved plan.`);
    throw unreadable(
      `${file} is a plan of format ${formatVersion}, saved by pullpath ${toolVersion}; this version reads format ${FORMAT}.`,
    );
  }
  const parsed = SavedPlan.safeParse(saved);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const at = issue === undefined ? '' : ` (${issue.path.join('.') || 'document'}: ${issue.message})`;
    throw unreadable(`${file} is not a saved plan of format ${FORMAT}${at}.`);
  }
  if (parsed.data.fingerprint !== fingerprintOf(Plan.parse(parsed.data)))
    throw unreadable(`${file} was changed after it was saved.`);
  return parsed.data;
}

/**
 * Refuses a plan that no longer fits: another account or region, or facts that have changed, which a plan that was
 * applied even in part has seen to itself.
 * @param now a plan made just now from the same choices, under the same run id
 * @throws stale-plan, with the difference in words
 */
export function assertFresh(saved: Plan, now: Plan): void {
  const elsewhere = (['account', 'region', 'vpcId'] as const).filter((field) => saved[field] !== now[field]);
  const differences = [
    ...elsewhere.map((field) => `${field} was ${saved[field]}, now ${now[field]}`),
    ...preconditionDifferences(saved.preconditions, now.preconditions),
  ];
  // What no fact tells decides as well: free addresses, a version of this program that plans otherwise.
  if (differences.length === 0) differences.push(...stepDifferences(saved.steps, now.steps));
  const runs = differences.length === 0 ? [] : runsSince(saved, now);
  if (runs.length > 0) throw alreadyApplied(runs);
  if (differences.length > 0) throw stalePlan(differences);
}

/** The runs whose tags the account has since the plan was made, where nothing of the plan is left to do. */
function runsSince(saved: Plan, now: Plan): string[] {
  if (saved.steps.length === 0 || now.steps.length > 0 || now.blocked.length > 0) return [];
  const runsIn = ({ preconditions }: Plan) =>
    Object.values(preconditions).flatMap((text) =>
      [...text.matchAll(/pullpath:run=(\S+)/g)].map(([, run = '']) => run),
    );
  const before = new Set(runsIn(saved));
  return [...new Set(runsIn(now))].filter((run) => !before.has(run));
}

function alreadyApplied(runs: readonly string[]): PullpathError {
  return new PullpathError('stale-plan', {
    code: 'AlreadyApplied',
    message: `This plan was already applied (run ${runs.join(', ')}). Nothing to do.`,
    remedy: ['To undo it:', pullpath('rollback', {})],
  });
}

/** @param differences clauses, as of `assertFresh` */
export function stalePlan(differences: readonly string[], cause?: unknown): PullpathError {
  return new PullpathError('stale-plan', {
    code: 'StalePlan',
    message: `The plan no longer fits the account:${differenceLines(differences)}`,
    remedy: ['Make a new one:', NEW_PLAN, 'Or continue without a plan:', pullpath('apply', {})],
    cause,
  });
}

/** How many differences are named before the rest is counted: what was applied shows a dozen of them. */
const NAMED = 6;

/** One stands in the sentence, several on a line each. */
function differenceLines(differences: readonly string[]): string {
  if (differences.length === 1) return ` ${differences[0]}.`;
  const more = differences.length - NAMED;
  // One more than that is named rather than counted.
  const named = more > 1 ? [...differences.slice(0, NAMED), `and ${more} more differences`] : differences;
  return named.map((difference) => `\n- ${difference}`).join('');
}

function fingerprintOf(plan: Plan): string {
  return createHash('sha256')
    .update(JSON.stringify(ordered(plan)))
    .digest('hex');
}

function json(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable(`${file} isn’t JSON.`, cause);
  }
}

function unreadable(message: string, cause?: unknown): PullpathError {
  return new PullpathError('usage', {
    code: 'UnreadablePlan',
    message,
    remedy: ['Make a new one:', NEW_PLAN],
    cause,
  });
}
