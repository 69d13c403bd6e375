import { deepen, discover } from '../../discover/discover.ts';
import { homesOf } from '../../discover/homes.ts';
import { candidateVpcs, chooseVpc } from '../../discover/select.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { PullpathError } from '../../errors.ts';
import { assertRead, TO_FIND_TARGETS } from '../assert-read.ts';
import type { Invocation } from '../invocation.ts';
import type { Options } from '../options.ts';
import { placeOf } from '../place.ts';
import { openSession, type Session } from '../session.ts';
import { within } from '../within.ts';
import type { Reading } from './draft.ts';

/** EC2 tells the DNS attributes one VPC at a time: beyond this many, judging them all would take longer than choosing. */
const JUDGED = 20;

/** The region that is in force without a question; null where nobody has said. */
export async function knownRegion({ terminal }: Invocation, options: Options): Promise<string | null> {
  try {
    const session = await openSession(options, terminal);
    await session.end();
    return session.region.name;
  } catch (error) {
    if (error instanceof PullpathError && error.code === 'MissingRegion') return null;
    throw error;
  }
}

/** Reads what the questions are about, in a session of its own: a later one may have other credentials. */
export async function readAccount(invocation: Invocation, options: Options): Promise<Reading> {
  const session = await openSession(options, invocation.terminal);
  try {
    const what = `Reading ${session.region.name}`;
    const snapshot = await within(options.timeout, what, () => readSnapshot(session, options));
    return { snapshot, place: placeOf(session, snapshot, invocation) };
  } finally {
    await session.end();
  }
}

async function readSnapshot(session: Session, { vpcId }: Options): Promise<Snapshot> {
  const region = session.region.name;
  const snapshot = await discover(session.reader, { region, vpcIds: vpcId === undefined ? undefined : [vpcId] });
  assertRead(snapshot, TO_FIND_TARGETS, 'apply');
  // Says that there is no such VPC, or no VPC to choose.
  if (vpcId !== undefined || snapshot.vpcs.length === 0) chooseVpc(snapshot, vpcId);
  const candidates = candidateVpcs(snapshot);
  return vpcId === undefined && candidates.length <= JUDGED ? deepen(session.reader, snapshot, candidates) : snapshot;
}

/** The VPC that needs no question: that of what was chosen by id or tag, or the only one there is. */
export function impliedVpc(snapshot: Snapshot, options: Options): string | undefined {
  const homes = homesOf(snapshot, options);
  const vpcIds = homes.size > 0 ? [...homes.keys()] : snapshot.vpcs.map(({ id }) => id);
  return vpcIds.length === 1 ? vpcIds[0] : undefined;
}
