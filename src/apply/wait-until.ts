import type { AwsVpcEndpoint } from '../aws/read/reader.ts';
import { toEndpoint } from '../discover/entities/endpoint.ts';
import { PullpathError } from '../errors.ts';
import { isAvailable, isDeleted, isFailed, isGone } from '../facts/endpoint-state.ts';
import { type ApplyContext, elapsed, interruption, resumeCommand } from './apply-context.ts';
import type { Poller, PollResult } from './poller.ts';
import { CONSISTENCY_MS } from './send-with-retry.ts';

/**
 * What has been listed once may be missing from a list that comes from elsewhere, though not for long
 * [aws-facts: eventual-consistency].
 */
const LIST_LAG_MS = 10_000;

/**
 * What an emulator lacks by then it is taken never to give: MiniStack knows neither DNS names nor the gateway's routes.
 */
const EMULATOR_MS = 15_000;

/**
 * Ends the wait for what AWS gives after a while, where it is no AWS that answers: soon, and with a sentence that says
 * why.
 */
function emulatorLimit(context: ApplyContext, step: string): (result: PollResult) => PollResult {
  let since: number | undefined;
  return (result) => {
    if (result.done || context.isAwsEndpoint) return result;
    since ??= context.clock.now();
    if (context.clock.now() - since < EMULATOR_MS) return result;
    const state = `${result.state}, which is not waited for any longer, since what answers here is not AWS`;
    context.emit({ type: 'step-waiting', step, atMs: elapsed(context), state });
    return { done: true };
  };
}

/**
 * Waits for what a step made to work, or to be gone; past the deadline the step has failed, and says in which state.
 */
async function waitUntil<S>(
  context: ApplyContext,
  poller: Poller<S>,
  step: string,
  what: string,
  check: (current: S) => PollResult | Promise<PollResult>,
): Promise<void> {
  let last = 'not seen';
  const reached = await poller.until(check, (state) => {
    last = state;
    context.emit({ type: 'step-waiting', step, atMs: elapsed(context), state });
  });
  if (reached) return;
  if (context.stop.aborted) throw interruption(context, `${what} was still ${last}`);
  throw new PullpathError('partial', {
    code: 'TimedOut',
    message: `${what} was still ${last} when the time ran out.`,
    remedy: ['Nothing is lost. To continue with a longer --timeout SECONDS:', resumeCommand(context)],
  });
}

/** Available, with names to resolve and an interface in each of its subnets: only then do tasks get through. */
function isWorking(context: ApplyContext, raw: AwsVpcEndpoint): PollResult {
  const { id, state, failure, type, dnsNames, networkInterfaceIds, subnetIds } = toEndpoint(raw);
  if (isGone({ state })) throw gone(context, id);
  if (isFailed({ state })) {
    throw new PullpathError('failed', {
      code: raw.LastError?.Code ?? 'EndpointFailed',
      message: `${id} is ${state}: ${failure ?? 'AWS gives no reason'}.`,
      remedy: [
        'To continue (a failed endpoint of the stack is replaced; any other must be fixed by its owner):',
        resumeCommand(context),
      ],
    });
  }
  if (!isAvailable({ state })) return { done: false, state };
  if (type !== 'Interface') return { done: true };
  if (dnsNames.length === 0) return { done: false, state: 'available, without DNS names' };
  return networkInterfaceIds.length < subnetIds.length
    ? { done: false, state: `available, ${networkInterfaceIds.length} of ${subnetIds.length} interfaces` }
    : { done: true };
}

/**
 * Until the endpoint works.
 * @param whenNotListed what it means that AWS does not list it: a new one is `coming` for as long as lists may lag
 * behind, one
 *   that was there is `gone`
 * @throws failed EndpointGone, or with AWS's reason where the endpoint has failed
 */
export function waitUntilEndpointWorks(
  context: ApplyContext,
  step: string,
  endpointId: string,
  whenNotListed: 'pending' | 'deleted',
): Promise<void> {
  let seenAt = context.clock.now();
  let patience = CONSISTENCY_MS;
  const limited = emulatorLimit(context, step);
  return waitUntil(context, context.endpoints, step, endpointId, (endpoints) => {
    const endpoint = endpoints.find((candidate) => candidate.VpcEndpointId === endpointId);
    const now = context.clock.now();
    if (endpoint !== undefined) {
      seenAt = now;
      patience = LIST_LAG_MS;
      const result = isWorking(context, endpoint);
      return isAvailable(toEndpoint(endpoint)) ? limited(result) : result;
    }
    if (whenNotListed === 'deleted' || now - seenAt > patience) throw gone(context, endpointId);
    return { done: false, state: 'not listed yet' };
  });
}

const GONE = 'EndpointGone';

/** The endpoint was deleted by another caller in the meantime. */
export function isEndpointGone(error: unknown): boolean {
  return error instanceof PullpathError && error.code === GONE;
}

function gone(context: ApplyContext, id: string): PullpathError {
  return new PullpathError('failed', {
    code: GONE,
    message: `${id} no longer exists: something else deleted it in the meantime.`,
    remedy: ['To continue with what is there:', resumeCommand(context)],
  });
}

/**
 * Until every one of these tables has an active route to the gateway endpoint.
 * @throws failed EndpointGone, where the endpoint that has no routes was deleted
 */
export function waitUntilRoutesPresent(
  context: ApplyContext,
  step: string,
  endpointId: string,
  routeTableIds: readonly string[],
): Promise<void> {
  let seenAt = context.clock.now();
  const limited = emulatorLimit(context, step);
  return waitUntil(context, context.routeTables, step, endpointId, async (routeTables) => {
    const missing = routeTableIds.filter((id) => {
      const table = routeTables.find((candidate) => candidate.RouteTableId === id);
      return !(table?.Routes ?? []).some((route) => route.GatewayId === endpointId && route.State !== 'blackhole');
    });
    if (missing.length === 0) return { done: true };
    const listed = (await context.reader.endpoints({ vpcIds: [context.vpcId] })).map(toEndpoint);
    const endpoint = listed.find(({ id }) => id === endpointId);
    if (endpoint !== undefined && !isGone(endpoint)) seenAt = context.clock.now();
    else if (endpoint !== undefined || context.clock.now() - seenAt > LIST_LAG_MS) throw gone(context, endpointId);
    return limited({ done: false, state: `without a route in ${missing.join(', ')}` });
  });
}

/**
 * Until none of these endpoints is listed, or only as the `deleted` that AWS shows for a while
 * [aws-facts: delete-endpoints].
 */
export function waitUntilEndpointsDeleted(
  context: ApplyContext,
  step: string,
  endpointIds: readonly string[],
): Promise<void> {
  return waitUntil(context, context.endpoints, step, endpointIds.join(', '), (endpoints) => {
    const left = endpoints.map(toEndpoint).filter((each) => endpointIds.includes(each.id) && !isDeleted(each));
    return left.length === 0
      ? { done: true }
      : { done: false, state: left.map(({ id, state }) => `${id} ${state}`).join(', ') };
  });
}
