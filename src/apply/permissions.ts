import { denialOf } from '../aws/errors/denial.ts';
import { isDryRunExecuted, isTimeout } from '../aws/errors/error-predicates.ts';
import type { Reader } from '../aws/read/reader.ts';
import type { Writer } from '../aws/write/writer.ts';
import { PullpathError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import { type PermissionCheck, permissionChecksOf } from './permission-checks.ts';
import { BUCKET_SIZE, type RateLimitedCall } from './rate-limiter.ts';

/** A permission that the plan needs and the caller lacks. */
export interface MissingPermission {
  readonly action: string;
  readonly resource: string | null;
  readonly reason: string;
}

export interface PermissionReport {
  readonly missing: readonly MissingPermission[];
  /** What could not be asked, and why: sentences. */
  readonly unchecked: readonly string[];
  /** The dry runs that drew on a small bucket, for the changes that follow [aws-facts: throttling]. */
  readonly spent: readonly RateLimitedCall[];
}

/**
 * Asks AWS, by `DryRun`, whether the caller may do what the plan does: once per shape of permission. It proves
 * permissions alone: no quota, no conflict.
 * @param writer the writer that only asks; never one that acts
 * @param mapConcurrent all questions at once; else the first that is carried out instead of answered is also the last
 * @throws partial DryRunCarriedOut
 */
export async function checkPermissions(
  plan: Plan,
  reader: Reader,
  writer: Writer,
  sideBySide: boolean,
): Promise<PermissionReport> {
  const questions = rationed([
    ...new Map(permissionChecksOf(plan).map((question) => [question.shape, question])).values(),
  ]);
  const asking: Promise<Answer>[] = [];
  for (const question of questions) {
    const answer = answerTo(question, reader, writer);
    asking.push(answer);
    if (!sideBySide) await answer;
  }
  const answers = await Promise.all(asking);
  const missing = answers.flatMap((answer) => answer.missing ?? []);
  return {
    missing: [...new Map(missing.map((each) => [`${each.action} ${each.resource}`, each])).values()],
    unchecked: [...new Set(answers.flatMap((answer) => answer.unchecked ?? []))],
    spent: questions.flatMap((question) => question.rateLimitedAs ?? []),
  };
}

/**
 * Dry runs draw on the buckets of the changes themselves. Where one would not hold them all, one question speaks for
 * those that are alike, or the changes would wait for twice as long.
 */
function rationed(questions: readonly PermissionCheck[]): PermissionCheck[] {
  return questions.map((question) => {
    const { action, shape, rateLimitedAs, alike } = question;
    const rivals = questions.filter((other) => rateLimitedAs !== undefined && other.rateLimitedAs === rateLimitedAs);
    const first = rivals.find((other) => other.alike === alike);
    if (rivals.length <= BUCKET_SIZE || alike === undefined || first === question) return question;
    const because = `AWS was asked about one ${alike} for all of them, since it takes few such calls at a time`;
    return { action, shape, ask: null, because };
  });
}

interface Answer {
  readonly missing?: MissingPermission;
  readonly unchecked?: string;
}

async function answerTo(question: PermissionCheck, reader: Reader, writer: Writer): Promise<Answer> {
  if (question.ask === null) return { unchecked: `${question.action}: ${question.because}.` };
  try {
    await question.ask(writer);
    return {};
  } catch (error) {
    const denial = denialOf(error);
    if (denial !== null) {
      const { action, resource, encoded } = denial;
      const told = denial.reason ?? (encoded === null ? null : await decoded(reader, encoded));
      return { missing: { action: action ?? question.action, resource, reason: told ?? 'AWS gives no reason' } };
    }
    if (error instanceof PullpathError && error.kind !== 'credentials' && !isDryRunExecuted(error) && !isTimeout(error))
      return { unchecked: `${question.action}: ${error.message}` };
    throw error;
  }
}

/** The reason inside the encoded message; null where the caller may not decode it, or it holds none. */
async function decoded(reader: Reader, encoded: string): Promise<string | null> {
  try {
    const story: unknown = JSON.parse(await reader.decodeAuthorizationMessage(encoded));
    const explicit =
      typeof story === 'object' && story !== null && 'explicitDeny' in story && story.explicitDeny === true;
    return explicit ? 'an explicit deny' : 'no policy allows it';
  } catch (error) {
    if (error instanceof PullpathError || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Exit 4 with everything that is missing at once; silent where nothing is. */
export function assertPermitted(report: PermissionReport, { purpose }: Pick<Plan, 'purpose'>): void {
  if (report.missing.length === 0) return;
  const lines = report.missing.map(
    ({ action, resource, reason }) => `${action}${resource === null ? '' : ` on ${resource}`} (${reason})`,
  );
  throw new PullpathError('needs-person', {
    code: 'MissingPermissions',
    message: `The caller lacks ${report.missing.length === 1 ? 'a permission' : `${report.missing.length} permissions`} that the plan needs: ${lines.join('; ')}. Nothing was changed.`,
    remedy: ['Ask for the policy that this prints:', { program: 'pullpath', command: 'iam-policy', args: [purpose] }],
  });
}
