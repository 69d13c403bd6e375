import type { Endpoint } from '../../network/types.ts';
import { type ApiError, invalidParameter } from '../../protocol/api-error.ts';

/**
 * Requester-managed endpoints (GuardDuty, RDS and the like) cannot be changed by customers [aws-facts:
 * requester-managed].
 */
export function requesterManaged({ serviceName }: Endpoint): ApiError {
  return invalidParameter(
    `Operation is not allowed for requester-managed VPC endpoints for the service ${serviceName}.`,
  );
}
