import { writeFile } from 'node:fs/promises';
import type { PermissionReport } from '../../apply/permissions.ts';
import { ExitCode, PullpathError } from '../../errors.ts';
import type { Plan } from '../../plan/plan.ts';
import { seal } from '../../plan/saved-plan.ts';
import { planDocument } from '../../render/documents/plan.ts';
import type { Next } from '../../render/next.ts';
import { planText } from '../../render/plan-text.ts';
import { askPermissions } from '../ask-permissions.ts';
import { commandFor, commandForSaved } from '../command-line.ts';
import type { Command, Invocation } from '../invocation.ts';
import type { Options } from '../options.ts';
import { labelOf, placeOf, targetOf } from '../place.ts';
import { type Prepared, prepare } from '../prepare.ts';
import { resultDocument } from '../result-document.ts';
import { openSession, type Session } from '../session.ts';
import { VERSION } from '../version.ts';

/** Shows what apply would do, and does none of it. */
export const plan: Command = async (invocation) => {
  const { options, terminal } = invocation;
  const session = await openSession(options, terminal);
  try {
    const prepared = await prepare(session, invocation);
    const report = options.checkPermissions ? await askPermissions(session, invocation, prepared.plan) : null;
    const saved = seal(prepared.plan, VERSION);
    if (options.out !== undefined) await save(options.out, JSON.stringify(saved, null, 2));
    show(session, invocation, prepared, report);
    if (report !== null) tellPermissions(invocation, report);
    const { steps, refusals } = prepared.plan;
    return options.detailedExitcode && steps.length + refusals.length > 0 ? ExitCode.ChangesPending : ExitCode.Done;
  } finally {
    await session.end();
  }
};

function show(
  session: Session,
  invocation: Invocation,
  { plan: planned, snapshot, choices }: Prepared,
  report: PermissionReport | null,
): void {
  const { options, terminal } = invocation;
  const place = placeOf(session, snapshot, invocation);
  if (options.output !== 'text') {
    const document = planDocument(planned, session.note, report);
    resultDocument(terminal, options, document);
    return;
  }
  const next = options.quiet ? null : nextOf(planned, options, targetOf(session, invocation, choices.vpcId));
  terminal.result(
    planText({ plan: planned, place, vpc: labelOf(snapshot, choices.vpcId), next }, terminal.resultStyle),
  );
}

/** What the plan leads to: nothing where there is nothing to do, or where something besides consent is in the way. */
function nextOf({ steps, refusals }: Plan, options: Options, target: Partial<Options>): Next | null {
  if (refusals.some((refusal) => refusal.step === null)) return null;
  if (refusals.length > 0) {
    const command = commandFor('apply', options, { ...target, modifyExisting: true });
    return { what: 'To apply it, and allow the changes of what others made', command };
  }
  if (steps.length === 0) return null;
  const command =
    options.out === undefined ? commandFor('apply', options, target) : commandForSaved(options.out, options);
  return { what: 'To apply it', command };
}

function tellPermissions({ terminal }: Invocation, report: PermissionReport): void {
  for (const { action, resource, reason } of report.missing)
    terminal.notice(`Missing permission: ${action}${resource === null ? '' : ` on ${resource}`} (${reason})`);
  for (const sentence of report.unchecked) terminal.notice(`Not checked: ${sentence}`);
  if (report.missing.length === 0) terminal.notice('Every permission that could be asked about is there.');
}

async function save(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, `${text}\n`);
  } catch (cause) {
    throw new PullpathError('usage', {
      code: 'UnwritableFile',
      message: `${file} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
      remedy: 'Check --out.',
      cause,
    });
  }
}
