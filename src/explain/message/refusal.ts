/** What IAM says when it refuses: who asked, for which action, on what [aws-facts: denial-text]. */
import type { HopName } from '../hop.ts';
import { REGION } from '../hosts/regions.ts';
import { type NormalizedText, originalName } from '../text/normalized-text.ts';

export interface Refusal {
  /** E.g. `ecr:BatchGetImage`. */
  readonly action: string | null;
  /** The role whose session asked. */
  readonly role: string | null;
  /** The account and region of the resource; null where its ARN has none, as those of buckets. */
  readonly resourceAccount: string | null;
  readonly resourceRegion: string | null;
  /** The name of a repository of ECR, where it is one. */
  readonly repository: string | null;
}

/** In normalized text the words after it mark the end of each. */
const ACTION =
  /notauthorizedtoperform:([a-z0-9-]{2,40}:[a-z]{2,60}?)(?=onresource|because|withanexplicit|statuscode|caused|[^a-z]|$)/d;
const ROLE = /:assumed-role\/([a-z0-9+=,.@_-]{1,64})\//d;
const RESOURCE = new RegExp(`onresource:arn:aws[a-z-]{0,8}:[a-z0-9-]{2,40}:(${REGION})?:(\\d{12})?:`, 'd');
const REPOSITORY =
  /onresource:arn:aws[a-z-]{0,8}:ecr:[a-z0-9-]{5,20}:[^:]{1,40}:repository\/([a-z0-9._/-]{2,256}?)(?=because|withanexplicit|statuscode|caused|$|[^a-z0-9._/-])/d;

export function readRefusal(text: NormalizedText): Refusal {
  return {
    action: group(text, ACTION, 1),
    role: group(text, ROLE, 1),
    resourceRegion: group(text, RESOURCE, 1),
    resourceAccount: group(text, RESOURCE, 2),
    repository: group(text, REPOSITORY, 1),
  };
}

function group(text: NormalizedText, pattern: RegExp, index: number): string | null {
  const [start, end] = pattern.exec(text.text)?.indices?.[index] ?? [];
  return start === undefined || end === undefined ? null : originalName(text, { start, end });
}

/**
 * By the prefix of an action: the hop of a pull that makes the call. ECR signs in at one and hands out images at the
 * other.
 */
const HOPS: { readonly [prefix: string]: HopName } = {
  ecr: 'ecr.dkr',
  s3: 's3',
  logs: 'logs',
  secretsmanager: 'secretsmanager',
  ssm: 'ssm',
  ssmmessages: 'ssmmessages',
  kms: 'kms',
  sts: 'sts',
  ecs: 'ecs',
  elasticfilesystem: 'elasticfilesystem',
  sqs: 'sqs',
  sns: 'sns',
  dynamodb: 'dynamodb',
  kinesis: 'kinesis-streams',
  firehose: 'kinesis-firehose',
  xray: 'xray',
  cloudwatch: 'monitoring',
  events: 'events',
  states: 'states',
  lambda: 'lambda',
};

export function hopOfAction(action: string): HopName | null {
  const name = action.toLowerCase();
  return name === 'ecr:getauthorizationtoken' ? 'ecr.api' : (HOPS[name.split(':')[0] ?? ''] ?? null);
}
