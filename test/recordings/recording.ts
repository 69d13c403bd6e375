import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** An item as `aws ec2 describe-* --output json` writes it. */
export type Item = Readonly<Record<string, unknown>>;

/** Recorded answers by the names of their lists: `Vpcs`, `Subnets`, … */
export type Recording = Readonly<Record<string, readonly Item[]>>;

const CASES = new URL('cases/', import.meta.url);

/** The names of the recorded networks. */
export const RECORDINGS = readdirSync(fileURLToPath(CASES))
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))
  .sort();

/** The recording, with what every account has and a recording leaves out. @param name without `.json` */
export function recording(name: string): Recording {
  return completed(JSON.parse(readFileSync(new URL(`${name}.json`, CASES), 'utf8')));
}

/** The region that the subnets are in. */
export function regionOf({ Subnets = [] }: Recording): string {
  return String(Subnets[0]?.AvailabilityZone ?? 'us-east-1a').slice(0, -1);
}

/** The account that most things belong to. */
export function accountOf({ Vpcs = [] }: Recording): string {
  return String(Vpcs[0]?.OwnerId ?? '111122223333');
}

const S3 = ['54.231.0.0/16', '52.216.0.0/15', '3.5.0.0/19'];
const INTERFACES = ['ecr.api', 'ecr.dkr', 'logs', 'secretsmanager', 'ssm', 'ssmmessages', 'ecs', 'ecs-agent'];

function completed(recorded: Recording): Recording {
  const region = regionOf(recorded);
  const zones = [...new Set((recorded.Subnets ?? []).map(({ AvailabilityZone }) => String(AvailabilityZone)))];
  return {
    ...recorded,
    AvailabilityZones: zones.map((ZoneName) => ({
      ZoneName,
      ZoneId: `xx1-az${ZoneName.charCodeAt(ZoneName.length - 1) - 96}`,
      RegionName: region,
      State: 'available',
      ZoneType: 'availability-zone',
    })),
    NetworkAcls: [...(recorded.NetworkAcls ?? []), ...openAcls(recorded)],
    NetworkInterfaces: [...(recorded.NetworkInterfaces ?? []), ...endpointInterfaces(recorded)],
    DhcpOptions: (recorded.Vpcs ?? []).map(({ DhcpOptionsId, OwnerId }) => ({
      DhcpOptionsId,
      OwnerId,
      DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] }],
    })),
    PrefixLists: [s3ListOf(recorded, region)],
    ServiceDetails: [
      { ServiceName: `com.amazonaws.${region}.s3`, ServiceType: [{ ServiceType: 'Gateway' }], Owner: 'amazon' },
      ...INTERFACES.map((suffix) => ({
        ServiceName: `com.amazonaws.${region}.${suffix}`,
        ServiceType: [{ ServiceType: 'Interface' }],
        Owner: 'amazon',
        AvailabilityZones: zones,
      })),
    ],
  };
}

/** The default network ACL of each VPC, for the subnets that no recorded one has. */
function openAcls({ Vpcs = [], Subnets = [], NetworkAcls = [] }: Recording): Item[] {
  const associations = NetworkAcls.flatMap((acl) => acl.Associations as Item[]);
  const associated = new Set(associations.map(({ SubnetId }) => SubnetId));
  const rule = (Egress: boolean, RuleNumber: number, RuleAction: string) => {
    return { CidrBlock: '0.0.0.0/0', Egress, Protocol: '-1', RuleAction, RuleNumber };
  };
  return Vpcs.map(({ VpcId, OwnerId }) => ({
    NetworkAclId: 'acl-00000000000000fff',
    VpcId,
    OwnerId,
    IsDefault: true,
    Entries: [true, false].flatMap((egress) => [rule(egress, 100, 'allow'), rule(egress, 32767, 'deny')]),
    Associations: Subnets.filter((subnet) => subnet.VpcId === VpcId && !associated.has(subnet.SubnetId)).map(
      ({ SubnetId }) => ({ NetworkAclAssociationId: `aclassoc-${SubnetId}`, SubnetId }),
    ),
  }));
}

/** The interfaces of recorded endpoints, at an address near the end of their subnet. */
function endpointInterfaces({ VpcEndpoints = [], Subnets = [], NetworkInterfaces = [] }: Recording): Item[] {
  const recorded = new Set(NetworkInterfaces.map(({ NetworkInterfaceId }) => NetworkInterfaceId));
  return VpcEndpoints.flatMap(({ VpcId, Groups, NetworkInterfaceIds, SubnetIds }) =>
    (NetworkInterfaceIds as string[]).flatMap((NetworkInterfaceId, i) => {
      const subnet = Subnets.find(({ SubnetId }) => SubnetId === (SubnetIds as string[])[i]);
      if (recorded.has(NetworkInterfaceId) || subnet === undefined) return [];
      const PrivateIpAddress = String(subnet.CidrBlock).replace(/\d+\/\d+$/, '250');
      return [
        {
          NetworkInterfaceId,
          SubnetId: subnet.SubnetId,
          VpcId,
          Status: 'in-use',
          InterfaceType: 'vpc_endpoint',
          RequesterManaged: true,
          SourceDestCheck: true,
          Groups,
          PrivateIpAddress,
          PrivateIpAddresses: [{ Primary: true, PrivateIpAddress }],
        },
      ];
    }),
  );
}

/** S3's list has the id that a recorded route of an S3 gateway endpoint names. */
function s3ListOf({ VpcEndpoints = [], RouteTables = [] }: Recording, region: string): Item {
  const PrefixListName = `com.amazonaws.${region}.s3`;
  const gateways = new Set(
    VpcEndpoints.filter((endpoint) => endpoint.ServiceName === PrefixListName).map(
      ({ VpcEndpointId }) => VpcEndpointId,
    ),
  );
  const routes = RouteTables.flatMap((table) => table.Routes as Item[]);
  const route = routes.find(({ GatewayId }) => gateways.has(GatewayId));
  return { PrefixListId: route?.DestinationPrefixListId ?? 'pl-00000000', PrefixListName, Cidrs: S3 };
}
