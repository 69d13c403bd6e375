import type { Account } from './account.ts';
import type { Built } from './build.ts';
import { targetsOf, type World } from './world.ts';

/** What the two profiles of `--ingress` let in from each target subnet. */
const PROFILES = {
  guide: ['tcp 80', 'tcp 443', 'udp 53'],
  https: ['tcp 443'],
} as const;

export type Profile = keyof typeof PROFILES;

/** What one apply makes in a world without foreign endpoints, in the shape of `madeIn`. */
export function expectedIn(world: World, built: Built, region: string, profile: Profile) {
  const targets = targetsOf(world);
  const targetRules = targets.flatMap(({ cidr }) => PROFILES[profile].map((port) => `${port} ${cidr}`));
  const others = world.subnets.filter((subnet) => !targets.includes(subnet)).map(({ cidr }) => `tcp 443 ${cidr}`);
  const endpoint = (service: string) => ({
    service: `com.amazonaws.${region}.${service}`,
    privateDns: true,
    zones: [...new Set(targets.map(({ zone }) => `${region}${zone}`))].sort(),
    groups: ['ours'],
  });
  const tables = [...new Set(targets.map(({ table }) => built.tableIds[table ?? 'main']!))].sort();
  return {
    groups: [[...targetRules, ...others].sort()],
    endpoints: [endpoint('ecr.api'), endpoint('ecr.dkr')],
    gateways: [{ service: `com.amazonaws.${region}.s3`, tables, routedFrom: tables }],
  };
}

/** What bears our tag in an account, by what AWS says of it and without ids of its own. */
export function madeIn(account: Account) {
  const groups = account.securityGroups.filter(isOurs);
  const ours = account.endpoints.filter(isOurs);
  const zoneOf = (id: string) => account.subnets.find((subnet) => subnet.SubnetId === id)?.AvailabilityZone;
  return {
    groups: groups.map(({ GroupId }) =>
      account.securityGroupRules
        .filter((rule) => rule.GroupId === GroupId && !rule.IsEgress)
        .map(({ IpProtocol, FromPort, ToPort, CidrIpv4 }) => {
          const ports = FromPort === ToPort ? FromPort : `${FromPort}-${ToPort}`;
          return `${IpProtocol} ${ports} ${CidrIpv4}`;
        })
        .sort(),
    ),
    endpoints: ours
      .filter(({ VpcEndpointType }) => VpcEndpointType === 'Interface')
      .map(({ ServiceName, PrivateDnsEnabled, SubnetIds, Groups }) => ({
        service: ServiceName,
        privateDns: PrivateDnsEnabled,
        zones: SubnetIds?.map(zoneOf).sort(),
        groups: Groups?.map(({ GroupId }) => (groups.some((group) => group.GroupId === GroupId) ? 'ours' : GroupId)),
      }))
      .sort((left, right) => String(left.service).localeCompare(String(right.service))),
    gateways: ours
      .filter(({ VpcEndpointType }) => VpcEndpointType === 'Gateway')
      .map(({ ServiceName, RouteTableIds, VpcEndpointId }) => ({
        service: ServiceName,
        tables: RouteTableIds?.toSorted(),
        routedFrom: account.routeTables
          .filter(({ Routes }) => Routes?.some(({ GatewayId }) => GatewayId === VpcEndpointId))
          .map(({ RouteTableId }) => RouteTableId),
      })),
  };
}

/** The tags of everything that bears ours, as records. */
export function tagsOfOurs(account: Account): Record<string, string | undefined>[] {
  return [...account.securityGroups, ...account.endpoints]
    .filter(isOurs)
    .map(({ Tags }) => Object.fromEntries((Tags ?? []).map(({ Key, Value }) => [Key, Value])));
}

function isOurs({ Tags }: { Tags?: { Key?: string | undefined }[] | undefined }): boolean {
  return Tags?.some(({ Key }) => Key === 'pullpath:managed-by') ?? false;
}
