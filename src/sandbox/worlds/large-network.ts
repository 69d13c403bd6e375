import type { World } from '../network/types.ts';
import { WorldBuilder } from './builder.ts';

/** Many VPCs of isolated subnets, each with a route table of its own: to measure how reading scales. */
export function largeNetwork({ vpcs, subnetsPerVpc }: { vpcs: number; subnetsPerVpc: number }): World {
  const b = new WorldBuilder();
  for (let n = 0; n < vpcs; n += 1) {
    // VPCs may overlap: nothing routes between them.
    const vpc = b.vpc(`estate-${n}`, '10.0.0.0/16');
    for (let s = 0; s < subnetsPerVpc; s += 1) {
      b.subnet(vpc, `estate-${n}-${s}`, `10.0.${s % 256}.0/24`, 'abc'[s % 3]!);
    }
  }
  return b.world;
}
