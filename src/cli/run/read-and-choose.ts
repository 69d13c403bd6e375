import { setImmediate } from 'node:timers/promises';
import { chooseVpc } from '../../discover/select.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import type { Choices } from '../../plan/choices.ts';
import type { Options } from '../line/options.ts';
import { assertRead, TO_FIND_TARGETS } from './assert-read.ts';
import { chooseTargets } from './choose-targets.ts';
import type { Session } from './session.ts';
import { withTimeout } from './with-timeout.ts';

/** What a command works on: the account as read, and the user's choices with every default filled in. */
export interface ReadAndChosen {
  readonly snapshot: Snapshot;
  readonly choices: Choices;
}

/**
 * Reads the VPC that was named, or the region to find the one to work on, and fills in the choices.
 * @param load what will be needed next, loaded while AWS answers the last questions
 */
export function readAndChoose(
  session: Session,
  options: Options,
  load: Load = async () => undefined,
): Promise<ReadAndChosen> {
  return withTimeout(session.deadline, `Reading ${session.region.name}`, () => read(session, options, load));
}

type Load = () => Promise<unknown>;

async function read({ source }: Session, options: Options, load: Load): Promise<ReadAndChosen> {
  if (options.vpcId !== undefined) {
    const [snapshot] = await Promise.all([source.read([options.vpcId]), afterRequestsAreSent(load)]);
    return { snapshot, choices: chooseTargets(snapshot, options, chooseVpc(snapshot, options.vpcId)) };
  }
  const wide = await source.read();
  assertRead(wide, TO_FIND_TARGETS, 'audit');
  const vpcId = chooseVpc(wide, undefined, options);
  const [snapshot] = await Promise.all([source.deepen(wide, [vpcId]), afterRequestsAreSent(load)]);
  return { snapshot, choices: chooseTargets(snapshot, options, vpcId) };
}

/** Loading code blocks the event loop, so requests that were just made are sent first. */
async function afterRequestsAreSent(load: Load): Promise<void> {
  await setImmediate();
  await load();
}
