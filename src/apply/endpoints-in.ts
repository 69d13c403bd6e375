import { type Endpoint, toEndpoint } from '../discover/entities/endpoint.ts';
import type { ApplyContext } from './apply-context.ts';

/** The endpoints of the VPC as they stand now, those that are going included. */
export async function endpointsIn({ reader, vpcId }: ApplyContext): Promise<Endpoint[]> {
  return (await reader.endpoints({ vpcIds: [vpcId] })).map(toEndpoint);
}
