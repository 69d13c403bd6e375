import { afterEach, expect, it } from 'vitest';
import { scaledClock } from '../../src/sandbox/index.ts';
import type { World } from '../../src/sandbox/network/types.ts';
import { openStage, type Stage } from '../laws/stage.ts';
import { endpointOf, groupOf } from '../plan/worlds.ts';

let stage: Stage;
afterEach(() => stage.close());

const network = () => stage.sandbox.network() as World;
const gone = () => stage.sandbox.journal.mutations().map(({ action }) => action);

const strip = (thing: { tags: Record<string, string> }) => {
  thing.tags = {};
};

/** A rollback that is planned, then asked about; meanwhile somebody does something. */
async function planned(meanwhile: (world: World) => void): Promise<Awaited<ReturnType<Stage['rollback']>>['failure']> {
  stage = await openStage('guide');
  await stage.apply(await stage.plan());
  const plan = await stage.rollbackPlan();
  meanwhile(network());
  return (await stage.apply(plan)).failure;
}

it.each<[string, (world: World) => void]>([
  ['lost its tags', (world) => strip(endpointOf(world, 'ecr.api'))],
  ['is another stack’s', (world) => Object.assign(endpointOf(world, 'ecr.api').tags, { 'pullpath:stack': 'blue' })],
  ['is managed by a service', (world) => Object.assign(endpointOf(world, 'ecr.api'), { requesterManaged: true })],
])('an endpoint that %s between the plan and the deletion is not deleted, and said; the others are', async (_, act) => {
  const failure = await planned(act);
  expect(failure).toMatchObject({ kind: 'partial', code: 'NoLongerOurs', message: expect.stringContaining('vpce-') });
  expect(network().endpoints.map(({ serviceName }) => serviceName)).toEqual(['com.amazonaws.us-east-1.ecr.api']);
});

it('a group that lost its tags between the plan and the deletion is not deleted, and said', async () => {
  const failure = await planned((world) => strip(groupOf(world, 'pullpath-default')));
  expect(failure).toMatchObject({ kind: 'partial', code: 'NoLongerOurs', message: expect.stringContaining('sg-') });
  expect(gone()).not.toContain('DeleteSecurityGroup');
});

it.each<['locked-endpoint' | 'dns-off', string, (world: World) => void]>([
  ['locked-endpoint', 'ModifyVpcEndpoint', (world) => strip(endpointOf(world, 'ecr.api'))],
  ['dns-off', 'ModifyVpcAttribute', (world) => strip(world.vpcs[0]!)],
])('in %s, what lost its mark between the plan and %s is not restored', async (name, action, act) => {
  stage = await openStage(name);
  expect((await stage.apply(await stage.plan({ modifyExisting: 'all' }))).failure).toBeUndefined();
  const plan = await stage.rollbackPlan({ modifyExisting: 'all' });
  act(network());
  const changed = gone().filter((each) => each === action).length;
  expect((await stage.apply(plan)).failure).toMatchObject({ code: 'NoLongerOurs' });
  // The second endpoint of locked-endpoint, side by side with the first, may still be restored.
  expect(gone().filter((each) => each === action).length).toBeLessThanOrEqual(changed + (name === 'dns-off' ? 0 : 1));
});

it.each<['locked-endpoint' | 'dns-off', (world: World) => Record<string, string>]>([
  ['locked-endpoint', (world) => endpointOf(world, 'ecr.api').tags],
  ['dns-off', (world) => world.vpcs[0]!.tags],
])('in %s, what another stack marked between the plan and the change is not changed', async (name, tagsOf) => {
  stage = await openStage(name);
  const plan = await stage.plan({ modifyExisting: 'all' });
  const mark = { 'pullpath:stack': 'blue', 'pullpath:undo:groups': 'sg-00000001' };
  Object.assign(tagsOf(network()), mark);
  expect((await stage.apply(plan)).failure).toMatchObject({ code: 'NoLongerOurs' });
  expect(tagsOf(network())).toMatchObject(mark);
});

it.each<[string, (world: World) => { tags: Record<string, string> }]>([
  ['an endpoint', (world) => endpointOf(world, 's3')],
  ['the group', (world) => groupOf(world, 'pullpath-default')],
])('the Name of %s is put back only where it still is the stack’s', async (_, thing) => {
  stage = await openStage('guide');
  await stage.apply(await stage.plan());
  delete thing(network()).tags.Name;
  const plan = await stage.plan();
  expect(plan.steps.map(({ kind }) => kind)).toEqual(['tag']);
  thing(network()).tags['pullpath:stack'] = 'green';
  expect((await stage.apply(plan)).failure).toMatchObject({ kind: 'partial', code: 'NoLongerOurs' });
  expect(thing(network()).tags).not.toHaveProperty('Name');
});

it('a run that goes on hours later, as after a machine’s sleep, creates no endpoint that no rollback would believe to be its', async () => {
  let ahead = 0;
  const real = scaledClock();
  stage = await openStage('guide', { clock: { ...real, now: () => real.now() + ahead } });
  const plan = await stage.plan();
  ahead = 8 * 3_600_000;
  const { failure } = await stage.apply(plan);
  expect(failure).toMatchObject({
    kind: 'partial',
    code: 'RunTooOld',
    message: expect.stringContaining('6 hours ago'),
  });
  expect(gone()).not.toContain('CreateVpcEndpoint');
  expect((await stage.apply(await stage.plan())).failure).toBeUndefined();
  expect((await stage.rollback()).failure).toBeUndefined();
  expect(network().endpoints).toEqual([]);
});
