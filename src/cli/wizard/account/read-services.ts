import type { EcsSnapshot, UnreadEcsPart } from '../../../discover/ecs/ecs-snapshot.ts';
import { readAllServices } from '../../../discover/ecs/read-ecs.ts';
import { PullpathError } from '../../../errors.ts';
import { formatCount, formatList } from '../../../words.ts';
import type { Session } from '../../run/session/session.ts';
import { type ServiceHealth, serviceHealth } from './failing-services.ts';

/** The ECS services of a region, and what must be said of that list. */
export interface ServiceReading extends ServiceHealth {
  /** All that was read; null where nothing could be. */
  readonly ecs: EcsSnapshot | null;
  /** Why none is listed, or why the list may lack some; null where there is nothing to say. */
  readonly note: string | null;
}

/** How long ECS is waited for once everything else has been read: the VPCs lead to a plan too. */
const PATIENCE_MS = 8000;

/**
 * Reads every service of the region. Never rejects: without ECS the way over a VPC is left, so what went wrong is a note.
 * @param others what is read beside it, and waited for anyway
 */
export async function readServices(session: Session, others: Promise<unknown>): Promise<ServiceReading> {
  const region = session.region.name;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = others
    .catch(() => undefined)
    .then(() => new Promise<null>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS, null))));
  const read = async () => readAllServices(await session.ecs(), session.reader);
  try {
    const snapshot = await Promise.race([read(), tooLate]);
    if (snapshot === null) return unread(`ECS did not answer within ${formatCount(PATIENCE_MS / 1000, 'second')}`);
    const health = serviceHealth(snapshot, region);
    return { ...health, ecs: snapshot, note: noteOn(health, snapshot.unread, region) };
  } catch (error) {
    if (error instanceof PullpathError) return unread(`ECS could not be read (${error.code})`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function unread(why: string): ServiceReading {
  return { ecs: null, failing: [], others: [], note: `${why}, so failing services aren't listed.` };
}

function noteOn({ failing, others }: ServiceHealth, refused: readonly UnreadEcsPart[], region: string): string | null {
  if (refused.length > 0) {
    const reads = formatList([...new Set(refused.map(({ action, part, code }) => `${action || part}: ${code}`))]);
    return failing.length + others.length === 0
      ? `ECS could not be read (${reads}), so failing services aren't listed.`
      : `ECS could be read only in part (${reads}), so failing services may be missing.`;
  }
  if (failing.length > 0) return null;
  if (others.length === 0) return `There are no ECS services in ${region}.`;
  return `${formatCount(others.length, 'ECS service')} in ${region}: no task failed to start in the last hour.`;
}
