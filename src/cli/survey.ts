import { setImmediate } from 'node:timers/promises';
import { deepen, discover } from '../discover/discover.ts';
import { chooseRouteTables, chooseSubnets, chooseVpc } from '../discover/select.ts';
import type { Snapshot } from '../discover/snapshot.ts';
import { PullpathError } from '../errors.ts';
import { DEFAULT_PLATFORM_VERSION } from '../facts/platform-version.ts';
import type { Choices } from '../plan/choices.ts';
import { standingProfile } from '../plan/standing-profile.ts';
import { assertRead, TO_FIND_TARGETS } from './assert-read.ts';
import type { Options } from './options.ts';
import { checkServices, extrasFor } from './services.ts';
import type { Session } from './session.ts';
import { within } from './within.ts';

/** What a command works on: the account as read, and the user's choices with every default filled in. */
export interface Survey {
  readonly snapshot: Snapshot;
  readonly choices: Choices;
}

/**
 * Reads the VPC that was named, or the region to find the one to work on, and settles the choices.
 * @param load what will be needed next, loaded while AWS answers the last questions
 */
export function survey(session: Session, options: Options, load: Load = async () => undefined): Promise<Survey> {
  return within(options.timeout, `Reading ${session.region.name}`, () => read(session, options, load));
}

type Load = () => Promise<unknown>;

async function read(session: Session, options: Options, load: Load): Promise<Survey> {
  const region = session.region.name;
  if (options.vpcId !== undefined) {
    const [snapshot] = await Promise.all([
      discover(session.reader, { region, vpcIds: [options.vpcId] }),
      onceAsked(load),
    ]);
    return { snapshot, choices: choicesOf(snapshot, options, chooseVpc(snapshot, options.vpcId)) };
  }
  const wide = await discover(session.reader, { region });
  assertRead(wide, TO_FIND_TARGETS, 'audit');
  const vpcId = chooseVpc(wide, undefined, options);
  const [snapshot] = await Promise.all([deepen(session.reader, wide, [vpcId]), onceAsked(load)]);
  return { snapshot, choices: choicesOf(snapshot, options, vpcId) };
}

/** Loading holds up all else, so what was asked for a moment ago is given the turn in which it is sent. */
async function onceAsked(load: Load): Promise<void> {
  await setImmediate();
  await load();
}

/** The choices for one VPC; what the options leave open gets its default here, and nowhere else. */
export function choicesOf(snapshot: Snapshot, options: Options, vpcId: string): Choices {
  checkServices(snapshot, options);
  checkGroups(snapshot, options.taskSecurityGroupIds, vpcId);
  return {
    vpcId,
    stack: options.stack,
    subnetIds: chooseSubnets(snapshot, vpcId, options.subnetIds, options.subnetTag),
    routeTableIds: chooseRouteTables(snapshot, vpcId, options.routeTableIds, options.routeTableTag),
    platformVersion: options.platformVersion ?? DEFAULT_PLATFORM_VERSION,
    with: extrasFor(snapshot.region, options),
    ingress: options.ingress ?? standingProfile(snapshot, vpcId, options.stack) ?? 'guide',
    admit: options.admit,
    privateDns: options.privateDns,
    zones: options.azs ?? null,
    modifyExisting: options.modifyExisting ? 'all' : [],
    taskSecurityGroupIds: options.taskSecurityGroupIds,
  };
}

function checkGroups(snapshot: Snapshot, groupIds: readonly string[], vpcId: string): void {
  if (snapshot.unread.some((entry) => entry.part === 'securityGroups')) return;
  const strangers = groupIds.filter(
    (id) => !snapshot.securityGroups.some((group) => group.id === id && group.vpcId === vpcId),
  );
  if (strangers.length === 0) return;
  throw new PullpathError('usage', {
    code: 'UnknownSecurityGroup',
    message: `${vpcId} has no security group ${strangers.join(', ')}.`,
    remedy: 'Check --task-security-group-ids.',
  });
}
