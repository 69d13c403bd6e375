import type { Need } from '../../diagnose/need.ts';
import { serviceFor } from '../../discover/entities/service.ts';
import { isFailed } from '../../facts/endpoint-state.ts';
import {
  EMPTY_PART,
  endpointsOf,
  isAllowed,
  isOpenForTargets,
  isStackEndpoint,
  mergeParts,
  type PlanContext,
  type PlanPart,
} from '../plan-context.ts';
import { changeId } from './endpoint-modification.ts';
import { admitTasks, enablePrivateDns, failedNameHolder, withoutPrivateDns } from './foreign-interface.ts';
import { createEndpoint, deleteFailed, repairEndpoint } from './own-interface.ts';
import type { PlannedAddresses } from './placement.ts';

/**
 * Opens one hop that an interface endpoint serves: repairs ours, reuses or asks to change a foreign one, else creates
 * one.
 */
export function planInterface(context: PlanContext, need: Need, plannedAddresses: PlannedAddresses): PlanPart {
  const service = serviceFor(context.snapshot, need.service, 'Interface');
  if (service === undefined)
    return { ...EMPTY_PART, notes: [`${context.snapshot.region} offers no interface endpoint for ${need.service}.`] };
  const present = endpointsOf(context, service.name, 'Interface');
  const own = present.filter((endpoint) => isStackEndpoint(context, endpoint));
  const foreign = present.filter((endpoint) => !own.includes(endpoint));
  const cleared = deleteFailed(context, own.filter(isFailed), need);
  const cleaned = cleared.steps.map((step) => step.id);
  // The one that answers names, where there are several.
  const [standing, ...twins] = own
    .filter((endpoint) => !isFailed(endpoint))
    .sort((a, b) => Number(b.privateDns) - Number(a.privateDns));
  const isOpen = isOpenForTargets(context, need.service);
  const answering = foreign.find((endpoint) => endpoint.privateDns && !isFailed(endpoint));
  if (standing !== undefined) {
    const notes = twins.map(
      ({ id }) => `${id} is a second endpoint of the stack for ${need.service}, which costs and answers no name.`,
    );
    const others = answering === undefined || isOpen ? EMPTY_PART : admitTasks(context, need, answering);
    const repaired = repairEndpoint(context, { need, service, plannedAddresses }, standing, {
      namesAreFree: answering === undefined,
      needs: cleaned,
    });
    return mergeParts([cleared, repaired, others, { ...EMPTY_PART, notes }]);
  }
  if (isOpen) return cleared;
  if (answering !== undefined) return mergeParts([cleared, admitTasks(context, need, answering)]);
  const dead = context.choices.privateDns
    ? foreign.find((endpoint) => isFailed(endpoint) && endpoint.privateDns)
    : undefined;
  if (dead !== undefined) return mergeParts([cleared, failedNameHolder(dead, need)]);
  const silent = withoutPrivateDns(context, foreign);
  const change = silent === undefined ? null : enablePrivateDns(context, need, silent);
  const offered = silent !== undefined && !isAllowed(context, changeId(silent)) ? silent : undefined;
  return mergeParts([
    cleared,
    change ?? createEndpoint(context, { need, service, plannedAddresses }, cleaned, offered),
  ]);
}
