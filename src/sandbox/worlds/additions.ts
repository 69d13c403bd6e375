import { addInterface } from '../network/endpoint.ts';
import type { Instance, NetworkAcl, SecurityGroup, Subnet } from '../network/types.ts';
import type { WorldBuilder } from './builder.ts';

type EntryText = readonly [egress: boolean, protocol: string, action: 'allow' | 'deny', cidr: string];

/** Gives a subnet a network ACL of its own, with those entries in that order and nothing else allowed. */
export function addAcl(
  { world, ids }: WorldBuilder,
  subnet: Subnet,
  name: string,
  entries: readonly EntryText[],
): void {
  for (const other of world.networkAcls) other.subnetIds = other.subnetIds.filter((id) => id !== subnet.id);
  const numbered = entries.map((entry, n) => [(n + 1) * 100, entry] as const);
  const last = [false, true].map((egress) => [32767, [egress, '-1', 'deny', '0.0.0.0/0']] as const);
  const acl: NetworkAcl = {
    id: ids.next('acl'),
    vpcId: subnet.vpcId,
    ownerId: subnet.ownerId,
    isDefault: false,
    subnetIds: [subnet.id],
    entries: [...numbered, ...last].map(([number, [egress, protocol, action, cidr]]) => {
      return { number, egress, protocol, action, cidr };
    }),
    tags: { Name: name },
  };
  world.networkAcls.push(acl);
}

/** A running instance with one network interface. */
export function addInstance(
  { world, ids }: WorldBuilder,
  subnet: Subnet,
  name: string,
  groups: readonly SecurityGroup[],
): Instance {
  const id = ids.next('i');
  const card = addInterface(world, ids.next('eni'), subnet, {
    ownerId: subnet.ownerId,
    groupIds: groups.map((group) => group.id),
    description: '',
    type: 'interface',
    instanceId: id,
  });
  const instance: Instance = {
    id,
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    state: 'running',
    sourceDestCheck: true,
    interfaceId: card.id,
    tags: { Name: name },
  };
  world.instances.push(instance);
  return instance;
}
