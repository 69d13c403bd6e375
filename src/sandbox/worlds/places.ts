import { WorldBuilder, type WorldLocation } from './builder.ts';

export function zoneGap(place?: WorldLocation) {
  const b = new WorldBuilder(place);
  const vpc = b.vpc('zone-gap', '10.0.0.0/16');
  b.subnet(vpc, 'private-a', '10.0.1.0/24', 'a');
  b.subnet(vpc, 'private-b', '10.0.2.0/24', 'b');
  const dkr = b.world.services.find(({ name }) => name.endsWith('.ecr.dkr'))!;
  dkr.zones = dkr.zones.filter((zone) => !zone.endsWith('b'));
  return b.world;
}

export function localZone(place?: WorldLocation) {
  const b = new WorldBuilder(place);
  const [parent] = b.world.zones;
  const local = `${b.world.region}-bos-1a`;
  b.world.zones.push({ name: local, id: `${parent!.id}-bos1`, type: 'local-zone', parent: parent!.name });
  const vpc = b.vpc('local-zone', '10.0.0.0/16');
  b.subnet(vpc, 'private-a', '10.0.1.0/24', 'a');
  b.subnet(vpc, 'private-boston', '10.0.2.0/24', local);
  return b.world;
}

/** Participants see the subnets but no tags, and may not touch endpoints [aws-facts: shared-vpc]. */
export function sharedVpc(place?: WorldLocation) {
  const b = new WorldBuilder(place);
  const vpc = b.vpc('shared', '10.0.0.0/16', { ownerId: '444455556666' });
  b.subnet(vpc, 'private-a', '10.0.1.0/24', 'a');
  b.subnet(vpc, 'private-b', '10.0.2.0/24', 'b');
  return b.world;
}

export function empty(place?: WorldLocation) {
  const b = new WorldBuilder(place);
  const vpc = b.vpc('public-only', '10.0.0.0/16');
  const igw = b.internetGateway(vpc);
  const table = b.table(vpc, 'public', [['0.0.0.0/0', igw.id]]);
  b.subnet(vpc, 'public-a', '10.0.1.0/24', 'a', { table, mapPublicIp: true });
  b.subnet(vpc, 'public-b', '10.0.2.0/24', 'b', { table, mapPublicIp: true });
  return b.world;
}

export function noVpc(place?: WorldLocation) {
  return new WorldBuilder(place).world;
}
