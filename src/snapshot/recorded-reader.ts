import type { Reader, VpcSelection } from '../aws/read/reader.ts';
import { PullpathError } from '../errors.ts';
import { itemsOf, missing, notInSnapshot, type Recorded } from './recorded.ts';
import { type Item, SECTIONS, type SectionName } from './sections.ts';
import { revived } from './shape.ts';

/**
 * The Reader over what a snapshot has recorded. It answers as AWS did: what was refused then is refused again, and what
 * was not asked for then rejects as `NotInSnapshot`. Nothing is sent to anybody.
 */
export function recordedReader(recorded: Recorded): Reader {
  const all = async <T>(section: SectionName): Promise<T[]> => answersOf<T>(section, itemsOf(recorded, section));
  const scoped = async <T>(section: SectionName, { vpcIds }: VpcSelection): Promise<T[]> => {
    const items = itemsOf(recorded, section);
    if (vpcIds === undefined) return answersOf(section, items);
    const wanted = new Set(vpcIds);
    return answersOf(
      section,
      items.filter(({ VpcId }) => wanted.has(String(VpcId))),
    );
  };
  const interfaces = async (keep: (item: Item) => boolean) =>
    answersOf<never>('NetworkInterfaces', itemsOf(recorded, 'NetworkInterfaces').filter(keep));
  return {
    callerIdentity: async () => ({ account: recorded.account, arn: recorded.arn }),
    regions: async () => {
      throw notInSnapshot('ec2:DescribeRegions', 'A snapshot holds one region, and does not list the others.');
    },
    zones: () => all('AvailabilityZones'),
    vpcs: (scope) => scoped('Vpcs', scope),
    subnets: (scope) => scoped('Subnets', scope),
    routeTables: (scope) => scoped('RouteTables', scope),
    natGateways: (scope) => scoped('NatGateways', scope),
    networkAcls: (scope) => scoped('NetworkAcls', scope),
    securityGroups: (scope) => scoped('SecurityGroups', scope),
    endpoints: (scope) => scoped('VpcEndpoints', scope),
    endpointServices: () => all('ServiceDetails'),
    dhcpOptions: () => all('DhcpOptions'),
    prefixLists: () => all('PrefixLists'),
    prefixListEntries: async (id) => {
      const list = recorded.sections.get('PrefixListEntries')?.find(({ PrefixListId }) => PrefixListId === id);
      if (list === undefined) throw missing(recorded, 'PrefixListEntries');
      return ((list.Entries ?? []) as Item[]).flatMap(({ Cidr }) => (Cidr === undefined ? [] : [String(Cidr)]));
    },
    vpcAttributes: async (vpcId) => attributesOf(recorded, vpcId),
    networkInterfaces: (ids) => {
      const wanted = new Set(ids);
      return interfaces(({ NetworkInterfaceId }) => wanted.has(String(NetworkInterfaceId)));
    },
    interfacesOfInstances: (ids) => {
      const wanted = new Set(ids);
      return interfaces(({ Attachment }) => wanted.has(String((Attachment as Item | undefined)?.InstanceId)));
    },
    networkInterfacesAt: (addresses) => {
      const wanted = new Set(addresses);
      return interfaces(({ PrivateIpAddress, PrivateIpAddresses = [] }) =>
        [PrivateIpAddress, ...(PrivateIpAddresses as Item[]).map((each) => each.PrivateIpAddress)].some((address) =>
          wanted.has(String(address)),
        ),
      );
    },
    // A snapshot has those that the verdicts need, and not all.
    networkInterfacesOfVpc: async () => {
      throw notInSnapshot('ec2:DescribeNetworkInterfaces', 'A snapshot does not have all network interfaces of a VPC.');
    },
    networkInterfacesOfGroup: (groupId) =>
      interfaces(({ Groups = [] }) => (Groups as Item[]).some((group) => group.GroupId === groupId)),
    securityGroupsNaming: async (groupId) =>
      answersOf(
        'SecurityGroups',
        itemsOf(recorded, 'SecurityGroups').filter(
          ({ GroupId, IpPermissions, IpPermissionsEgress }) =>
            GroupId !== groupId && JSON.stringify([IpPermissions, IpPermissionsEgress]).includes(`"${groupId}"`),
        ),
      ),
    securityGroupRules: async () => {
      throw notInSnapshot('ec2:DescribeSecurityGroupRules', 'A snapshot has no tags of rules.');
    },
    decodeAuthorizationMessage: async () => {
      throw notInSnapshot('sts:DecodeAuthorizationMessage', 'A snapshot decodes nothing.');
    },
  };
}

/** What `kept` has made of AWS's answers, as the SDK has them. */
export function answersOf<T>(section: SectionName, items: readonly Item[]): T[] {
  const { shape } = SECTIONS[section];
  return items.map((item) => revived(shape, item) as T);
}

/** @throws InvalidVpcID.NotFound, as EC2 does, where the snapshot is of the whole region and has no such VPC */
function attributesOf(recorded: Recorded, vpcId: string) {
  const found = recorded.sections.get('VpcAttributes')?.find(({ VpcId }) => VpcId === vpcId);
  const support = (found?.EnableDnsSupport as Item | undefined)?.Value;
  const hostnames = (found?.EnableDnsHostnames as Item | undefined)?.Value;
  if (typeof support === 'boolean' && typeof hostnames === 'boolean')
    return { enableDnsSupport: support, enableDnsHostnames: hostnames };
  const vpcs = recorded.sections.get('Vpcs');
  if (vpcs !== undefined && recorded.vpcIds === null && !vpcs.some(({ VpcId }) => VpcId === vpcId)) {
    throw new PullpathError('refused-by-aws', {
      code: 'InvalidVpcID.NotFound',
      message: `The snapshot has no VPC ${vpcId}.`,
      remedy: 'Check --vpc-id and --from.',
      action: SECTIONS.VpcAttributes.action,
    });
  }
  throw missing(recorded, 'VpcAttributes');
}
