import type { Snapshot } from '../../discover/snapshot.ts';

/** One request of an image pull as an endpoint policy sees it. */
export interface PullRequest {
  readonly action: string;
  /** An ARN with `*` for what is not known; null for an action that knows no resources, which only `*` allows. */
  readonly resource: string | null;
  /**
   * Layers are fetched with URLs that a principal of AWS has signed; everything else by a role of the account
   * [aws-facts: layer-principal].
   */
  readonly principal: 'role' | 'aws';
}

type ByPartition = (partition: string, region: string) => readonly PullRequest[];

const byRole = (action: string, resource: string | null = '*'): PullRequest => ({
  action,
  resource,
  principal: 'role',
});

/** What a task asks of each service. GetAuthorizationToken knows no resources [aws-facts: pull-actions]. */
const REQUESTS: Readonly<Record<string, ByPartition>> = {
  'ecr.api': () => [byRole('ecr:GetAuthorizationToken', null)],
  'ecr.dkr': (partition, region) =>
    ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'].map((action) =>
      byRole(action, `arn:${partition}:ecr:${region}:*:repository/*`),
    ),
  s3: (partition, region) => [
    {
      action: 's3:GetObject',
      resource: `arn:${partition}:s3:::prod-${region}-starport-layer-bucket/*`,
      principal: 'aws',
    },
  ],
  logs: () => [byRole('logs:CreateLogStream'), byRole('logs:PutLogEvents')],
  secretsmanager: () => [byRole('secretsmanager:GetSecretValue')],
  ssm: () => [byRole('ssm:GetParameters')],
  ssmmessages: () => [
    byRole('ssmmessages:CreateControlChannel'),
    byRole('ssmmessages:CreateDataChannel'),
    byRole('ssmmessages:OpenControlChannel'),
    byRole('ssmmessages:OpenDataChannel'),
  ],
  kms: () => [byRole('kms:Decrypt')],
  sts: () => [byRole('sts:AssumeRole')],
};

/**
 * The requests that a hop stands for. Of a service that is not in the table, nothing is known: any action may be asked.
 */
export function requestsOf(snapshot: Snapshot, service: string): readonly PullRequest[] {
  const known = REQUESTS[service];
  return known === undefined ? [byRole('*')] : known(snapshot.caller.partition, snapshot.region);
}
