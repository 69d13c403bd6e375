import type { Endpoint } from '../network/types.ts';
import { invalidParameter, type Refusal } from '../refusal.ts';

/** What GuardDuty, RDS and the like made and own, nobody else may change [aws-facts: requester-managed]. */
export function requesterManaged({ serviceName }: Endpoint): Refusal {
  return invalidParameter(
    `Operation is not allowed for requester-managed VPC endpoints for the service ${serviceName}.`,
  );
}
