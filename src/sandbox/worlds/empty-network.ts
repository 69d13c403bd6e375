import { emptyEcs } from '../ecs/types.ts';
import type { Network, Zone } from '../network/types.ts';
import { prefixListsOf, servicesOf } from './catalogue.ts';

/** Short names of regions in zone ids, e.g. `use1-az1`. */
function shortName(region: string): string {
  const [area = '', direction = '', number = ''] = region.split('-').filter((part) => part !== 'gov' && part !== 'iso');
  const short = direction.replace(/^(north|south)(east|west)$/, (_, a: string, b: string) => a[0]! + b[0]!);
  return `${area}${short.length === 2 ? short : short[0]}${number}`;
}

/** Three availability zones, `REGIONa` to `REGIONc`. */
function zonesOf(region: string): Zone[] {
  return ['a', 'b', 'c'].map((letter, index) => ({
    name: region + letter,
    id: `${shortName(region)}-az${index + 1}`,
    type: 'availability-zone',
  }));
}

/** A region without any VPC: zones, endpoint services and AWS's prefix lists. */
export function emptyNetwork(region: string): Network {
  const zones = zonesOf(region);
  return {
    region,
    zones,
    services: servicesOf(region, zones),
    prefixLists: prefixListsOf(region),
    dhcpOptions: [],
    vpcs: [],
    subnets: [],
    routeTables: [],
    networkAcls: [],
    securityGroups: [],
    endpoints: [],
    interfaces: [],
    internetGateways: [],
    natGateways: [],
    instances: [],
    privateZones: [],
    resolverRules: [],
    profiles: [],
    transitGateways: [],
    peerings: [],
    ecs: emptyEcs(),
  };
}
