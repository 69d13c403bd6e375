import { WorldBuilder } from './builder.ts';

/** Two isolated subnets in two zones, each with a route table of its own, and a public subnet beside them. */
export function guide() {
  const b = new WorldBuilder();
  const vpc = b.vpc('guide', '10.0.0.0/16');
  const igw = b.internetGateway(vpc);
  b.subnet(vpc, 'private-a', '10.0.1.0/24', 'a');
  b.subnet(vpc, 'private-b', '10.0.2.0/24', 'b');
  b.subnet(vpc, 'public-a', '10.0.101.0/24', 'a', { routes: [['0.0.0.0/0', igw.id]], mapPublicIp: true });
  return b.world;
}
