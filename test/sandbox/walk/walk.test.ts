import { expect, test } from 'vitest';
import { walk, worlds } from '../../../src/sandbox/index.ts';
import { run } from './terrain.ts';

test.for(['ecr.api', 'ecr.dkr', 's3', 'logs', 'ecr-fips.dkr'])('every service has a name to ask for: %s', (service) => {
  expect(run(worlds['nat-beside'].make(), 'workers-a', { query: { service } }).trace[0]).toMatch(
    /amazonaws\.com is public$/,
  );
});

test('an unknown subnet, group or service is an error, not an answer', () => {
  const world = worlds.open.make();
  const [subnet] = world.subnets;
  expect(() => walk(world, { subnetId: 'subnet-0', service: 's3' })).toThrow('No subnet');
  expect(() => walk(world, { subnetId: subnet!.id, service: 'nope' })).toThrow('No interface service nope');
  expect(() => walk(world, { subnetId: subnet!.id, service: 's3', taskGroupIds: ['sg-0'] })).toThrow(
    'No security group',
  );
});
