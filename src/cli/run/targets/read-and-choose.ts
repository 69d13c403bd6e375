import { setImmediate } from 'node:timers/promises';
import type { EcsSnapshot } from '../../../discover/ecs/ecs-snapshot.ts';
import type { Snapshot } from '../../../discover/snapshot.ts';
import { type Choices, needsOfChoices } from '../../../plan/choices.ts';
import type { Options } from '../../line/options.ts';
import type { Session } from '../session/session.ts';
import { withTimeout } from '../session/with-timeout.ts';
import { assertRead, TO_FIND_TARGETS } from './assert-read.ts';
import { chooseTargets } from './choose-targets.ts';
import { readNamedWorkload, type WorkloadReading } from './read-workload.ts';
import { vpcOf } from './workload-vpc.ts';

/** What a command works on: the account as read, and the user's choices with every default filled in. */
export interface ReadAndChosen {
  readonly snapshot: Snapshot;
  readonly choices: Choices;
  /** What was read of ECS; null where no workload was named. */
  readonly ecs: EcsSnapshot | null;
}

/**
 * Reads the workload and the VPC that were named, or the region to find the one to work on, and fills in the choices.
 * @param choose how subnets are chosen where none was named
 */
export function readAndChoose(
  session: Session,
  options: Options,
  choose: typeof chooseTargets = chooseTargets,
): Promise<ReadAndChosen> {
  return withTimeout(session.deadline, `Reading ${session.region.name}`, () => read(session, options, choose));
}

async function read(session: Session, options: Options, choose: typeof chooseTargets): Promise<ReadAndChosen> {
  const { source, region } = session;
  const named = readNamedWorkload(session, options);
  const chosen = async (snapshot: Snapshot, vpcId: string, reading: WorkloadReading | null) => {
    const choices = choose(snapshot, options, vpcId, reading?.workload ?? null);
    const services = needsOfChoices(choices).map(({ service }) => service);
    return { snapshot: await source.withNames(snapshot, [vpcId], services), choices, ecs: reading?.ecs ?? null };
  };
  if (options.vpcId !== undefined) {
    const [snapshot, reading] = await Promise.all([source.read([options.vpcId]), named]);
    return chosen(snapshot, vpcOf(snapshot, options, reading?.workload ?? null), reading);
  }
  const [wide, reading] = await Promise.all([source.read(), named]);
  assertRead(wide, TO_FIND_TARGETS, 'audit');
  const vpcId = vpcOf(wide, options, reading?.workload ?? null, region.source);
  return chosen(await source.readDetails(wide, [vpcId]), vpcId, reading);
}

/** Loading code blocks the event loop, so requests that were just made are sent first. */
export async function afterRequestsAreSent(load: () => Promise<unknown>): Promise<void> {
  await setImmediate();
  await load();
}
