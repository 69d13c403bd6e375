import * as z from 'zod/mini';
import type { AwsServiceDetail } from '../../aws/read/reader.ts';

/** A service that the region offers, once per endpoint type: S3 stands twice, as Gateway and as Interface. */
export const EndpointService = z.object({
  name: z.string(),
  type: z.string(),
  owner: z.string(),
  /** Zone names in the caller's mapping; an interface endpoint can have an address in these only. */
  zoneNames: z.array(z.string()),
  privateDnsNames: z.array(z.string()),
  /** Empty where AWS does not say. */
  ipAddressTypes: z.array(z.string()),
});
export type EndpointService = z.infer<typeof EndpointService>;

export function toEndpointServices(raw: AwsServiceDetail): EndpointService[] {
  const names = new Set([raw.PrivateDnsName, ...(raw.PrivateDnsNames ?? []).map((entry) => entry.PrivateDnsName)]);
  return (raw.ServiceType ?? []).map((type) => ({
    name: raw.ServiceName ?? '',
    type: type.ServiceType ?? 'Gateway',
    owner: raw.Owner ?? '',
    zoneNames: raw.AvailabilityZones ?? [],
    privateDnsNames: [...names].filter((name) => name !== undefined),
    ipAddressTypes: raw.SupportedIpAddressTypes ?? [],
  }));
}
