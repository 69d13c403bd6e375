import { expect, it } from 'vitest';
import { readAccount } from './account.ts';
import { expectedIn, madeIn } from './expected.ts';
import { describeWithMoto } from './moto.ts';
import { stage } from './stage.ts';
import { type World, worlds } from './world.ts';

const REGION = 'us-east-1';
const everyWorld: [string, World][] = Object.entries(worlds);

describeWithMoto('the laws, on every world in moto', () => {
  it.each(everyWorld)('innocence: audit and plan send reads alone (%s)', async (name, world) => {
    const { ec2, run, changes } = await stage(world, REGION);
    const before = await readAccount(ec2);
    expect(await run('audit')).toMatchObject({ code: name === 'already-open' ? 0 : 2 });
    expect(await run('plan')).toMatchObject({ code: 0 });
    expect(await run('--dry-run')).toMatchObject({ code: 0 });
    expect(changes()).toEqual([]);
    expect(await readAccount(ec2)).toEqual(before);
  });

  it.each(everyWorld)(
    'rest and return: after apply nothing is left to do, after rollback all is as before (%s)',
    async (_, world) => {
      const { ec2, run } = await stage(world, REGION);
      const before = await readAccount(ec2);
      expect(await run('apply', '--yes')).toMatchObject({ code: 0 });
      expect(await run('audit')).toMatchObject({ code: 0 });
      const plan = await run('plan', '--output', 'json', '--detailed-exitcode');
      expect(plan).toMatchObject({ code: 0 });
      expect(JSON.parse(plan.stdout)).toMatchObject({ steps: [], summary: { create: 0, update: 0, delete: 0 } });
      expect(await run('rollback', '--yes')).toMatchObject({ code: 0 });
      expect(await readAccount(ec2)).toEqual(before);
    },
  );

  it.each(['main-table', 'one-zone', 'beside-nat'] as const)(
    'makes what the targets need and no more (%s)',
    async (name) => {
      const { ec2, built, run } = await stage(worlds[name], REGION);
      expect(await run('apply', '--yes')).toMatchObject({ code: 0 });
      expect(madeIn(await readAccount(ec2))).toEqual(expectedIn(worlds[name], built, REGION, 'guide'));
    },
  );

  it('gives a gateway of its own to the table alone that a foreign one leaves out', async () => {
    const { ec2, built, run } = await stage(worlds['partial-s3'], REGION);
    expect(await run('apply', '--yes')).toMatchObject({ code: 0 });
    const table = built.tableIds['table-b'];
    expect(madeIn(await readAccount(ec2)).gateways).toEqual([
      { service: `com.amazonaws.${REGION}.s3`, tables: [table], routedFrom: [table] },
    ]);
  });

  it('uses a foreign endpoint that serves, and makes no second one', async () => {
    const { ec2, run } = await stage(worlds['foreign-api'], REGION);
    expect(await run('apply', '--yes')).toMatchObject({ code: 0 });
    const services = madeIn(await readAccount(ec2)).endpoints.map(({ service }) => service);
    expect(services).toEqual([`com.amazonaws.${REGION}.ecr.dkr`]);
  });

  it('makes nothing where the path is open already', async () => {
    const { ec2, run, changes } = await stage(worlds['already-open'], REGION);
    const before = await readAccount(ec2);
    expect(await run('apply', '--yes')).toMatchObject({ code: 0 });
    expect(changes()).toEqual([]);
    expect(await readAccount(ec2)).toEqual(before);
  });
});
