import type { EndpointService } from '../../network/types.ts';
import { ApiError } from '../../protocol/api-error.ts';
import { filter } from '../../protocol/filters.ts';
import { page } from '../../protocol/paging.ts';
import { type Fields, set } from '../../protocol/wire.ts';
import type { Action, Call } from '../action.ts';

/** What AWS answers to a service name that it does not know, here and on creation [aws-facts: unknown-service]. */
export function invalidServiceName(name: string): ApiError {
  return new ApiError('InvalidServiceName', `The Vpc Endpoint Service '${name}' does not exist`);
}

function view(service: EndpointService, { region }: Call): Fields {
  const { network } = region;
  const names = service.privateDnsNames;
  return {
    serviceName: service.name,
    serviceId: service.id,
    serviceRegion: network.region,
    serviceType: set([{ serviceType: service.type }]),
    owner: service.owner,
    availabilityZoneSet: set(service.zones),
    availabilityZoneIdSet: set(network.zones.filter(({ name }) => service.zones.includes(name)).map(({ id }) => id)),
    baseEndpointDnsNameSet: set([service.baseDnsName]),
    privateDnsName: names[0],
    privateDnsNameSet: set(names.map((privateDnsName) => ({ privateDnsName }))),
    privateDnsNameVerificationState: names.length ? 'verified' : undefined,
    vpcEndpointPolicySupported: true,
    acceptanceRequired: false,
    managesVpcEndpoints: false,
    supportedIpAddressTypeSet: set(service.ipAddressTypes),
    tagSet: '',
  };
}

/** A service that has two types is listed twice, under one name [aws-facts: gateway-service-name]. */
export const DescribeVpcEndpointServices: Action = {
  mutating: false,
  run(call) {
    call.permit();
    const { form, region, timing } = call;
    const { services } = region.network;
    const names = form.list('ServiceName');
    const unknown = names.find((name) => !services.some((service) => service.name === name));
    if (unknown) throw invalidServiceName(unknown);
    const test = filter<EndpointService>(form, {
      'service-name': ({ name }) => name,
      'service-type': ({ type }) => type,
      owner: ({ owner }) => owner,
      'supported-ip-address-types': ({ ipAddressTypes }) => ipAddressTypes,
      'service-region': () => region.network.region,
    });
    const items = services.filter((service) => (!names.length || names.includes(service.name)) && test(service));
    const found = page(call.action, form, items, undefined, timing.pageSize);
    return {
      serviceNameSet: set(found.items.map(({ name }) => name)),
      serviceDetailSet: set(found.items.map((service) => view(service, call))),
      nextToken: found.nextToken,
    };
  },
};
