import type { StepResult } from '../../apply/event.ts';
import { CATALOGUE } from '../../diagnose/catalogue/catalogue.ts';
import type { Diagnosis } from '../../diagnose/diagnosis.ts';
import { PullpathError } from '../../errors.ts';
import type { Plan } from '../../plan/plan.ts';
import { type CommandReference, isPullpath } from '../../remedy/command.ts';
import { commandsIn, mergeRemedies, type Remedy, remedyText, withCommands } from '../../remedy/remedy.ts';
import type { StartReport } from '../../symptom/schema.ts';
import { completed, type RunTarget } from '../line/command-line.ts';

/** The remedy with commands that mean the account of the run, and can be pasted. */
export function completedRemedy(remedy: Remedy, run: RunTarget): Remedy {
  const whole = withCommands(remedy, (command) => completed(command, run));
  const { roleArn } = run.options;
  if (roleArn.length === 0 || !commandsIn(remedy).some(needsRole)) return whole;
  const role = roleArn.length === 1 ? roleArn[0] : 'the role';
  const note = `The AWS CLI has no --role-arn: run it with credentials of ${role}.`;
  return remedyText(whole).includes(note) ? whole : mergeRemedies([whole, note]);
}

/** Signing in is done before any role is assumed. */
function needsRole(command: CommandReference): boolean {
  return !isPullpath(command) && command.program === 'aws' && !SIGN_IN.has(command.args[0]);
}

const SIGN_IN: ReadonlySet<unknown> = new Set(['configure', 'login', 'sso', 'sts']);

/** A failed start with an explanation that can be pasted. */
export function completedReport(report: StartReport, run: RunTarget): StartReport {
  const { explanation } = report;
  const instead = explanation.instead === null ? null : completedRemedy(explanation.instead, run);
  return { ...report, explanation: { ...withRemedy(explanation, run), instead } };
}

/** Anything with a remedy, completed. */
export function withRemedy<T extends { readonly remedy: Remedy }>(thing: T, run: RunTarget): T {
  return { ...thing, remedy: completedRemedy(thing.remedy, run) };
}

/**
 * The diagnosis with remedies that can be pasted: the evaluator knows the VPC and no more, and the user's own flags
 * (profile, role, extras, stack, simulated account, …) have to go along, or the command would mean something else.
 * Where only
 * `--modify-existing` opens the path, a plan without it is refused as a whole, so every apply says it.
 */
export function withRemedies(diagnosis: Diagnosis, run: RunTarget): Diagnosis {
  const modifies = diagnosis.findings.some(({ code, verdict }) => verdict === 'closed' && MODIFYING.has(code));
  const targets = new Set(diagnosis.subnets.filter(({ target }) => target).map(({ subnetId }) => subnetId));
  const findings = diagnosis.findings.map((finding) => {
    const { subnetIds } = finding;
    const isBeside = subnetIds.some((id) => !targets.has(id));
    const told = isBeside ? withCommands(finding.remedy, (command) => aimedAt(command, subnetIds)) : finding.remedy;
    return withRemedy({ ...finding, remedy: modifies ? withCommands(told, allowing) : told }, run);
  });
  return { ...diagnosis, findings };
}

const MODIFYING: ReadonlySet<string> = new Set(
  Object.values(CATALOGUE)
    .filter(({ fixedBy }) => fixedBy === 'apply --modify-existing')
    .map(({ code }) => code),
);

/** A plan for the targets leaves out what is wrong with other subnets. */
function aimedAt(command: CommandReference, subnetIds: readonly string[]): CommandReference {
  if (!isPullpath(command) || command.command !== 'apply' || command.options?.subnetIds !== undefined) return command;
  return { ...command, options: { ...command.options, subnetIds } };
}

function allowing(command: Parameters<typeof completed>[0]) {
  return isPullpath(command) && command.command === 'apply'
    ? { ...command, options: { ...command.options, modifyExisting: true } }
    : command;
}

/** The plan with remedies that can be pasted; its findings have theirs already. */
export function completedPlan<P extends Pick<Plan, 'blocked' | 'left' | 'notes'>>(plan: P, run: RunTarget): P {
  return {
    ...plan,
    blocked: plan.blocked.map((blocker) => withRemedy(blocker, run)),
    notes: plan.notes.map((note) => completedRemedy(note, run)),
    ...(plan.left === undefined ? {} : { left: plan.left.map((left) => withRemedy(left, run)) }),
  };
}

export function withResult(result: StepResult, run: RunTarget): StepResult {
  return result.error === undefined ? result : { ...result, error: withRemedy(result.error, run) };
}

/** The error with a remedy that can be pasted; what is no error of ours has none. */
export function completedError<E>(
  error: E,
  run: RunTarget,
): E extends PullpathError ? PullpathError : E | PullpathError;
export function completedError(error: unknown, run: RunTarget): unknown {
  if (!(error instanceof PullpathError)) return error;
  const { kind, code, message, remedy, requestId, action, cause } = error;
  return new PullpathError(kind, {
    code,
    message,
    remedy: completedRemedy(remedy, run),
    requestId,
    action,
    cause,
  });
}
