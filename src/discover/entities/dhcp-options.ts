import * as z from 'zod/mini';
import type { AwsDhcpOptions } from '../../aws/read/reader.ts';

export const DhcpOptions = z.object({
  id: z.string(),
  /** `AmazonProvidedDNS` or addresses. Empty where the options name no servers, which then are not AWS's either. */
  dnsServers: z.array(z.string()),
});
export type DhcpOptions = z.infer<typeof DhcpOptions>;

export function toDhcpOptions(raw: AwsDhcpOptions): DhcpOptions {
  const servers = (raw.DhcpConfigurations ?? []).find((entry) => entry.Key === 'domain-name-servers');
  return {
    id: raw.DhcpOptionsId ?? '',
    dnsServers: (servers?.Values ?? []).map((entry) => entry.Value).filter((value) => value !== undefined),
  };
}
