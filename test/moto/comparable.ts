import type { Account } from './account.ts';

/** What is a name that was given by chance, a moment, or a tag. */
const APART = new Set([
  'Tags',
  'TagSet',
  'CreationTimestamp',
  'DnsEntries',
  'SecurityGroupRuleId',
  'SecurityGroupRuleArn',
  'SecurityGroupArn',
  'NetworkInterfaceId',
  'NetworkInterfaceIds',
  'MacAddress',
  'PrivateIpAddress',
  'PrivateIpAddresses',
  'PrivateDnsName',
]);

/**
 * An account such that two are equal where everything that counts is: without tags and moments, and with the ids of
 * groups and endpoints told by what they are for. @param apart further fields to leave out
 */
export function comparable(account: Account, ...apart: readonly string[]): unknown {
  const names = new Map<string, string>([
    ...account.securityGroups.map(
      ({ GroupId, GroupName, VpcId }) => [GroupId!, `group ${GroupName} of ${VpcId}`] as const,
    ),
    ...account.endpoints.map(
      ({ VpcEndpointId, ServiceName, RouteTableIds }) =>
        [VpcEndpointId!, `endpoint ${ServiceName} ${(RouteTableIds ?? []).toSorted().join(' ')}`] as const,
    ),
  ]);
  const left = new Set([...APART, ...apart]);
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    if (typeof value === 'string') return names.get(value) ?? value;
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    // moto leaves out of some answers what is empty in others, and says of gateways what AWS says of none.
    const isGateway = 'VpcEndpointType' in value && value.VpcEndpointType === 'Gateway';
    const fields = Object.entries(value).filter(
      ([key, each]) =>
        !left.has(key) &&
        each !== undefined &&
        !(Array.isArray(each) && each.length === 0) &&
        !(isGateway && key === 'PrivateDnsEnabled'),
    );
    return Object.fromEntries(fields.map(([key, each]) => [key, plain(each)]));
  };
  return plain(account);
}
