import { isConflictingDns, isNotFound } from '../../aws/errors/error-predicates.ts';
import type { EndpointChange } from '../../aws/write/writer.ts';
import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { StepOf } from '../../plan/step.ts';
import { isEmptyUpdate } from '../../plan/steps/endpoint-change.ts';
import { type ApplyContext, resolveRef } from '../apply-context.ts';
import { privateDnsConflict } from '../private-dns-conflict.ts';
import { sendWithRetry } from '../send-with-retry.ts';
import { assertEndpoint, type Claim } from '../still-ours.ts';
import { isEndpointGone, waitUntilEndpointWorks, waitUntilRoutesPresent } from '../wait-until.ts';
import { endpointsIn } from './endpoint.ts';
import { dropTags, writeTags } from './tag.ts';

export async function modifyEndpoint(context: ApplyContext, step: StepOf<'modify-endpoint'>): Promise<string> {
  const isForeign = Object.keys(step.undo).length > 0;
  // Before the mark goes on, too: it would hide another stack's.
  if (isForeign) await assertEndpoint(context, step.endpointId, 'free');
  // Written before the change: a process that dies after this line leaves a record of what to restore.
  await writeTags(context, step.id, step.endpointId, step.undo);
  await change(context, step, isForeign ? ['free'] : ['made', 'modified']);
  return step.endpointId;
}

export async function restoreEndpoint(context: ApplyContext, step: StepOf<'restore-endpoint'>): Promise<string> {
  try {
    if (isEmptyUpdate(step.change)) await assertEndpoint(context, step.endpointId, 'modified');
    else await change(context, step, ['modified']);
  } catch (error) {
    // The endpoint was deleted by another caller in the meantime: there is nothing left to restore.
    if (isNotFound(error) || isEndpointGone(error)) return step.endpointId;
    throw error;
  }
  await dropTags(context, step.id, step.endpointId, step.dropTags);
  return step.endpointId;
}

/** @param claims one of which must hold right before the change is sent */
async function change(
  context: ApplyContext,
  step: StepOf<'modify-endpoint'> | StepOf<'restore-endpoint'>,
  claims: readonly Claim[],
): Promise<void> {
  const { endpointId } = step;
  const addGroupIds = step.change.addGroupIds.map((id) => resolveRef(context, id));
  const { privateDns, ...lists } = { ...step.change, addGroupIds };
  const asked: EndpointChange = { ...lists, ...(privateDns === null ? {} : { privateDns }) };
  // AWS takes no change while an earlier one is under way [aws-facts: modify-endpoint].
  await waitUntilEndpointWorks(context, step.id, endpointId, 'deleted');
  await sendWithRetry(context, {
    step: step.id,
    rateLimitedAs: 'ModifyVpcEndpoint',
    send: async () => {
      await assertEndpoint(context, endpointId, ...claims);
      await context.writer.modifyEndpoint(endpointId, asked);
      return endpointId;
    },
    findExistingEffect: async () => {
      const endpoint = (await endpointsIn(context)).find(({ id }) => id === endpointId);
      return endpoint !== undefined && isChanged(endpoint, asked) ? endpointId : null;
    },
  }).catch(async (error: unknown) => {
    throw isConflictingDns(error) ? await explained(context, endpointId, error) : error;
  });
  await waitUntilEndpointWorks(context, step.id, endpointId, 'deleted');
  if (step.change.addRouteTableIds.length > 0)
    await waitUntilRoutesPresent(context, step.id, endpointId, step.change.addRouteTableIds);
}

async function explained(context: ApplyContext, endpointId: string, error: unknown): Promise<unknown> {
  const endpoints = await endpointsIn(context);
  const endpoint = endpoints.find(({ id }) => id === endpointId);
  return endpoint === undefined ? error : privateDnsConflict(context, endpoint.service, endpoints, error);
}

function isChanged(endpoint: Endpoint, asked: EndpointChange): boolean {
  const has = (present: readonly string[], added: readonly string[] = []) => added.every((id) => present.includes(id));
  return (
    has(endpoint.subnetIds, asked.addSubnetIds) &&
    has(endpoint.groupIds, asked.addGroupIds) &&
    has(endpoint.routeTableIds, asked.addRouteTableIds) &&
    (asked.removeGroupIds ?? []).every((id) => !endpoint.groupIds.includes(id)) &&
    (asked.privateDns ?? endpoint.privateDns) === endpoint.privateDns
  );
}
