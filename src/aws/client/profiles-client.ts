import { AwsRestJsonProtocol } from '@aws-sdk/core/protocols';
import { clientOf, type DnsClient, regionalEndpoint, type Settings } from './dns-clients.ts';
import { PROFILES } from './dns-operations.ts';

/** A client of Route 53 Profiles; by itself, since few VPCs have one. */
export function profilesClient(settings: Settings): DnsClient {
  return clientOf(settings, {
    serviceId: 'Route53Profiles',
    serviceTarget: 'Route53Profiles',
    protocol: AwsRestJsonProtocol,
    namespace: PROFILES,
    endpointProvider: regionalEndpoint('route53profiles'),
  });
}
