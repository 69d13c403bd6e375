import { ecsArn } from '../../ecs/find.ts';
import type { Cluster, Ecs, EcsService } from '../../ecs/types.ts';
import type { Tags } from '../../network/types.ts';
import { ApiError } from '../../protocol/api-error.ts';
import type { Fields } from '../../protocol/wire.ts';
import type { Call, Use } from '../action.ts';

export const invalid = (message: string) => new ApiError('InvalidParameterException', message);

export const ecsOf = (call: Call): Ecs => call.region.network.ecs;

/** The ARN of something of ECS in the caller's account and region, e.g. of `cluster/prod`. */
export const arn = (call: Call, rest: string) => ecsArn(call.region.network, call.caller.accountId, rest);

export const clusterArn = (call: Call, name: string) => arn(call, `cluster/${name}`);
export const serviceArn = (call: Call, { cluster, name }: EcsService) => arn(call, `service/${cluster}/${name}`);

/** The last part of an ARN, or the name itself. */
export const shortName = (text: string) => text.split('/').at(-1)!;

/** The cluster's name in the request; `default` where it is left out, as ECS does. */
export function clusterName(call: Call): string {
  return shortName(call.form.text('cluster') ?? 'default');
}

/** The cluster that the request names. @throws ClusterNotFoundException */
export function findCluster(call: Call): Cluster {
  const name = clusterName(call);
  const found = ecsOf(call).clusters.find((cluster) => cluster.name === name && cluster.status === 'ACTIVE');
  if (!found) throw new ApiError('ClusterNotFoundException', 'Cluster not found.');
  return found;
}

export const tagKeys = (tags: Tags) =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, [value]]));

/**
 * What a call that acts within a cluster asks permission for: `ecs:cluster` is its condition key [aws-facts:
 * ecs-batches].
 */
export function useIn(call: Call, resource: string, tags: Tags = {}): Use {
  return { arn: resource, keys: { 'ecs:cluster': [clusterArn(call, clusterName(call))], ...tagKeys(tags) } };
}

export const missing = (found: string): Fields => ({ arn: found, reason: 'MISSING' });

export const tagList = (tags: Tags): Fields[] => Object.entries(tags).map(([key, value]) => ({ key, value }));

/** Times go over the wire in seconds. */
export const seconds = (ms: number | undefined) => (ms === undefined ? undefined : ms / 1000);

/** The names of a request's list, refused where there are none or too many. */
export function names(call: Call, list: string, most: number): string[] {
  const given = call.form.list(list);
  if (given.length === 0) throw invalid(`${list[0]!.toUpperCase()}${list.slice(1)} cannot be empty.`);
  if (given.length > most)
    throw invalid(`${list[0]!.toUpperCase()}${list.slice(1)} list can have at most ${most} items.`);
  return given;
}

/** The most items on a page of ECS [aws-facts: ecs-batches]. */
const most = 100;

/**
 * A page of ARNs, and the token of the next: `usual` items where the request does not say, at most 100 [aws-facts:
 * ecs-batches].
 */
export function pageOf(
  call: Call,
  items: readonly string[],
  usual: number,
): { items: string[]; nextToken: string | undefined } {
  const { action, form, timing } = call;
  const wanted = form.integer('maxResults');
  if (wanted !== undefined && (wanted < 1 || wanted > most)) throw invalid(`maxResults must be between 1 and ${most}.`);
  const token = form.text('nextToken');
  const [, of, from] = /^(\w+) (\d+)$/.exec(Buffer.from(token ?? '', 'base64url').toString()) ?? [];
  if (token !== undefined && of !== action) throw invalid('Invalid token.');
  const start = Number(from ?? 0);
  const end = start + Math.min(wanted ?? usual, timing.pageSize ?? most);
  const nextToken = end < items.length ? Buffer.from(`${action} ${end}`).toString('base64url') : undefined;
  return { items: items.slice(start, end), nextToken };
}
