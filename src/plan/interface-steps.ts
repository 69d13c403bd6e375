import type { Need } from '../diagnose/need.ts';
import { serviceFor } from '../discover/service.ts';
import { isFailed } from '../facts/endpoint-state.ts';
import {
  type Context,
  type Contribution,
  endpointsOf,
  isAllowed,
  isOpenForTargets,
  isOwnEndpoint,
  joined,
  NOTHING,
} from './context.ts';
import { changeId } from './endpoint-modification.ts';
import { admitTargets, deadHolder, letAnswer, silentOf } from './foreign-interface.ts';
import { clear, create, repair } from './own-interface.ts';
import type { Taken } from './placement.ts';

/** Opens one hop that an interface endpoint serves: repairs ours, reuses or asks to change a foreign one, else creates one. */
export function planInterface(context: Context, need: Need, taken: Taken): Contribution {
  const service = serviceFor(context.snapshot, need.service, 'Interface');
  if (service === undefined)
    return { ...NOTHING, remarks: [`${context.snapshot.region} offers no interface endpoint for ${need.service}.`] };
  const present = endpointsOf(context, service.name, 'Interface');
  const own = present.filter((endpoint) => isOwnEndpoint(context, endpoint));
  const foreign = present.filter((endpoint) => !own.includes(endpoint));
  const cleared = clear(context, own.filter(isFailed), need);
  const cleaned = cleared.steps.map((step) => step.id);
  // The one that answers names, where there are several.
  const [standing, ...twins] = own
    .filter((endpoint) => !isFailed(endpoint))
    .sort((a, b) => Number(b.privateDns) - Number(a.privateDns));
  const isOpen = isOpenForTargets(context, need.service);
  const answering = foreign.find((endpoint) => endpoint.privateDns && !isFailed(endpoint));
  if (standing !== undefined) {
    const remarks = twins.map(
      ({ id }) => `${id} is a second endpoint of the stack for ${need.service}, which costs and answers no name.`,
    );
    const others = answering === undefined || isOpen ? NOTHING : admitTargets(context, need, answering);
    const repaired = repair(context, { need, service, taken }, standing, {
      namesAreFree: answering === undefined,
      needs: cleaned,
    });
    return joined([cleared, repaired, others, { ...NOTHING, remarks }]);
  }
  if (isOpen) return cleared;
  if (answering !== undefined) return joined([cleared, admitTargets(context, need, answering)]);
  const dead = context.choices.privateDns
    ? foreign.find((endpoint) => isFailed(endpoint) && endpoint.privateDns)
    : undefined;
  if (dead !== undefined) return joined([cleared, deadHolder(dead, need)]);
  const silent = silentOf(context, foreign);
  const change = silent === undefined ? null : letAnswer(context, need, silent);
  const offered = silent !== undefined && !isAllowed(context, changeId(silent)) ? silent : undefined;
  return joined([cleared, change ?? create(context, { need, service, taken }, cleaned, offered)]);
}
