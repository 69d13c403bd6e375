import { cause } from '../findings/cause.ts';
import type { NoteRule } from '../findings/note.ts';

/**
 * An endpoint in one zone serves all, but does not outlive it; said where tasks run in other zones too
 * [aws-facts: single-zone-endpoint].
 */
export const singleZone: NoteRule = ({ context, targets, answers }) => {
  const zones = new Set(targets.map(({ zoneName }) => zoneName));
  if (zones.size < 2) return [];
  return [...answers].flatMap(([service, endpoint]) => {
    const own = new Set(endpoint.subnetIds.map((id) => context.index.subnets.get(id)?.zoneName ?? ''));
    const [zone] = own;
    if (own.size !== 1 || zone === undefined || zone === '') return [];
    const subnet = targets.find(({ zoneName }) => zoneName !== zone)?.id ?? '';
    const values = { endpoint: endpoint.id, service, zone, zones: [...zones].sort().join(', '), subnet };
    return [
      { cause: cause('single-zone', endpoint.id, values), hops: [service], subnetIds: targets.map(({ id }) => id) },
    ];
  });
};
