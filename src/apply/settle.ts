import type { AwsVpcEndpoint } from '../aws/reader.ts';
import { PullpathError } from '../errors.ts';
import { type Bench, elapsed, interruption } from './bench.ts';
import type { Judgement, Sight } from './watch.ts';

/** Waits for what a step made to work, or to be gone; past the deadline the step has failed, and says in which state. */
export async function settle(
  bench: Bench,
  step: string,
  what: string,
  judge: (sight: Sight) => Judgement,
): Promise<void> {
  let last = '';
  const reached = await bench.watch.until(judge, (state) => {
    last = state;
    bench.emit({ type: 'step-waiting', step, atMs: elapsed(bench), state });
  });
  if (reached) return;
  if (bench.stop.aborted) throw interruption(`${what} was still ${last}`);
  throw new PullpathError('failed', {
    code: 'TimedOut',
    message: `${what} was still ${last} when the time ran out.`,
    remedy: 'Nothing is lost: run the same command again to go on, with a longer --timeout SECONDS.',
  });
}

const DEAD: ReadonlySet<string> = new Set(['failed', 'rejected', 'expired']);

/** Available, with names to resolve and an interface in each of its subnets: only then do tasks get through. */
export function isWorking(endpoint: AwsVpcEndpoint): Judgement {
  const state = stateOf(endpoint);
  if (DEAD.has(state)) {
    throw new PullpathError('failed', {
      code: endpoint.LastError?.Code ?? 'EndpointFailed',
      message: `${endpoint.VpcEndpointId} is ${state}: ${endpoint.LastError?.Message ?? endpoint.FailureReason ?? 'AWS gives no reason'}.`,
      remedy: 'Run pullpath apply again: it replaces an endpoint of its own that has failed.',
    });
  }
  if (state !== 'available') return { done: false, state };
  if (endpoint.VpcEndpointType !== 'Interface') return { done: true };
  if ((endpoint.DnsEntries ?? []).length === 0) return { done: false, state: 'available, without DNS names' };
  const interfaces = (endpoint.NetworkInterfaceIds ?? []).length;
  const subnets = (endpoint.SubnetIds ?? []).length;
  return interfaces < subnets
    ? { done: false, state: `available, ${interfaces} of ${subnets} interfaces` }
    : { done: true };
}

/** Until the endpoint works; one that AWS does not list yet is on its way. */
export function settleEndpoint(bench: Bench, step: string, endpointId: string): Promise<void> {
  return settle(bench, step, endpointId, ({ endpoints }) => {
    const endpoint = endpoints.find((candidate) => candidate.VpcEndpointId === endpointId);
    return endpoint === undefined ? { done: false, state: 'not listed yet' } : isWorking(endpoint);
  });
}

/** Until every one of these tables has an active route to the gateway endpoint. */
export function settleRoutes(
  bench: Bench,
  step: string,
  endpointId: string,
  routeTableIds: readonly string[],
): Promise<void> {
  return settle(bench, step, endpointId, ({ routeTables }) => {
    const missing = routeTableIds.filter((id) => {
      const table = routeTables.find((candidate) => candidate.RouteTableId === id);
      return !(table?.Routes ?? []).some((route) => route.GatewayId === endpointId && route.State !== 'blackhole');
    });
    return missing.length === 0 ? { done: true } : { done: false, state: `without a route in ${missing.join(', ')}` };
  });
}

/** Until none of these endpoints is listed, or only as the `deleted` that AWS shows for a while [aws-facts 2.4]. */
export function settleGone(bench: Bench, step: string, endpointIds: readonly string[]): Promise<void> {
  return settle(bench, step, endpointIds.join(', '), ({ endpoints }) => {
    const left = endpoints.filter(
      (endpoint) => endpointIds.includes(endpoint.VpcEndpointId ?? '') && stateOf(endpoint) !== 'deleted',
    );
    return left.length === 0
      ? { done: true }
      : { done: false, state: left.map((e) => `${e.VpcEndpointId} ${stateOf(e)}`).join(', ') };
  });
}

/** Lower case: the wire and the SDK's enum differ [aws-facts 2.9]. */
export function stateOf(endpoint: AwsVpcEndpoint): string {
  return (endpoint.State ?? '').toLowerCase();
}
