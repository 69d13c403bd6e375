import { requestKeys } from '../iam/keys.ts';
import type { Tags } from '../network/types.ts';
import type { Call, Use } from './action.ts';

/**
 * Tags in a creating call need `ec2:CreateTags` as well, with that call as its `ec2:CreateAction`
 * [aws-facts: iam-actions].
 */
export function tagging(call: Call, arn: string, tags: Tags): Use[] {
  if (Object.keys(tags).length === 0) return [];
  return [{ action: 'ec2:CreateTags', arn, keys: { ...requestKeys(tags), 'ec2:CreateAction': [call.action] } }];
}
