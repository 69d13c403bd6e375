import type { Snapshot } from '../discover/snapshot.ts';
import { isGone } from '../facts/endpoint-state.ts';
import type { Plan } from '../plan/plan.ts';
import type { StepResult } from './event.ts';

/**
 * The results, with a mark on those of which nothing is left: what was made or changed is missing from a snapshot of
 * afterwards, so another caller has deleted it in the meantime.
 */
export function markVanished(
  { steps }: Plan,
  results: readonly StepResult[],
  { endpoints, securityGroups, vpcs }: Snapshot,
): StepResult[] {
  const standing = [...endpoints.filter((endpoint) => !isGone(endpoint)), ...securityGroups, ...vpcs];
  const isExpected = new Set([...standing.map(({ id }) => id), undefined]);
  const deleting = new Set(steps.filter(({ action }) => action === 'delete').map(({ id }) => id));
  return results.map((result) => {
    const { step, status, resourceId } = result;
    const isLost = status === 'done' && !deleting.has(step) && !isExpected.has(resourceId);
    return isLost ? { ...result, lost: true } : result;
  });
}
