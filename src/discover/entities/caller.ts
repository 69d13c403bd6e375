import type { CallerIdentity } from '../../aws/read/reader.ts';
import type { Caller } from '../snapshot.ts';

/** The partition stands in the ARN, `arn:PARTITION:…`, so no call is spent on it [aws-facts: partition-of-caller]. */
export function toCaller({ account, arn }: CallerIdentity): Caller {
  return { account, arn, partition: arn.split(':')[1] || 'aws' };
}
