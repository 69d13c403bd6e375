import type { Diagnosis } from '../../../diagnose/diagnosis.ts';

/** A service beyond the image pull, and which tasks need it. */
export interface Extra {
  readonly service: string;
  readonly purpose: string;
}

/** What tasks most often miss, in that order [aws-facts: common-extras]. */
export const COMMON_EXTRAS: readonly Extra[] = [
  { service: 'logs', purpose: 'the awslogs log driver' },
  { service: 'secretsmanager', purpose: 'secrets from Secrets Manager, private registry credentials' },
  { service: 'ssm', purpose: 'secrets from Parameter Store' },
  { service: 'ssmmessages', purpose: 'ECS Exec' },
  { service: 'kms', purpose: 'ECS Exec with a key of your own, code that calls KMS' },
  { service: 'sts', purpose: 'code that assumes roles' },
  { service: 'elasticfilesystem', purpose: 'EFS volumes' },
  { service: 'ecs-agent', purpose: 'Service Connect' },
  { service: 'xray', purpose: 'an X-Ray or OpenTelemetry sidecar' },
];

/** True where every target reaches the service already. */
export function isServed(diagnosis: Diagnosis, service: string): boolean {
  const targets = diagnosis.subnets.filter(({ target }) => target);
  return (
    targets.length > 0 && targets.every(({ hops }) => hops.some((hop) => hop.hop === service && hop.verdict === 'open'))
  );
}
