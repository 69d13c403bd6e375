import { describe, expect, it } from 'vitest';
import type { Tags } from '../../../src/discover/entities/tags.ts';
import { vpcsOfStack } from '../../../src/plan/rollback/rollback-plan.ts';
import { stacksByVpc } from '../../../src/plan/rollback/stacks.ts';
import { type World, worlds } from '../../../src/sandbox/index.ts';
import { snapshotOf } from '../../snapshots.ts';

const OURS = (stack: string): Tags => ({ 'pullpath:managed-by': 'pullpath', 'pullpath:stack': stack });
const CHANGED = (stack: string): Tags => ({ 'pullpath:stack': stack, 'pullpath:undo:groups': 'sg-0123456789abcdef0' });

/** Two VPCs with a group each, and an endpoint in the first, all of somebody else's. */
function world(change: (world: World) => void) {
  const made = worlds['two-vpcs'].make();
  made.endpoints = worlds['foreign-ecr'].make().endpoints;
  change(made);
  return snapshotOf(made);
}

const FIRST = 'vpc-0a000000000000001';
const SECOND = 'vpc-0a000000000000002';

describe('in a VPC stands the stack', () => {
  it.each<[string, (world: World) => void]>([
    ['whose tags a group bears', ({ securityGroups }) => Object.assign(securityGroups[0]!, { tags: OURS('blue') })],
    ['whose tags an endpoint bears', ({ endpoints }) => Object.assign(endpoints[0]!, { tags: OURS('blue') })],
    ['that has changed an endpoint', ({ endpoints }) => Object.assign(endpoints[0]!, { tags: CHANGED('blue') })],
    ['that has changed the VPC itself', ({ vpcs }) => Object.assign(vpcs[0]!, { tags: CHANGED('blue') })],
  ])('%s', (_, change) => {
    const snapshot = world(change);
    expect([...stacksByVpc(snapshot)]).toEqual([[FIRST, ['blue']]]);
    expect(vpcsOfStack(snapshot, 'blue')).toEqual([FIRST]);
    expect(vpcsOfStack(snapshot, 'green')).toEqual([]);
  });

  it.each<[string, (world: World) => void]>([
    [
      'whose name somebody else wrote on a group',
      ({ securityGroups }) => Object.assign(securityGroups[0]!, { tags: { 'pullpath:stack': 'blue' } }),
    ],
    [
      'whose last endpoint is going',
      ({ endpoints }) => Object.assign(endpoints[0]!, { tags: OURS('blue'), state: 'deleting' }),
    ],
    ['that claims to have made the VPC', ({ vpcs }) => Object.assign(vpcs[0]!, { tags: OURS('blue') })],
  ])('but none %s', (_, change) => {
    expect([...stacksByVpc(world(change))]).toEqual([]);
  });

  it('beside others, by name, each in its own VPC', () => {
    const snapshot = world(({ securityGroups, endpoints }) => {
      Object.assign(securityGroups[0]!, { tags: OURS('green') });
      Object.assign(endpoints[0]!, { tags: CHANGED('blue') });
      Object.assign(securityGroups[1]!, { tags: OURS('green') });
    });
    expect(stacksByVpc(snapshot)).toEqual(
      new Map([
        [FIRST, ['blue', 'green']],
        [SECOND, ['green']],
      ]),
    );
    expect(vpcsOfStack(snapshot, 'green')).toEqual([FIRST, SECOND]);
  });
});
