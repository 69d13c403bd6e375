import { type ApplyOutcome, apply } from '../../src/apply/apply.ts';
import { type Clock, systemClock } from '../../src/apply/clock.ts';
import type { Event } from '../../src/apply/event.ts';
import { checkPermissions, type PermissionReport } from '../../src/apply/permissions.ts';
import { connect } from '../../src/aws/client/clients.ts';
import type { Writer } from '../../src/aws/write/writer.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { needsOf } from '../../src/diagnose/need.ts';
import { discover, readVpcDetails } from '../../src/discover/reading/discover.ts';
import { candidateVpcs } from '../../src/discover/select.ts';
import type { Snapshot } from '../../src/discover/snapshot.ts';
import type { Choices } from '../../src/plan/choices.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { runIdOf } from '../../src/plan/ownership/run-id.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { PRICES } from '../../src/plan/preview/prices.ts';
import { makeRollbackPlan } from '../../src/plan/rollback/rollback-plan.ts';
import {
  type Sandbox,
  type SandboxOptions,
  startSandbox,
  type World,
  type WorldName,
} from '../../src/sandbox/index.ts';
import { accountClock, simulatedClock } from './simulated-time.ts';
import { transportTo } from './transport.ts';

export const CHOICES: Omit<Choices, 'vpcId'> = {
  stack: 'default',
  subnetIds: null,
  routeTableIds: null,
  platformVersion: '1.4.0',
  with: [],
  ingress: 'guide',
  admit: 'vpc',
  privateDns: true,
  zones: null,
  modifyExisting: [],
  taskSecurityGroupIds: [],
};

/** A simulated account with pullpath's own parts around it, without the command line. */
export interface Stage {
  readonly sandbox: Sandbox;
  /** For what somebody else does to the account. */
  readonly writer: Writer;
  snapshot(): Promise<{ snapshot: Snapshot; vpcId: string }>;
  plan(over?: Partial<Choices>): Promise<Plan>;
  apply(plan: Plan, options?: ApplyOptions): Promise<ApplyOutcome & { events: Event[] }>;
  rollbackPlan(over?: Partial<Choices>): Promise<Plan>;
  /** Both plans over one reading of the account. */
  plans(over?: Partial<Choices>): Promise<{ apply: Plan; rollback: Plan }>;
  /** What AWS says when it is asked beforehand, by dry runs. */
  permissions(plan: Plan): Promise<PermissionReport>;
  rollback(
    options?: ApplyOptions & Partial<Pick<Choices, 'stack'>>,
  ): Promise<ApplyOutcome & { events: Event[]; plan: Plan }>;
  /** After a while in which EC2 catches up with itself. */
  settled(): Promise<void>;
  /** The mutating calls that the account has seen so far, dry runs apart. */
  mutations(): number;
  /** As a SIGKILL would: whatever is under way sends nothing more. */
  kill(): void;
  /** Another process on the same account: a new connection, and nothing remembered. */
  again(): Promise<Stage>;
  close(): Promise<void>;
}

export interface ApplyOptions {
  readonly timeoutMs?: number;
  readonly stop?: AbortSignal;
}

let runs = 0;

/** A run's id as the program gives it, by number. @param atMs when it began; what is created then is of that run */
export function runId(n: number, atMs = Date.now()): string {
  return runIdOf(atMs, n.toString(16).padStart(8, '0'));
}

/** Waiting passes fifty times as fast as it would: the account on the other side answers at once anyway. */
export const SPEED = 50;
const QUICK: Clock = {
  now: () => systemClock.now() * SPEED,
  sleep: (ms, signal) => systemClock.sleep(ms / SPEED, signal),
};

/** The same calls, until the process that makes them is dead: then they neither answer nor fail. */
function mortal<T extends object>(calls: T, isDead: () => boolean): T {
  return new Proxy(calls, {
    get: (target, name) => {
      const call: unknown = Reflect.get(target, name);
      if (typeof call !== 'function') return call;
      return (...args: unknown[]) => (isDead() ? new Promise(() => undefined) : call.apply(target, args));
    },
  });
}

/** @param vpcName the Name tag of the VPC to work on, where a world has several */
export async function openStage(
  world: WorldName | World,
  options: Omit<SandboxOptions, 'world'> = {},
  vpcName?: string,
): Promise<Stage> {
  const clock = options.clock === accountClock ? simulatedClock : QUICK;
  return stageOn(await startSandbox({ world, ...options }), { now: options.clock?.now ?? Date.now, clock }, vpcName);
}

/** @param time what the account's clock shows, which its answers tell the date by, and the program's own */
async function stageOn(
  sandbox: Sandbox,
  time: { now: () => number; clock: Clock },
  vpcName: string | undefined,
): Promise<Stage> {
  const { now, clock } = time;
  const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' };
  const connection = await connect({
    region: sandbox.region,
    endpointUrl: sandbox.url,
    credentials,
    transport: transportTo(sandbox),
  });
  let dead = false;
  const reader = mortal(connection.reader, () => dead);
  const writer = mortal(connection.writer(), () => dead);
  const snapshot = async () => {
    const wide = await discover(reader, { region: sandbox.region });
    const named = wide.vpcs.find((vpc) => vpc.tags.Name === vpcName)?.id;
    const vpcId = named ?? candidateVpcs(wide)[0] ?? wide.vpcs[0]?.id ?? '';
    return { snapshot: await readVpcDetails(reader, wide, [vpcId]), vpcId };
  };
  const carry = async (plan: Plan, { timeoutMs = 300_000, stop = new AbortController().signal }: ApplyOptions) => {
    const events: Event[] = [];
    const emit = (event: Event) => events.push(event);
    const outcome = await apply({
      plan,
      reader,
      writer,
      clock,
      awsTimeMs: now,
      timeoutMs,
      emit,
      stop,
    });
    return { ...outcome, events };
  };
  const plans = async (over: Partial<Choices> = {}) => {
    const { snapshot: seen, vpcId } = await snapshot();
    const choices = { ...CHOICES, vpcId, ...over };
    runs += 1;
    const made = { snapshot: seen, run: runId(runs, now()), prices: PRICES };
    return {
      apply: makePlan({ ...made, choices, diagnose: diagnoserOf(choices) }),
      rollback: makeRollbackPlan({
        ...made,
        vpcId: choices.vpcId,
        stack: choices.stack,
        modifyExisting: choices.modifyExisting === 'all',
      }),
    };
  };
  const rollbackPlan = async (over: Partial<Choices> = {}) => (await plans(over)).rollback;
  return {
    sandbox,
    writer,
    snapshot,
    plan: async (over) => (await plans(over)).apply,
    plans,
    apply: (plan, carryOptions = {}) => carry(plan, carryOptions),
    rollbackPlan,
    permissions: (plan) => checkPermissions(plan, reader, connection.dryRunWriter(), true),
    rollback: async ({ stack = CHOICES.stack, ...carryOptions } = {}) => {
      // A rollback that was begun may have left nothing but changes of others' things.
      const plan = await rollbackPlan({ stack, modifyExisting: 'all' });
      return { ...(await carry(plan, carryOptions)), plan };
    },
    settled: () => clock.sleep(15_000, new AbortController().signal),
    mutations: () => sandbox.journal.entries.filter((entry) => entry.mutating && !entry.dryRun).length,
    kill: () => {
      dead = true;
    },
    again: () => stageOn(sandbox, time, vpcName),
    close: async () => {
      connection.close();
      await sandbox.close();
    },
  };
}

export function diagnoserOf(choices: Choices) {
  return (snapshot: Snapshot) =>
    diagnose(snapshot, {
      vpcId: choices.vpcId,
      targetSubnetIds: choices.subnetIds,
      needs: needsOf(choices.platformVersion, choices.with),
    });
}
