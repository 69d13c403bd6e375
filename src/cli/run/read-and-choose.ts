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

/** Reads the VPC that was named, or the region to find the one to work on, and fills in the choices. */
export function readAndChoose(session: Session, options: Options): Promise<ReadAndChosen> {
  return withTimeout(session.deadline, `Reading ${session.region.name}`, () => read(session, options));
}

async function read({ source, region }: Session, options: Options): Promise<ReadAndChosen> {
  if (options.vpcId !== undefined) {
    const snapshot = await source.read([options.vpcId]);
    return { snapshot, choices: chooseTargets(snapshot, options, chooseVpc(snapshot, options.vpcId)) };
  }
  const wide = await source.read();
  assertRead(wide, TO_FIND_TARGETS, 'audit');
  const vpcId = chooseVpc(wide, undefined, options, region.source);
  const snapshot = await source.deepen(wide, [vpcId]);
  return { snapshot, choices: chooseTargets(snapshot, options, vpcId) };
}

/** Loading code blocks the event loop, so requests that were just made are sent first. */
export async function afterRequestsAreSent(load: () => Promise<unknown>): Promise<void> {
  await setImmediate();
  await load();
}
