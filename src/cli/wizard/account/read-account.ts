import { candidateVpcs, chooseVpc } from '../../../discover/select.ts';
import type { Snapshot } from '../../../discover/snapshot.ts';
import { vpcsOfChosen } from '../../../discover/vpcs-of-chosen.ts';
import type { Options } from '../../line/options.ts';
import { recordAccount } from '../../run/session/account-context.ts';
import type { Session } from '../../run/session/session.ts';
import { withTimeout } from '../../run/session/with-timeout.ts';
import { assertRead, TO_FIND_TARGETS } from '../../run/targets/assert-read.ts';
import { needsFor } from '../../run/targets/services.ts';
import type { AccountReading } from '../wizard-state.ts';
import { namesTargets } from './assess.ts';
import { readServices } from './read-services.ts';

/**
 * EC2 tells the DNS attributes one VPC at a time: beyond this many, judging them all would take longer than choosing.
 */
const JUDGED = 20;

/** Reads what the questions are about: the VPCs and, where no option says which one is meant, the services of ECS beside them. */
export async function readAccount(session: Session, options: Options): Promise<AccountReading> {
  const what = `Reading ${session.region.name}`;
  const reading = withTimeout(session.deadline, what, () => readSnapshot(session, options));
  const isOpen = options.vpcId === undefined && !namesTargets(options) && options.routeTableIds === undefined;
  const [snapshot, services] = await Promise.all([reading, isOpen ? readServices(session, reading) : null]);
  return { snapshot, accountHeading: recordAccount(session, snapshot), services };
}

/** The same, with everything that was left aside of one VPC. */
export async function readVpc(
  session: Session,
  options: Options,
  reading: AccountReading,
  vpcId: string,
): Promise<AccountReading> {
  const what = `Reading ${vpcId}`;
  const snapshot = await withTimeout(session.deadline, what, async () =>
    named(session, options, await session.source.readDetails(reading.snapshot, [vpcId]), vpcId),
  );
  return { ...reading, snapshot };
}

async function readSnapshot(session: Session, options: Options): Promise<Snapshot> {
  const { source, region } = session;
  const { vpcId } = options;
  const snapshot = await source.read(vpcId === undefined ? undefined : [vpcId]);
  assertRead(snapshot, TO_FIND_TARGETS, 'apply');
  // Says that there is no such VPC, or no VPC to choose.
  if (vpcId !== undefined || snapshot.vpcs.length === 0) chooseVpc(snapshot, vpcId, {}, region.source);
  if (vpcId !== undefined) return named(session, options, snapshot, vpcId);
  const candidates = candidateVpcs(snapshot);
  return candidates.length <= JUDGED ? source.readDetails(snapshot, candidates) : snapshot;
}

/** With who answers the names that a pull asks for. */
function named({ source }: Session, options: Options, snapshot: Snapshot, vpcId: string): Promise<Snapshot> {
  const services = needsFor(snapshot.region, options).map(({ service }) => service);
  return source.withNames(snapshot, [vpcId], services);
}

/** The VPC that needs no question: that of what was chosen by id or tag, or the only one there is. */
export function impliedVpc(snapshot: Snapshot, options: Options): string | undefined {
  const homes = vpcsOfChosen(snapshot, options);
  const vpcIds = homes.size > 0 ? [...homes.keys()] : snapshot.vpcs.map(({ id }) => id);
  return vpcIds.length === 1 ? vpcIds[0] : undefined;
}
