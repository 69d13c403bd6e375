import { type Endpoint, toEndpoint } from '../discover/endpoint.ts';
import type { Bench } from './bench.ts';

/** The endpoints of the VPC as they stand now, those that are going included. */
export async function endpointsIn({ reader, vpcId }: Bench): Promise<Endpoint[]> {
  return (await reader.endpoints({ vpcIds: [vpcId] })).map(toEndpoint);
}
