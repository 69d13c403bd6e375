import { z } from 'zod';
import { Verdict } from '../../diagnose/verdict.ts';
import { suffixOf } from '../../discover/entities/service.ts';
import { defaultTargets } from '../../discover/select.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { isGone } from '../../facts/endpoint-state.ts';
import { modifiedThings } from '../ownership/modified-things.ts';
import { isOwnEndpoint, isOwnGroup } from '../ownership/ownership.ts';
import type { PriceTable } from '../preview/prices.ts';

/** Hours of a month, as AWS's calculator counts them. */
const HOURS = 730;

/** A stack of pullpath's in one VPC, as it stands. */
export const StackStatus = z.object({
  region: z.string(),
  vpcId: z.string(),
  vpcName: z.string().nullable(),
  stack: z.string(),
  resources: z
    .array(
      z.object({
        type: z.enum(['vpc-endpoint', 'security-group']),
        id: z.string(),
        what: z.string(),
        state: z.string(),
      }),
    )
    .describe('what pullpath made'),
  changed: z.array(z.string()).describe('ids of what others made and pullpath changed'),
  createdAt: z.string().nullable().describe('of the oldest endpoint, ISO 8601; null where AWS does not tell'),
  ageDays: z.number().int().nullable(),
  monthlyUsd: z.number().nullable().describe('of its endpoints, without traffic; null where the price is not known'),
  /** Whether the pull path is open. */
  verdict: Verdict,
  use: z.enum(['used', 'unused', 'unknown']).describe('whether something in the VPC looks like a user of it'),
  useBecause: z.string(),
});
export type StackStatus = z.infer<typeof StackStatus>;

/** What was seen of a VPC beside the snapshot. */
export interface StackSeen {
  readonly vpcId: string;
  readonly stack: string;
  readonly verdict: Verdict;
  /** The descriptions of the VPC's network interfaces; null where they could not be read. */
  readonly interfaces: readonly string[] | null;
  readonly prices: PriceTable;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
}

export function stackStatus(snapshot: Snapshot, seen: StackSeen): StackStatus {
  const { vpcId, stack, prices, nowMs } = seen;
  const { account } = snapshot.caller;
  const { region } = snapshot;
  const endpoints = snapshot.endpoints.filter(
    (endpoint) => endpoint.vpcId === vpcId && !isGone(endpoint) && isOwnEndpoint(endpoint, stack, account),
  );
  const groups = snapshot.securityGroups.filter((group) => group.vpcId === vpcId && isOwnGroup(group, stack, account));
  const modified = modifiedThings(snapshot, vpcId, stack);
  const created = endpoints.flatMap(({ createdAt }) => createdAt ?? []).sort()[0] ?? null;
  const price = prices.regions[region]?.endpointZoneHour;
  const zones = endpoints
    .filter(({ type }) => type === 'Interface')
    .reduce((sum, { subnetIds }) => sum + subnetIds.length, 0);
  return {
    region,
    vpcId,
    vpcName: snapshot.vpcs.find(({ id }) => id === vpcId)?.tags.Name ?? null,
    stack,
    resources: [
      ...endpoints.map(({ id, service, state }) => ({
        type: 'vpc-endpoint' as const,
        id,
        what: suffixOf(region, service),
        state,
      })),
      ...groups.map(({ id, name }) => ({ type: 'security-group' as const, id, what: name, state: 'available' })),
    ],
    changed: [...modified.endpoints.map(({ id }) => id), ...(modified.vpc === undefined ? [] : [modified.vpc.id])],
    createdAt: created,
    ageDays: created === null ? null : Math.max(0, Math.floor((nowMs - Date.parse(created)) / 86_400_000)),
    monthlyUsd: zones === 0 ? 0 : price === undefined ? null : Math.round(zones * price * HOURS * 100) / 100,
    verdict: seen.verdict,
    ...useOf(snapshot, seen),
  };
}

/** Tasks of ECS in awsvpc mode, and instances: what could pull through an endpoint has an interface in the VPC. */
function useOf(snapshot: Snapshot, { vpcId, interfaces }: StackSeen): Pick<StackStatus, 'use' | 'useBecause'> {
  if (snapshot.unread.some(({ part }) => part === 'subnets' || part === 'routeTables'))
    return { use: 'unknown', useBecause: 'subnets or route tables could not be read' };
  if (defaultTargets(snapshot, vpcId).length === 0)
    return { use: 'unused', useBecause: 'no subnet without a way out is left in the VPC' };
  if (interfaces === null) return { use: 'unknown', useBecause: 'the network interfaces of the VPC could not be read' };
  const tasks = interfaces.filter((description) => /^arn:[\w-]+:ecs:/.test(description)).length;
  if (tasks > 0)
    return {
      use: 'used',
      useBecause: `${tasks} ${tasks === 1 ? 'task of ECS has' : 'tasks of ECS have'} an interface in the VPC`,
    };
  return {
    use: 'unused',
    useBecause:
      'no task of ECS has an interface in the VPC now; a service at zero, or a scheduled task, may need it again',
  };
}
