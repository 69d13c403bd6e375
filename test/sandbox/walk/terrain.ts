import { type AclEntry, type WalkQuery, type World, walk } from '../../../src/sandbox/index.ts';

export type Query = Partial<WalkQuery>;
export interface Case {
  title: string;
  change?: (world: World) => unknown;
  query?: Query;
  reached: ReturnType<typeof walk>['reached'];
  stage: ReturnType<typeof walk>['stage'];
}

export const byName = (world: World, name: string) => world.subnets.find(({ tags }) => tags.Name === name)!;

export function run(world: World, from: string, { change, query }: Pick<Case, 'change' | 'query'>) {
  change?.(world);
  return walk(world, { subnetId: byName(world, from).id, service: 'ecr.api', ...query });
}

export const tableOf = (world: World, name: string) => {
  const { id } = byName(world, name);
  return world.routeTables.find(({ associations }) => associations.some(({ subnetId }) => subnetId === id))!;
};

export const route = (destination: string, target: string, state: 'active' | 'blackhole' = 'active') =>
  ({ destination, target, state, origin: 'CreateRoute' }) as const;

/** A network ACL of its own for a subnet: everything allowed but what is given first. */
export function acl(world: World, name: string, ...entries: Omit<AclEntry, 'number' | 'protocol'>[]) {
  const { id, vpcId } = byName(world, name);
  for (const other of world.networkAcls) other.subnetIds = other.subnetIds.filter((each) => each !== id);
  const open = [false, true].map((egress) => ({ egress, action: 'allow' as const, cidr: '0.0.0.0/0' }));
  world.networkAcls.push({
    id: `acl-${name}`,
    vpcId,
    ownerId: world.accountId,
    isDefault: false,
    subnetIds: [id],
    entries: [...entries, ...open].map((entry, index) => ({ number: index + 1, protocol: '6', ...entry })),
    tags: {},
  });
}

export const denyOut = (cidr: string, ports?: [number, number]) => ({
  egress: true,
  action: 'deny' as const,
  cidr,
  ...(ports && { ports }),
});
export const denyIn = (cidr: string, ports?: [number, number]) => ({
  egress: false,
  action: 'deny' as const,
  cidr,
  ...(ports && { ports }),
});

/** In the world `open`: who may enter the endpoints on TCP 443. */
export const admit = (world: World, ...peers: string[]) => {
  const group = world.securityGroups[1]!;
  const [rule] = group.rules;
  group.rules = peers.map((peer, index) => ({ ...rule!, id: `sgr-${index}`, peer }));
};

/** Leaves the endpoints of the world `open` only in the subnet of that name. */
export const onlyIn = (world: World, name: string) => {
  const { id } = byName(world, name);
  world.interfaces = world.interfaces.filter(({ subnetId }) => subnetId === id);
};

export const taskGroup = (world: World, peer: string) => {
  const id = 'sg-task';
  const rule = { id: 'sgr-task', egress: true, protocol: 'tcp', fromPort: 443, toPort: 443, peer, tags: {} };
  world.securityGroups.push({ ...world.securityGroups[1]!, id, name: 'task', rules: [rule] });
};
export const asTask: Query = { taskGroupIds: ['sg-task'] };

export const policy =
  (index: number, ...statements: object[]) =>
  (world: World) => {
    world.endpoints[index]!.policy = JSON.stringify({ Statement: statements });
  };
export const allow = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
