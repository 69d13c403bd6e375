import { Form } from '../protocol/form.ts';
import { isJson, type Service } from '../protocol/wire.ts';
import { apiErrorOf } from './faults.ts';

interface Bucket {
  tokens: number;
  time: number;
}

/** Size of the bucket and refill per second, as EC2 documents them [aws-facts: throttling]. */
function rateOf(action: string, form: Form): { size: number; perSecond: number } {
  if (/^(Create|Modify|Delete)VpcEndpoints?$/.test(action)) return { size: 4, perSecond: 0.3 };
  if (/^(Create|Delete)Tags$/.test(action)) return { size: 100, perSecond: 10 };
  if (!/^(Describe|Get|Search)/.test(action)) return { size: 50, perSecond: 5 };
  const whole = !form.struct('Filter.1') && form.text('MaxResults') === undefined;
  const heavy = action === 'DescribeSecurityGroups' || action === 'DescribeNetworkInterfaces';
  return heavy && whole ? { size: 50, perSecond: 10 } : { size: 100, perSecond: 20 };
}

/**
 * Milliseconds after which the n-th of so many calls of a mutating action can be sent at the soonest, from a full
 * bucket.
 */
export function soonest(action: string, n: number): number {
  const { size, perSecond } = rateOf(action, new Form(new Map()));
  return Math.max(0, ((n - size) / perSecond) * 1000);
}

/** As ECS documents them [aws-facts: ecs-throttling-rates]. */
function rateInEcs(action: string): { size: number; perSecond: number } {
  if (action === 'UpdateService') return { size: 50, perSecond: 5 };
  const ofClusters = /Cluster|CapacityProvider|TaskDefinition|AccountSettings/.test(action);
  return { size: ofClusters ? 50 : 100, perSecond: 20 };
}

/** Of an account in all (*memory*), a little kinder since a bucket here is for one action. */
const ROUTE53 = { size: 5, perSecond: 5 };

/** Token buckets per account, region and action; dry runs draw on the same ones. */
export class Throttle {
  readonly #buckets = new Map<string, Bucket>();

  /** Takes a token, or throws RequestLimitExceeded (ECS: ThrottlingException). `now` in milliseconds. */
  take(place: string, action: string, form: Form, now: number, service: Service = 'ec2'): void {
    const { size, perSecond } =
      service === 'ecs' ? rateInEcs(action) : service === 'route53' ? ROUTE53 : rateOf(action, form);
    const key = `${place} ${action} ${size}`;
    const bucket = this.#buckets.get(key) ?? { tokens: size, time: now };
    bucket.tokens = Math.min(size, bucket.tokens + ((now - bucket.time) / 1000) * perSecond);
    bucket.time = now;
    this.#buckets.set(key, bucket);
    if (bucket.tokens < 1)
      throw apiErrorOf(
        isJson(service) ? 'ThrottlingException' : service === 'route53' ? 'Throttling' : 'RequestLimitExceeded',
      );
    bucket.tokens -= 1;
  }
}
