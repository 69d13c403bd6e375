import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Diagnosis } from '../../../diagnose/diagnosis.ts';
import type { Snapshot } from '../../../discover/snapshot.ts';
import { clause, PullpathError } from '../../../errors.ts';
import type { Choices } from '../../../plan/choices.ts';
import { makePlan } from '../../../plan/make-plan.ts';
import { runIdOf } from '../../../plan/ownership/run-id.ts';
import type { Plan } from '../../../plan/plan.ts';
import { PRICES, PriceTable } from '../../../plan/preview/prices.ts';
import { assertFresh, type SavedPlan, stalePlan } from '../../../plan/saved/saved-plan.ts';
import { pullpath } from '../../../remedy/command.ts';
import { UNKNOWN_WORKLOAD, type Workload } from '../../../workload/workload.ts';
import type { Options } from '../../line/options.ts';
import { diagnoser } from '../audit/diagnoser.ts';
import type { Session } from '../session/session.ts';
import { readAndChoose } from '../targets/read-and-choose.ts';
import { assertPlaced } from '../targets/workload-vpc.ts';
import { completedPlan } from '../user-flags.ts';

/** A plan with all that it was made from. */
export interface PlannedRun {
  readonly snapshot: Snapshot;
  readonly choices: Choices;
  readonly diagnosis: Diagnosis;
  readonly prices: PriceTable;
  readonly plan: Plan;
}

/** Reads the account and plans for it. */
export async function planRun(
  session: Session,
  options: Options,
  allowed: readonly string[] = [],
): Promise<PlannedRun> {
  const found = await readAndChoose(session, options);
  assertPlaced(found.choices.workload);
  const choices = allowed.length === 0 ? found.choices : { ...found.choices, modifyExisting: [...allowed] };
  return planFor(found.snapshot, choices, newRun(session), await pricesOf(options), options);
}

/**
 * The same plan under a run that begins now: after a question that was left open for hours, what the run creates would
 * be too young for the run that was named before it.
 */
export function withRunFromNow(session: Session, options: Options, run: PlannedRun): PlannedRun {
  return planFor(run.snapshot, run.choices, newRun(session), run.prices, options);
}

/**
 * Reads the account again for a saved plan, and refuses it where the account has changed. Every execution has a run id
 * of its own: a client token of an execution before may be answered with what has been deleted since [aws-facts:
 * client-token].
 */
export async function planSavedRun(session: Session, options: Options, saved: SavedPlan): Promise<PlannedRun> {
  const { choices } = saved;
  if (choices === null) {
    throw new PullpathError('usage', {
      code: 'NotApplicable',
      message: 'That is the plan of a rollback, which follows from the tags and is never saved.',
      remedy: ['Roll it back:', pullpath('rollback', { vpcId: saved.vpcId, stack: saved.stack })],
    });
  }
  const snapshot = await readFor(session, options, saved, choices);
  const prices = await pricesOf(options);
  const now = (run: string) => planFor(snapshot, choices, run, prices, options);
  assertFresh(saved, now(saved.run).plan);
  return now(newRun(session));
}

/** The options under which a saved plan was made: what is printed for later must mean its stack and its VPC. */
export function optionsOf({ region, choices }: SavedPlan, options: Options): Options {
  if (choices === null) return { ...options, region };
  const { zones, modifyExisting, subnetIds, routeTableIds, workload, ...same } = choices;
  return {
    ...options,
    ...same,
    ...namesOf(workload),
    region,
    subnetIds: subnetIds ?? undefined,
    routeTableIds: routeTableIds ?? undefined,
    azs: zones ?? undefined,
    modifyExisting: modifyExisting === 'all',
    plan: undefined,
  };
}

/** The flags that name a workload again. */
function namesOf(workload: Workload | undefined): Pick<Options, 'cluster' | 'service' | 'task' | 'taskDefinition'> {
  const { cluster, service, task, taskDefinition } = workload ?? UNKNOWN_WORKLOAD;
  const placed = service !== null || task !== null;
  return {
    cluster: cluster ?? undefined,
    service: task === null ? (service ?? undefined) : undefined,
    task: task ?? undefined,
    taskDefinition: placed ? undefined : (taskDefinition ?? undefined),
  };
}

/**
 * The account as it is. What the plan names and the account no longer has makes the plan stale, like any other
 * difference.
 */
async function readFor(session: Session, options: Options, saved: SavedPlan, choices: Choices): Promise<Snapshot> {
  const { account } = await session.reader.callerIdentity();
  if (account !== saved.account) throw stalePlan([`account was ${saved.account}, now ${account}`]);
  try {
    const { vpcId, subnetIds } = choices;
    // What ECS told when the plan was made is in it: ECS is not asked again.
    const own = { ...options, ...namesOf(undefined), vpcId, subnetIds: subnetIds ?? undefined };
    return (await readAndChoose(session, own)).snapshot;
  } catch (error) {
    const isMissing = error instanceof PullpathError && /^(Unknown|NoTarget)/.test(error.code);
    throw isMissing ? stalePlan([clause(error.message)], error) : error;
  }
}

/** The plan for choices, from what was read and from nothing else. @param run the id for the tags of what it creates */
export function planFor(
  snapshot: Snapshot,
  choices: Choices,
  run: string,
  prices: PriceTable,
  options: Options,
): PlannedRun {
  const diagnose = diagnoser(choices, options);
  return {
    snapshot,
    choices,
    diagnosis: diagnose(snapshot),
    prices,
    plan: completedPlan(makePlan({ snapshot, choices, diagnose, run, prices }), { options, region: snapshot.region }),
  };
}

/** The id of a run that begins now. */
export function newRun({ awsTimeMs }: Session): string {
  return runIdOf(awsTimeMs(), randomBytes(4).toString('hex'));
}

/** The dated table, or the file that replaces it. */
export async function pricesOf(options: Options): Promise<PriceTable> {
  if (options.prices === undefined) return PRICES;
  const parsed = PriceTable.safeParse(parseJson(await readText(options.prices, '--prices')));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new PullpathError('usage', {
    code: 'UnreadablePrices',
    message: `${options.prices} isn’t a price table (${issue?.path.join('.') || 'document'}: ${issue?.message}).`,
    remedy:
      'Write { "asOf": "2026-10-06", "regions": { "eu-west-1": { "endpointZoneHour": 0.011, "endpointGb": 0.01, "natHour": 0.048, "natGb": 0.048 } } }.',
  });
}

/** Text that is not JSON is not a price table either. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A file that the user named, as text. @throws usage UnreadableFile */
export async function readText(file: string, flag: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new PullpathError('usage', {
      code: 'UnreadableFile',
      message: `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      remedy: `Check ${flag}.`,
      cause,
    });
  }
}
