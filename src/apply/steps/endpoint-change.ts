import { isConflictingDns, isNotFound } from '../../aws/refusal.ts';
import type { EndpointChange } from '../../aws/writer.ts';
import type { Endpoint } from '../../discover/endpoint.ts';
import type { StepOf } from '../../plan/step.ts';
import { isNoChange } from '../../plan/steps/endpoint-change.ts';
import { attempt } from '../attempt.ts';
import { type Bench, resolve } from '../bench.ts';
import { endpointsIn } from '../endpoints-in.ts';
import { nameTaken } from '../name-taken.ts';
import { isEndpointGone, settleEndpoint, settleRoutes } from '../settle.ts';
import { assertEndpoint, type Claim } from '../still-ours.ts';
import { dropTags, writeTags } from './tag.ts';

export async function modifyEndpoint(bench: Bench, step: StepOf<'modify-endpoint'>): Promise<string> {
  const isForeign = Object.keys(step.undo).length > 0;
  // Before the mark goes on, too: it would hide another stack's.
  if (isForeign) await assertEndpoint(bench, step.endpointId, 'free');
  // Written before the change: a process that dies after this line leaves a record of what to restore.
  await writeTags(bench, step.id, step.endpointId, step.undo);
  await change(bench, step, isForeign ? ['free'] : ['made', 'modified']);
  return step.endpointId;
}

export async function restoreEndpoint(bench: Bench, step: StepOf<'restore-endpoint'>): Promise<string> {
  try {
    if (isNoChange(step.change)) await assertEndpoint(bench, step.endpointId, 'modified');
    else await change(bench, step, ['modified']);
  } catch (error) {
    // The endpoint was deleted by another caller in the meantime: there is nothing left to restore.
    if (isNotFound(error) || isEndpointGone(error)) return step.endpointId;
    throw error;
  }
  await dropTags(bench, step.id, step.endpointId, step.dropTags);
  return step.endpointId;
}

/** @param claims one of which must hold right before the change is sent */
async function change(
  bench: Bench,
  step: StepOf<'modify-endpoint'> | StepOf<'restore-endpoint'>,
  claims: readonly Claim[],
): Promise<void> {
  const { endpointId } = step;
  const addGroupIds = step.change.addGroupIds.map((id) => resolve(bench, id));
  const { privateDns, ...lists } = { ...step.change, addGroupIds };
  const asked: EndpointChange = { ...lists, ...(privateDns === null ? {} : { privateDns }) };
  // AWS takes no change while an earlier one is under way [aws-facts: modify-endpoint].
  await settleEndpoint(bench, step.id, endpointId, 'gone');
  await attempt(bench, {
    step: step.id,
    paced: 'ModifyVpcEndpoint',
    send: async () => {
      await assertEndpoint(bench, endpointId, ...claims);
      await bench.writer.modifyEndpoint(endpointId, asked);
      return endpointId;
    },
    stands: async () => {
      const endpoint = (await endpointsIn(bench)).find(({ id }) => id === endpointId);
      return endpoint !== undefined && isChanged(endpoint, asked) ? endpointId : null;
    },
  }).catch(async (error: unknown) => {
    throw isConflictingDns(error) ? await explained(bench, endpointId, error) : error;
  });
  await settleEndpoint(bench, step.id, endpointId, 'gone');
  if (step.change.addRouteTableIds.length > 0)
    await settleRoutes(bench, step.id, endpointId, step.change.addRouteTableIds);
}

async function explained(bench: Bench, endpointId: string, error: unknown): Promise<unknown> {
  const endpoints = await endpointsIn(bench);
  const endpoint = endpoints.find(({ id }) => id === endpointId);
  return endpoint === undefined ? error : nameTaken(bench, endpoint.service, endpoints, error);
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
