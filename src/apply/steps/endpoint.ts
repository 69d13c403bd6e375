import { isAlreadyRouted, isConflictingDns } from '../../aws/errors/error-predicates.ts';
import type { UnsuccessfulItem } from '../../aws/write/writer.ts';
import { type Endpoint, toEndpoint } from '../../discover/entities/endpoint.ts';
import { PullpathError } from '../../errors.ts';
import { isAvailable, isGone, isPending } from '../../facts/endpoint-state.ts';
import { isOwnEndpoint } from '../../plan/ownership/ownership.ts';
import { RUN_LASTS_MS, runTimeOf } from '../../plan/ownership/run-id.ts';
import type { StepOf } from '../../plan/step.ts';
import { type ApplyContext, clientToken, elapsed, pause, resolveRef, resumeCommand } from '../apply-context.ts';
import { pollInterval } from '../poller.ts';
import { privateDnsConflict } from '../private-dns-conflict.ts';
import { sendWithRetry } from '../send-with-retry.ts';
import { foreignAmong, noLongerOurs } from '../still-ours.ts';
import { waitUntilEndpointsDeleted, waitUntilEndpointWorks, waitUntilRoutesPresent } from '../wait-until.ts';

export async function createInterfaceEndpoint(
  context: ApplyContext,
  step: StepOf<'create-interface-endpoint'>,
): Promise<string> {
  const { service } = step.after;
  const groupIds = step.after.groupIds.map((id) => resolveRef(context, id));
  let isFirst = true;
  // Its last owner may be gone by the time that we look: only who asks once more knows that no hosted zone holds it.
  const isOnItsWay = async () => {
    const endpoints = (await endpointsIn(context)).filter((endpoint) => endpoint.service === service);
    const isFree = isFirst && !endpoints.some((endpoint) => endpoint.privateDns && !isGone(endpoint));
    isFirst = false;
    return isFree || endpoints.some(isGone);
  };
  try {
    const id = await sendWithRetry(context, {
      step: step.id,
      rateLimitedAs: 'CreateVpcEndpoint',
      mayBeEventuallyConsistent: true,
      send: async () => {
        assertRunIsRecent(context);
        const token = clientToken(context, step.id);
        return context.writer.createInterfaceEndpoint({ ...step.after, groupIds, clientToken: token });
      },
      findExistingEffect: () => findOwn(context, service, 'Interface', () => true),
      // The name of an endpoint that is just being deleted stays taken for a little while
      // [aws-facts: private-dns-conflict].
      isTransient: async (error) => isConflictingDns(error) && (await isOnItsWay()),
    });
    context.createdIds.set(step.id, id);
    await waitUntilEndpointWorks(context, step.id, id, 'pending');
    return id;
  } catch (error) {
    throw isConflictingDns(error) ? privateDnsConflict(context, service, await endpointsIn(context), error) : error;
  }
}

export async function createGatewayEndpoint(
  context: ApplyContext,
  step: StepOf<'create-gateway-endpoint'>,
): Promise<string> {
  const { service, routeTableIds } = step.after;
  const id = await sendWithRetry(context, {
    step: step.id,
    rateLimitedAs: 'CreateVpcEndpoint',
    send: async () => {
      assertRunIsRecent(context);
      return context.writer.createGatewayEndpoint({ ...step.after, clientToken: clientToken(context, step.id) });
    },
    findExistingEffect: () =>
      findOwn(context, service, 'Gateway', (endpoint) =>
        routeTableIds.every((table) => endpoint.routeTableIds.includes(table)),
      ),
    isTransient: async (error) => isAlreadyRouted(error) && (await isOneLeaving(context, service)),
  });
  context.createdIds.set(step.id, id);
  await waitUntilEndpointWorks(context, step.id, id, 'pending');
  await waitUntilRoutesPresent(context, step.id, id, routeTableIds);
  return id;
}

/**
 * A machine that sleeps for a night in the middle of a run goes on in the morning: what it created then, no rollback
 * would believe to be of that run.
 */
function assertRunIsRecent(context: ApplyContext): void {
  const began = runTimeOf(context.run);
  if (began === null || context.awsTimeMs() - began <= RUN_LASTS_MS) return;
  throw new PullpathError('partial', {
    code: 'RunTooOld',
    message: `Nothing more is created: this run began more than ${RUN_LASTS_MS / 3_600_000} hours ago.`,
    remedy: ['Nothing is lost. To continue:', resumeCommand(context)],
  });
}

export async function deleteEndpoints(context: ApplyContext, step: StepOf<'delete-endpoints'>): Promise<string> {
  const all = step.before.endpoints.map((endpoint) => endpoint.id);
  let ids = all;
  const refused = await sendWithRetry(context, {
    step: step.id,
    rateLimitedAs: 'DeleteVpcEndpoints',
    send: async () => {
      const foreign = await foreignAmong(context, all, 'made');
      ids = all.filter((id) => !foreign.includes(id));
      return ids.length === 0 ? [] : context.writer.deleteEndpoints(ids);
    },
    findExistingEffect: async () => ((await leftOf(context, ids)).length === 0 ? [] : null),
  });
  const foreign = all.filter((id) => !ids.includes(id));
  const standing = refused.filter((item) => !/notfound$/i.test(item.code));
  if (standing.length > 0) throw unsuccessful(context, standing);
  await waitUntilEndpointsDeleted(context, step.id, ids);
  await interfacesGone(
    context,
    step.id,
    step.before.endpoints.flatMap(({ id, networkInterfaceIds }) => (ids.includes(id) ? networkInterfaceIds : [])),
  );
  if (foreign.length > 0) throw noLongerOurs(context, foreign);
  return ids.join(' ');
}

/** AWS answers HTTP 200 and names here what it refused all the same [aws-facts: delete-endpoints]. */
function unsuccessful(context: ApplyContext, items: readonly UnsuccessfulItem[]): PullpathError {
  return new PullpathError('refused-by-aws', {
    code: items[0]?.code ?? 'Unsuccessful',
    message: `AWS did not delete ${items.map((item) => `${item.id} (${item.code}: ${item.message})`).join(', ')}.`,
    remedy: ['The rest is being deleted. Fix the cause, then continue:', resumeCommand(context)],
  });
}

/** The interfaces go a while after their endpoint; until then they hold the security group. */
async function interfacesGone(context: ApplyContext, step: string, ids: readonly string[]): Promise<void> {
  const began = context.clock.now();
  while (ids.length > 0) {
    const wait = pollInterval(context.clock.now() - began);
    const left = await context.reader.networkInterfaces(ids);
    if (left.length === 0 || context.clock.now() + wait > context.deadline) return;
    context.emit({
      type: 'step-waiting',
      step,
      atMs: elapsed(context),
      state: `${left.length} network interface(s) going`,
    });
    await pause(context, wait, `${left.length} network interface(s) were still going`);
  }
}

async function findOwn(
  context: ApplyContext,
  service: string,
  type: string,
  fits: (endpoint: Endpoint) => boolean,
): Promise<string | null> {
  const found = (await endpointsIn(context)).find(
    (endpoint) =>
      endpoint.service === service &&
      endpoint.type === type &&
      isOwnEndpoint(endpoint, context.stack, context.account) &&
      (isPending(endpoint) || isAvailable(endpoint)) &&
      fits(endpoint),
  );
  return found?.id ?? null;
}

async function isOneLeaving(context: ApplyContext, service: string): Promise<boolean> {
  return (await endpointsIn(context)).some((endpoint) => endpoint.service === service && isGone(endpoint));
}

async function leftOf(context: ApplyContext, ids: readonly string[]): Promise<string[]> {
  return (await endpointsIn(context)).filter((e) => ids.includes(e.id) && !isGone(e)).map((e) => e.id);
}

/** The endpoints of the VPC as they stand now, those that are going included. */
export async function endpointsIn({ reader, vpcId }: ApplyContext): Promise<Endpoint[]> {
  return (await reader.endpoints({ vpcIds: [vpcId] })).map(toEndpoint);
}

export async function awaitEndpoint(context: ApplyContext, step: StepOf<'await-endpoint'>): Promise<string> {
  await waitUntilEndpointWorks(context, step.id, step.endpointId, 'deleted');
  return step.endpointId;
}
