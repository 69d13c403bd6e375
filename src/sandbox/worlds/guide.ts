import { WorldBuilder, type WorldLocation } from './builder.ts';

export function guide(place?: WorldLocation) {
  const b = new WorldBuilder(place);
  const vpc = b.vpc('guide', '10.0.0.0/16');
  const igw = b.internetGateway(vpc);
  b.subnet(vpc, 'private-a', '10.0.1.0/24', 'a');
  b.subnet(vpc, 'private-b', '10.0.2.0/24', 'b');
  b.subnet(vpc, 'public-a', '10.0.101.0/24', 'a', { routes: [['0.0.0.0/0', igw.id]], mapPublicIp: true });
  return b.world;
}

export function mainTable(place?: WorldLocation) {
  const b = new WorldBuilder(place);
  const vpc = b.vpc('main-table', '10.0.0.0/16');
  b.subnet(vpc, 'private-a', '10.0.1.0/24', 'a', { table: 'main' });
  b.subnet(vpc, 'private-b', '10.0.2.0/24', 'b', { table: 'main' });
  return b.world;
}

export function sameZone(place?: WorldLocation) {
  const b = new WorldBuilder(place);
  const vpc = b.vpc('same-zone', '10.0.0.0/16');
  b.subnet(vpc, 'private-a1', '10.0.1.0/24', 'a');
  b.subnet(vpc, 'private-a2', '10.0.2.0/24', 'a');
  return b.world;
}

export function twoVpcs(place?: WorldLocation) {
  const b = new WorldBuilder(place);
  for (const [name, net] of [
    ['orders', '10.1'],
    ['billing', '10.2'],
  ] as const) {
    const vpc = b.vpc(name, `${net}.0.0/16`);
    b.subnet(vpc, `${name}-private-a`, `${net}.1.0/24`, 'a');
    b.subnet(vpc, `${name}-private-b`, `${net}.2.0/24`, 'b');
  }
  return b.world;
}

export function manySubnets(place?: WorldLocation) {
  const b = new WorldBuilder(place);
  const vpc = b.vpc('many-subnets', '10.0.0.0/16');
  const tables = ['a', 'b', 'c'].map((letter) => b.table(vpc, `private-${letter}`));
  for (let n = 0; n < 60; n += 1) {
    b.subnet(vpc, `private-${n + 1}`, `10.0.${n + 1}.0/24`, 'abc'[n % 3]!, { table: tables[n % 3]! });
  }
  return b.world;
}
