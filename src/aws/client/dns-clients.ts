import { partition } from '@aws-sdk/core/client';
import { AwsJson1_1Protocol, AwsRestXmlProtocol } from '@aws-sdk/core/protocols';
import { RESOLVER, ROUTE53 } from './dns-operations.ts';
import { EC2Client } from './sdk.ts';

/** A client of the SDK, set up for another service than the one that it is named after. */
export type DnsClient = EC2Client;

export type Settings = NonNullable<ConstructorParameters<typeof EC2Client>[0]>;
type EndpointProvider = NonNullable<Settings['endpointProvider']>;

/** A client of Route 53, which is one for a whole partition [aws-facts: route53-endpoint]. */
export function route53Client(settings: Settings): DnsClient {
  return clientOf(settings, {
    serviceId: 'Route 53',
    serviceTarget: 'AWSDnsV20130401',
    protocol: AwsRestXmlProtocol,
    namespace: ROUTE53,
    xmlNamespace: 'https://route53.amazonaws.com/doc/2013-04-01/',
    endpointProvider: globalEndpoint('route53'),
  });
}

/** A client of Route 53 Resolver. */
export function resolverClient(settings: Settings): DnsClient {
  return clientOf(settings, {
    serviceId: 'Route53Resolver',
    serviceTarget: 'Route53Resolver',
    protocol: AwsJson1_1Protocol,
    namespace: RESOLVER,
    endpointProvider: regionalEndpoint('route53resolver'),
  });
}

interface Service {
  readonly serviceId: string;
  readonly serviceTarget: string;
  readonly protocol: NonNullable<Settings['protocol']>;
  readonly namespace: string;
  readonly xmlNamespace?: string;
  readonly endpointProvider: EndpointProvider;
}

/** A client with what a service differs in. */
export function clientOf(settings: Settings, service: Service): DnsClient {
  const { serviceId, protocol, endpointProvider, namespace, serviceTarget, xmlNamespace } = service;
  const protocolSettings = { defaultNamespace: namespace, serviceTarget, xmlNamespace, version: '2013-04-01' };
  return new EC2Client({ ...settings, serviceId, protocol, protocolSettings, endpointProvider });
}

/** As AWS's endpoint rules have it for a service with a host in every region. */
export function regionalEndpoint(service: string): EndpointProvider {
  return ({ Region: region = '', UseDualStack: dual, UseFIPS: fips, Endpoint: chosen }) => {
    const { dnsSuffix, dualStackDnsSuffix } = partition(region);
    const host = `${service}${fips ? '-fips' : ''}.${region}.${dual ? dualStackDnsSuffix : dnsSuffix}`;
    return endpointAt(chosen ?? `https://${host}`, service, region);
  };
}

/** The SDK's type leaves out the region for which global services are signed. */
type Partition = ReturnType<typeof partition> & { readonly implicitGlobalRegion?: string };

/** The same for a service with one host in a partition; GovCloud's bears the partition's name. */
function globalEndpoint(service: string): EndpointProvider {
  return ({ Region: region = '', UseDualStack: dual, UseFIPS: fips, Endpoint: chosen }) => {
    const { name, dnsSuffix, dualStackDnsSuffix, implicitGlobalRegion = region }: Partition = partition(region);
    const middle = name === 'aws-us-gov' ? '.us-gov' : '';
    // AWS has FIPS hosts of Route 53 in the commercial partition only; GovCloud's is one by itself.
    const front = fips && name === 'aws' ? `${service}-fips` : service;
    const host = dual ? `${front}.global.${dualStackDnsSuffix}` : `${front}${middle}.${dnsSuffix}`;
    // Behind an endpoint of the user's own, the region is the user's too.
    return endpointAt(chosen ?? `https://${host}`, service, chosen === undefined ? implicitGlobalRegion : region);
  };
}

function endpointAt(url: string, service: string, region: string): ReturnType<EndpointProvider> {
  const signing = { name: 'sigv4', signingName: service, signingRegion: region, properties: {} };
  return { url: new URL(url), properties: { authSchemes: [signing] }, headers: {} };
}
