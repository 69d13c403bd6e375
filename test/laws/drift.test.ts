import { EC2Client, ModifyVpcEndpointCommand } from '@aws-sdk/client-ec2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STACK } from '../../src/plan/ownership/ownership.ts';
import type { Endpoint, SecurityGroup, World } from '../../src/sandbox/network/types.ts';
import { holds, tries } from '../generated.ts';
import { accountOf, type Recipe, recipes } from './accounts.ts';
import { diagnoserOf, openStage, type Stage } from './stage.ts';

const RUNS = tries(40);

interface Standing {
  /** What people have beside us: pullpath itself can take nothing of this off an endpoint. */
  readonly ec2: EC2Client;
  readonly writer: Stage['writer'];
  /** The stack's own, as they are now. */
  readonly endpoints: readonly Endpoint[];
  readonly group: SecurityGroup | undefined;
  /** A group of the VPC that is not ours. */
  readonly other: SecurityGroup;
}

/** What somebody does to our stack behind our back; some of it finds nothing to be done to. */
const DAMAGES = {
  'deletes an endpoint': async ({ writer, endpoints: [first] }) => {
    if (first !== undefined) await writer.deleteEndpoints([first.id]);
  },
  'takes a zone off an endpoint': async ({ ec2, endpoints }) => {
    const wide = endpoints.find(({ subnetIds }) => subnetIds.length > 1);
    if (wide === undefined) return;
    const RemoveSubnetIds = wide.subnetIds.slice(1);
    await ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: wide.id, RemoveSubnetIds }));
  },
  'swaps the group of an endpoint': async ({ writer, endpoints, group, other }) => {
    const bearing = endpoints.find(({ groupIds }) => group !== undefined && groupIds.includes(group.id));
    if (bearing !== undefined && group !== undefined)
      await writer.modifyEndpoint(bearing.id, { addGroupIds: [other.id], removeGroupIds: [group.id] });
  },
  'switches private DNS off': async ({ writer, endpoints }) => {
    const named = endpoints.find(({ privateDns }) => privateDns);
    if (named !== undefined) await writer.modifyEndpoint(named.id, { privateDns: false });
  },
  'takes a table off the gateway': async ({ ec2, endpoints }) => {
    const gateway = endpoints.find(({ type }) => type === 'Gateway');
    if (gateway === undefined) return;
    const RemoveRouteTableIds = gateway.routeTableIds.slice(0, 1);
    await ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: gateway.id, RemoveRouteTableIds }));
  },
  'revokes a rule': async ({ writer, group }) => {
    const rule = group?.rules.find(({ egress }) => !egress);
    if (group === undefined || rule === undefined) return;
    const { protocol, fromPort, toPort, peer: cidr } = rule;
    await writer.revokeIngress(group.id, [{ protocol: protocol as 'tcp', fromPort, toPort, cidr, description: '' }]);
  },
  'adds a rule': async ({ writer, group }) => {
    const rule = { protocol: 'tcp', fromPort: 443, toPort: 443, cidr: '10.9.0.0/16', description: 'mine' } as const;
    if (group !== undefined) await writer.authorizeIngress(group.id, [rule], {});
  },
  'takes names off': async ({ writer, endpoints, group }) => {
    const ids = [...endpoints, ...(group === undefined ? [] : [group])].map(({ id }) => id);
    if (ids.length > 0) await writer.deleteTags(ids, ['Name']);
  },
} as const satisfies Readonly<Record<string, (standing: Standing) => Promise<void>>>;

type Damage = keyof typeof DAMAGES;

async function meddle(stage: Stage, damage: Damage, before: World): Promise<void> {
  const { endpoints, securityGroups } = stage.sandbox.network();
  // What stood before us may bear forged tags of the stack.
  const theirs = new Set([...before.endpoints, ...before.securityGroups].map(({ id }) => id));
  const isOurs = ({ id, tags }: { id: string; tags: Readonly<Record<string, string>> }) =>
    tags[STACK] === 'default' && !theirs.has(id);
  const { region, url: endpoint } = stage.sandbox;
  const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' };
  const ec2 = new EC2Client({ region, endpoint, credentials });
  const inVpc = securityGroups.filter((group) => group.vpcId === before.vpcs[0]!.id);
  await DAMAGES[damage]({
    ec2,
    writer: stage.writer,
    endpoints: structuredClone(endpoints.filter(isOurs)),
    group: structuredClone(inVpc.find(isOurs)),
    other: inVpc.find((group) => !isOurs(group))!,
  });
  ec2.destroy();
}

async function repaired(recipe: Recipe, damages: readonly Damage[]): Promise<boolean> {
  const { world, choices: wanted } = accountOf(recipe);
  const stage = await openStage(world);
  const choices = { ...wanted, vpcId: world.vpcs[0]!.id };
  try {
    const before = stage.sandbox.state();
    const plan = await stage.plan(choices);
    if (plan.blocked.length > 0) return false;
    await stage.apply(plan);
    const verdict = diagnoserOf(plan.choices!)((await stage.snapshot()).snapshot).verdict;
    for (const damage of damages) await meddle(stage, damage, world);
    const repair = await stage.plan(choices);
    expect(repair.blocked).toEqual([]);
    expect((await stage.apply(repair)).failure).toBeUndefined();
    const { snapshot } = await stage.snapshot();
    expect(diagnoserOf(plan.choices!)(snapshot).verdict).toBe(verdict);
    expect(repair.preview?.after).toBe(verdict);
    expect((await stage.plan(choices)).steps).toEqual([]);
    expect((await stage.rollback()).failure).toBeUndefined();
    expect(stage.sandbox.state()).toEqual(before);
    return repair.steps.length > 0;
  } finally {
    await stage.close();
  }
}

describe('drift', () => {
  it('whatever somebody does to our stack in generated accounts, apply repairs it and rollback returns', async () => {
    let repairs = 0;
    const damages = fc.uniqueArray(fc.constantFrom(...(Object.keys(DAMAGES) as Damage[])), {
      minLength: 1,
      maxLength: 4,
    });
    const law = fc.asyncProperty(recipes, damages, async (recipe, done) => {
      if (await repaired(recipe, done)) repairs += 1;
    });
    await holds('drift', law, RUNS);
    expect(repairs).toBeGreaterThan(RUNS / 5);
  });
});
