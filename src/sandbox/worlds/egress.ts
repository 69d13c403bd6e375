import { WorldBuilder, type WorldLocation } from './builder.ts';

/** A VPC with a public subnet in zone a, where NAT gateways live. */
function withPublicSubnet(name: string, place: WorldLocation | undefined) {
  const b = new WorldBuilder(place);
  const vpc = b.vpc(name, '10.0.0.0/16');
  const igw = b.internetGateway(vpc);
  const front = b.subnet(vpc, 'public-a', '10.0.101.0/24', 'a', { routes: [['0.0.0.0/0', igw.id]], mapPublicIp: true });
  return { b, vpc, front };
}

export function natBeside(place?: WorldLocation) {
  const { b, vpc, front } = withPublicSubnet('nat-beside', place);
  const nat = b.nat(front, 'nat');
  b.subnet(vpc, 'workers-a', '10.0.11.0/24', 'a', { routes: [['0.0.0.0/0', nat.id]] });
  b.subnet(vpc, 'private-a', '10.0.1.0/24', 'a');
  b.subnet(vpc, 'private-b', '10.0.2.0/24', 'b');
  return b.world;
}

export function natBroken(place?: WorldLocation) {
  const { b, vpc, front } = withPublicSubnet('nat-broken', place);
  const inside = b.subnet(vpc, 'nat-without-gateway', '10.0.102.0/24', 'c');
  const deleted = b.nat(front, 'deleted', { state: 'deleted' });
  const failed = b.nat(front, 'failed', { state: 'failed' });
  const lost = b.nat(inside, 'in-a-subnet-without-internet-gateway');
  b.subnet(vpc, 'behind-deleted', '10.0.1.0/24', 'a', { routes: [['0.0.0.0/0', deleted.id, 'blackhole']] });
  b.subnet(vpc, 'behind-failed', '10.0.2.0/24', 'b', { routes: [['0.0.0.0/0', failed.id]] });
  b.subnet(vpc, 'behind-lost', '10.0.3.0/24', 'c', { routes: [['0.0.0.0/0', lost.id]] });
  return b.world;
}

export function transit(place?: WorldLocation) {
  const b = new WorldBuilder(place);
  const vpc = b.vpc('transit', '10.0.0.0/16');
  const hub = b.ids.next('tgw');
  b.subnet(vpc, 'spoke-a', '10.0.1.0/24', 'a', { routes: [['0.0.0.0/0', hub]] });
  b.subnet(vpc, 'spoke-b', '10.0.2.0/24', 'b', { routes: [['0.0.0.0/0', hub]] });
  return b.world;
}
