import type { Reader } from '../../src/aws/read/reader.ts';

/** A Reader of an account with nothing in it; what a test names is answered instead. */
export function emptyReader(over: Partial<Reader> = {}): Reader {
  return {
    callerIdentity: async () => ({ account: '123456789012', arn: 'arn:aws:iam::123456789012:user/me' }),
    regions: async () => [],
    zones: async () => [],
    vpcs: async () => [],
    subnets: async () => [],
    routeTables: async () => [],
    natGateways: async () => [],
    networkAcls: async () => [],
    securityGroups: async () => [],
    endpoints: async () => [],
    endpointServices: async () => [],
    dhcpOptions: async () => [],
    prefixLists: async () => [],
    prefixListEntries: async () => [],
    vpcAttributes: async () => ({ enableDnsSupport: true, enableDnsHostnames: true }),
    networkInterfaces: async () => [],
    interfacesOfInstances: async () => [],
    networkInterfacesAt: async () => [],
    networkInterfacesOfGroup: async () => [],
    networkInterfacesOfVpc: async () => [],
    securityGroupRules: async () => [],
    securityGroupsNaming: async () => [],
    decodeAuthorizationMessage: async () => '',
    ...over,
  };
}
