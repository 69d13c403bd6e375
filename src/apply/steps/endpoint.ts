import { isAlreadyRouted, isConflictingDns } from '../../aws/refusal.ts';
import type { UnsuccessfulItem } from '../../aws/writer.ts';
import type { Endpoint } from '../../discover/endpoint.ts';
import { PullpathError } from '../../errors.ts';
import { isAvailable, isGone, isPending } from '../../facts/endpoint-state.ts';
import { isOwnEndpoint } from '../../plan/ownership.ts';
import type { StepOf } from '../../plan/step.ts';
import { attempt } from '../attempt.ts';
import { type Bench, clientToken, elapsed, pause, resolve } from '../bench.ts';
import { endpointsIn } from '../endpoints-in.ts';
import { nameTaken } from '../name-taken.ts';
import { pauseAfter } from '../pause-after.ts';
import { settleEndpoint, settleGone, settleRoutes } from '../settle.ts';
import { noLongerOurs, strangersAmong } from '../still-ours.ts';

export async function createInterfaceEndpoint(
  bench: Bench,
  step: StepOf<'create-interface-endpoint'>,
): Promise<string> {
  const { service } = step.after;
  const groupIds = step.after.groupIds.map((id) => resolve(bench, id));
  try {
    const id = await attempt(bench, {
      step: step.id,
      paced: 'CreateVpcEndpoint',
      mayBeYoung: true,
      send: () =>
        bench.writer.createInterfaceEndpoint({ ...step.after, groupIds, clientToken: clientToken(bench, step.id) }),
      stands: () => findOwn(bench, service, 'Interface', () => true),
      // The name of an endpoint that is just being deleted stays taken for a little while
      // [aws-facts: private-dns-conflict].
      passes: async (error) => isConflictingDns(error) && (await isOneLeaving(bench, service)),
    });
    bench.made.set(step.id, id);
    await settleEndpoint(bench, step.id, id, 'coming');
    return id;
  } catch (error) {
    throw isConflictingDns(error) ? nameTaken(bench, service, await endpointsIn(bench), error) : error;
  }
}

export async function createGatewayEndpoint(bench: Bench, step: StepOf<'create-gateway-endpoint'>): Promise<string> {
  const { service, routeTableIds } = step.after;
  const id = await attempt(bench, {
    step: step.id,
    paced: 'CreateVpcEndpoint',
    send: () => bench.writer.createGatewayEndpoint({ ...step.after, clientToken: clientToken(bench, step.id) }),
    stands: () =>
      findOwn(bench, service, 'Gateway', (endpoint) =>
        routeTableIds.every((table) => endpoint.routeTableIds.includes(table)),
      ),
    passes: async (error) => isAlreadyRouted(error) && (await isOneLeaving(bench, service)),
  });
  bench.made.set(step.id, id);
  await settleEndpoint(bench, step.id, id, 'coming');
  await settleRoutes(bench, step.id, id, routeTableIds);
  return id;
}

export async function deleteEndpoints(bench: Bench, step: StepOf<'delete-endpoints'>): Promise<string> {
  const all = step.before.endpoints.map((endpoint) => endpoint.id);
  let ids = all;
  const refused = await attempt(bench, {
    step: step.id,
    paced: 'DeleteVpcEndpoints',
    send: async () => {
      const strangers = await strangersAmong(bench, all, 'made');
      ids = all.filter((id) => !strangers.includes(id));
      return ids.length === 0 ? [] : bench.writer.deleteEndpoints(ids);
    },
    stands: async () => ((await leftOf(bench, ids)).length === 0 ? [] : null),
  });
  const strangers = all.filter((id) => !ids.includes(id));
  const standing = refused.filter((item) => !/notfound$/i.test(item.code));
  if (standing.length > 0) throw unsuccessful(standing);
  await settleGone(bench, step.id, ids);
  await interfacesGone(
    bench,
    step.id,
    step.before.endpoints.flatMap(({ id, networkInterfaceIds }) => (ids.includes(id) ? networkInterfaceIds : [])),
  );
  if (strangers.length > 0) throw noLongerOurs(bench, strangers);
  return ids.join(' ');
}

/** AWS answers HTTP 200 and names here what it refused all the same [aws-facts: delete-endpoints]. */
function unsuccessful(items: readonly UnsuccessfulItem[]): PullpathError {
  return new PullpathError('refused-by-aws', {
    code: items[0]?.code ?? 'Unsuccessful',
    message: `AWS did not delete ${items.map((item) => `${item.id} (${item.code}: ${item.message})`).join(', ')}.`,
    remedy: 'What else was asked for is going. Settle the reason, and go on with pullpath rollback.',
  });
}

/** The interfaces go a while after their endpoint; until then they hold the security group. */
async function interfacesGone(bench: Bench, step: string, ids: readonly string[]): Promise<void> {
  const began = bench.clock.now();
  while (ids.length > 0) {
    const wait = pauseAfter(bench.clock.now() - began);
    const left = await bench.reader.networkInterfaces(ids);
    if (left.length === 0 || bench.clock.now() + wait > bench.deadline) return;
    bench.emit({
      type: 'step-waiting',
      step,
      atMs: elapsed(bench),
      state: `${left.length} network interface(s) going`,
    });
    await pause(bench, wait, `${left.length} network interface(s) were still going`);
  }
}

async function findOwn(
  bench: Bench,
  service: string,
  type: string,
  fits: (endpoint: Endpoint) => boolean,
): Promise<string | null> {
  const found = (await endpointsIn(bench)).find(
    (endpoint) =>
      endpoint.service === service &&
      endpoint.type === type &&
      isOwnEndpoint(endpoint, bench.stack, bench.account) &&
      (isPending(endpoint) || isAvailable(endpoint)) &&
      fits(endpoint),
  );
  return found?.id ?? null;
}

async function isOneLeaving(bench: Bench, service: string): Promise<boolean> {
  return (await endpointsIn(bench)).some((endpoint) => endpoint.service === service && isGone(endpoint));
}

async function leftOf(bench: Bench, ids: readonly string[]): Promise<string[]> {
  return (await endpointsIn(bench)).filter((e) => ids.includes(e.id) && !isGone(e)).map((e) => e.id);
}
