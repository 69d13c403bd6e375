import type { DhcpOptions } from './entities/dhcp-options.ts';
import type { Endpoint } from './entities/endpoint.ts';
import type { NatGateway } from './entities/nat-gateway.ts';
import type { NetworkAcl } from './entities/network-acl.ts';
import type { NetworkInterface } from './entities/network-interface.ts';
import type { PrefixList } from './entities/prefix-list.ts';
import type { VpcNames } from './entities/private-names.ts';
import type { SecurityGroup } from './entities/security-group.ts';
import { suffixOf } from './entities/service.ts';
import type { Subnet } from './entities/subnet.ts';
import type { Vpc } from './entities/vpc.ts';
import type { DnsAttributes, Snapshot } from './snapshot.ts';

/** A snapshot's things by id, and by the VPC they are in: a region holds tens of thousands, and no lookup may scan. */
export interface SnapshotIndex {
  readonly vpcs: ReadonlyMap<string, Vpc>;
  readonly dnsAttributes: ReadonlyMap<string, DnsAttributes>;
  /** The VPCs that the second wave covered. */
  readonly detailed: ReadonlySet<string>;
  /** Who answers names, by VPC. */
  readonly names: ReadonlyMap<string, VpcNames>;
  readonly dhcpOptions: ReadonlyMap<string, DhcpOptions>;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly subnetsOfVpc: ReadonlyMap<string, readonly Subnet[]>;
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly endpointsOfVpc: ReadonlyMap<string, readonly Endpoint[]>;
  /** By the service's suffix: `ecr.api`, whatever the VPC. */
  readonly endpointsOfService: ReadonlyMap<string, readonly Endpoint[]>;
  /** How many there are in the region: they share one quota. */
  readonly gatewayEndpoints: number;
  readonly natGateways: ReadonlyMap<string, NatGateway>;
  readonly networkInterfaces: ReadonlyMap<string, NetworkInterface>;
  readonly securityGroups: ReadonlyMap<string, SecurityGroup>;
  readonly prefixLists: ReadonlyMap<string, PrefixList>;
  /** A subnet has exactly one network ACL. */
  readonly aclOfSubnet: ReadonlyMap<string, NetworkAcl>;
}

const indexes = new WeakMap<Snapshot, SnapshotIndex>();

/** The index of a snapshot, made once: a snapshot is never changed in place. */
export function indexOf(snapshot: Snapshot): SnapshotIndex {
  const known = indexes.get(snapshot);
  if (known !== undefined) return known;
  const index: SnapshotIndex = {
    vpcs: byId(snapshot.vpcs),
    dnsAttributes: new Map(snapshot.dnsAttributes.map((entry) => [entry.vpcId, entry])),
    names: new Map(snapshot.names.map((names) => [names.vpcId, names])),
    detailed: new Set(snapshot.detailed),
    dhcpOptions: byId(snapshot.dhcpOptions),
    subnets: byId(snapshot.subnets),
    subnetsOfVpc: grouped(snapshot.subnets, ({ vpcId }) => vpcId),
    endpoints: byId(snapshot.endpoints),
    endpointsOfVpc: grouped(snapshot.endpoints, ({ vpcId }) => vpcId),
    endpointsOfService: grouped(snapshot.endpoints, ({ service }) => suffixOf(snapshot.region, service)),
    gatewayEndpoints: snapshot.endpoints.filter(({ type }) => type === 'Gateway').length,
    natGateways: byId(snapshot.natGateways),
    networkInterfaces: byId(snapshot.networkInterfaces),
    securityGroups: byId(snapshot.securityGroups),
    prefixLists: byId(snapshot.prefixLists),
    aclOfSubnet: new Map(snapshot.networkAcls.flatMap((acl) => acl.subnetIds.map((id) => [id, acl] as const))),
  };
  indexes.set(snapshot, index);
  return index;
}

function byId<T extends { readonly id: string }>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}

function grouped<T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return groups;
}
