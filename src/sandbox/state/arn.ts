import type { Call } from '../actions/action.ts';
import type { Kind } from './kinds.ts';
import { partitionOf } from './partition.ts';

/** The ARN of an EC2 resource of the caller's region; of the caller's account unless an owner is given. */
export function arnOf(call: Call, { resourceType }: Kind, id: string, ownerId = call.caller.accountId): string {
  const { region } = call.region.network;
  return `arn:${partitionOf(region).name}:ec2:${region}:${ownerId}:${resourceType}/${id}`;
}
