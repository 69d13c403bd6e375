import { describe, expect, it } from 'vitest';
import type { Choices } from '../../../src/plan/choices.ts';
import type { World } from '../../../src/sandbox/network/types.ts';
import { planOn } from '../planning.ts';
import { endpointOf, opener, subnetOf, world } from '../worlds.ts';

function effects(given: World, choices: Partial<Choices> = {}) {
  return planOn(given, choices).sideEffects.map(({ kind, message, subnetIds, steps }) => ({
    kind,
    message,
    subnets: subnetIds.map((id) => given.subnets.find((each) => each.id === id)!.tags.Name),
    steps,
  }));
}

const of = (kind: string) => (effect: { kind: string }) => effect.kind === kind;

describe('a plan says who else is touched', () => {
  it('whose names flip, and that the group lets them in', () => {
    expect(effects(world('nat-beside')).filter(of('dns-flips'))).toEqual([
      {
        kind: 'dns-flips',
        message: '2 other subnets will also use the endpoints for ecr.api and ecr.dkr; the security group allows it.',
        subnets: ['public-a', 'workers-a'],
        steps: ['endpoint:ecr.api', 'endpoint:ecr.dkr'],
      },
    ]);
  });

  it('names the service of a foreign endpoint whose names it switches on', () => {
    const silent = world('foreign-ecr', (w) => {
      endpointOf(w, 'ecr.api').privateDns = false;
      w.subnets.push({
        ...subnetOf(w, 'private-a'),
        id: 'subnet-0b000000000000001',
        cidr: '10.0.9.0/24',
        tags: { Name: 'other' },
      });
    });
    const targets = ['private-a', 'private-b'].map((name) => subnetOf(silent, name).id);
    const [flips] = effects(silent, { modifyExisting: 'all', subnetIds: targets });
    expect(flips).toMatchObject({
      message: expect.stringContaining('will also use the endpoints for ecr.api and ecr.dkr'),
      subnets: ['other'],
    });
  });

  it('whom --admit targets cuts off', () => {
    const [, cut] = effects(world('nat-beside'), { admit: 'targets' });
    expect(cut).toMatchObject({
      kind: 'not-admitted',
      message:
        '2 subnets may lose ecr.api and ecr.dkr: the names will resolve to endpoints that may not admit them. Without --admit targets they are admitted on TCP 443.',
      subnets: ['public-a', 'workers-a'],
    });
  });

  it('nobody by --admit targets who is admitted all the same, since the rules are folded', () => {
    const given = world('many-subnets', (w) => {
      const inside = {
        ...subnetOf(w, 'private-1'),
        id: 'subnet-0b000000000000001',
        cidr: '10.0.61.0/24',
        tags: { Name: 'inside' },
      };
      w.subnets.push(inside);
    });
    const targets = given.subnets.filter(({ tags }) => tags.Name !== 'inside').map(({ id }) => id);
    expect(effects(given, { admit: 'targets', subnetIds: targets }).filter(of('not-admitted'))).toMatchObject([
      { subnets: ['inside'] },
    ]);
    expect(effects(given, { subnetIds: targets }).filter(of('not-admitted'))).toEqual([]);
  });

  it('who loses a service for another reason than the group, by the evaluator', () => {
    const given = world('nat-beside', (w) => {
      const acl = w.networkAcls[0]!;
      const moved = ['private-a', 'private-b'].map((name) => subnetOf(w, name).id);
      acl.subnetIds = acl.subnetIds.filter((id) => !moved.includes(id));
      const closed = ['10.0.11.0/24'].flatMap((cidr) =>
        [false, true].map((egress) => ({ number: 50, egress, protocol: '-1', action: 'deny' as const, cidr })),
      );
      w.networkAcls.push({
        ...acl,
        id: 'acl-0b000000000000001',
        isDefault: false,
        subnetIds: moved,
        entries: [...closed, ...acl.entries],
      });
    });
    expect(effects(given).filter(of('loses-path'))).toMatchObject([
      { message: '1 subnet will no longer reach ecr.api and ecr.dkr.', subnets: ['workers-a'] },
    ]);
  });

  it('who shares a route table, and that no S3 connection drops where there can be none', () => {
    const given = world('main-table');
    const [only] = given.subnets;
    expect(effects(given, { subnetIds: [only!.id] }).filter(({ kind }) => /table|s3/.test(kind))).toEqual([
      {
        kind: 'shares-route-table',
        message: '1 other subnet on the same route tables will also reach S3 through the gateway endpoint.',
        subnets: ['private-b'],
        steps: ['endpoint:s3'],
      },
    ]);
  });

  it('whose S3 connections drop: of the subnets that have a way out', () => {
    const given = world('empty');
    const [front] = given.subnets;
    expect(effects(given, { subnetIds: [front!.id] }).filter(({ kind }) => kind === 's3-connections-drop')).toEqual([
      {
        kind: 's3-connections-drop',
        message: 'Open S3 connections in 2 subnets drop once, when the route is added.',
        subnets: ['public-a', 'public-b'],
        steps: ['endpoint:s3'],
      },
    ]);
  });

  it('everybody in the VPC, where its DNS attributes change', () => {
    expect(effects(world('dns-off'), { modifyExisting: 'all' }).filter(of('vpc-wide-dns'))).toMatchObject([
      {
        message: expect.stringContaining('enableDnsHostnames is turned on for everything'),
        subnets: ['private-a', 'private-b'],
      },
    ]);
  });

  it('nobody, where nothing is done', async () => {
    const opened = await opener('guide')();
    expect(effects(opened())).toEqual([]);
  });
});
