import { many } from '../iam/glob.ts';
import type { PolicyDocument } from '../iam/policy.ts';
import type { Network } from '../network/types.ts';
import { partitionOf } from '../state/partition.ts';
import { type Delivery, drop, pass, undetermined } from './delivery.ts';
import { evaluateStatement, type PolicyRequest, type Ternary } from './policy-statement.ts';
import type { PullConnection } from './pull-connection.ts';

/** What a packet is for. */
export type Wanted = Pick<PullConnection, 'service' | 'host'>;

/** What a pull does at each service [aws-facts: pull-actions]; other services are not asked about their policies. */
function questions(network: Network, { service, host }: Wanted): PolicyRequest[] {
  const { name } = partitionOf(network.region);
  if (service === 'ecr.api') return [{ action: 'ecr:GetAuthorizationToken', resource: '*', caller: 'role' }];
  if (service === 'ecr.dkr') {
    return ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'].map((action) => ({
      action,
      resource: `arn:${name}:ecr:${network.region}:`,
      caller: 'role',
    }));
  }
  if (service === 's3') {
    // Any other bucket than that of the layers holds a file that the task's own role fetches.
    const bucket = host?.split('.s3.')[0];
    if (bucket !== undefined && !bucket.endsWith('-starport-layer-bucket')) {
      return [{ action: 's3:GetObject', resource: `arn:${name}:s3:::${bucket}/file`, caller: 'role' }];
    }
    const resource = `arn:${name}:s3:::prod-${network.region}-starport-layer-bucket/layer`;
    return [{ action: 's3:GetObject', resource, caller: 'aws' }];
  }
  return [];
}

function answer(policy: PolicyDocument, request: PolicyRequest): Ternary {
  const verdicts = many(policy.Statement).map((statement) => ({
    effect: statement.Effect,
    applies: evaluateStatement(statement, request),
  }));
  const of = (effect: 'Allow' | 'Deny', applies: Ternary) =>
    verdicts.some((v) => v.effect === effect && v.applies === applies);
  if (of('Deny', 'yes')) return 'no';
  if (!of('Allow', 'yes') && !of('Allow', 'maybe')) return 'no';
  return of('Allow', 'yes') && !of('Deny', 'maybe') ? 'yes' : 'maybe';
}

/** Whether an endpoint's policy lets a pull do what it does there, whoever pulls. */
export function throughPolicy(network: Network, policy: string, wanted: Wanted): Delivery {
  const document = JSON.parse(policy) as PolicyDocument;
  const answers = questions(network, wanted).map((question) => ({ question, is: answer(document, question) }));
  const denied = answers.find(({ is }) => is === 'no');
  if (denied) return drop('policy', `the endpoint policy does not allow ${denied.question.action}`);
  const doubtful = answers.find(({ is }) => is === 'maybe');
  if (doubtful)
    return undetermined(
      'policy',
      `who pulls what decides whether the endpoint policy allows ${doubtful.question.action}`,
    );
  return pass('policy', 'the endpoint policy allows what a pull does');
}
