import { describe, expect, it } from 'vitest';
import { grantsOf, MODES, type Mode } from '../../src/aws/iam/calls.ts';
import { type IamStatement, iamPolicy, type Policy } from '../../src/aws/iam/iam-policy.ts';
import { isDenied } from '../../src/errors.ts';
import type { Choices } from '../../src/plan/choices.ts';
import { PRICES } from '../../src/plan/preview/prices.ts';
import { makeReleasePlan } from '../../src/plan/release/release-plan.ts';
import type { WorldName } from '../../src/sandbox/index.ts';
import type { World } from '../../src/sandbox/network/types.ts';
import { bear, endpointOf, groupOf } from '../plan/worlds.ts';
import { openedBy } from './opened.ts';
import { openStage, type Stage } from './stage.ts';
import { lean, OPENABLE } from './worlds.ts';

const CONSENT: Partial<Choices> = { modifyExisting: 'all', with: ['logs'] };

function policyFor(mode: Mode, world: World, modifyExisting = true): Policy {
  const { region, accountId: account } = world;
  const services = ['ecr.api', 'ecr.dkr', 's3', 'logs'];
  const scope = {
    partition: 'aws',
    region,
    account,
    vpcId: world.vpcs[0]!.id,
    services,
    stack: 'default',
    modifyExisting,
  };
  return iamPolicy(mode, scope);
}

/** Opens an account in which the caller may do exactly what a policy says. */
function under(policy: Policy, world: World): Promise<Stage> {
  return openStage(world, { iam: { policies: [policy as never] } });
}

/** Every request of a stage, as IAM names it. */
const actionsOf = (stage: Stage) =>
  stage.sandbox.journal.entries.map(({ service, action }) => `${service === 'sts' ? 'sts' : 'ec2'}:${action}`);

describe.each(OPENABLE)('the least policies suffice in the world %s', (name: WorldName) => {
  const world = lean(name);

  it.each(['audit', 'plan'] as const)('for %s: everything is read', async (mode) => {
    const stage = await under(policyFor(mode, world), world);
    try {
      expect((await stage.snapshot()).snapshot.unread).toEqual([]);
      const allowed = policyFor(mode, world).Statement.flatMap(({ Action }) => Action);
      expect(actionsOf(stage).filter((action) => ![...allowed, 'sts:GetCallerIdentity'].includes(action))).toEqual([]);
    } finally {
      await stage.close();
    }
  });

  it('for apply, which asks beforehand and is told that it may', async () => {
    const stage = await under(policyFor('apply', world), world);
    try {
      const plan = await stage.plan(CONSENT);
      expect((await stage.permissions(plan)).missing).toEqual([]);
      expect((await stage.apply(plan)).failure).toBeUndefined();
    } finally {
      await stage.close();
    }
  });

  it('for rollback, which returns', async () => {
    const stage = await under(policyFor('rollback', world), await openedBy(world, CONSENT));
    try {
      const plan = await stage.rollbackPlan();
      expect((await stage.permissions(plan)).missing).toEqual([]);
      expect((await stage.apply(plan)).failure).toBeUndefined();
      const untouched = await openStage(world);
      expect(stage.sandbox.state()).toEqual(untouched.sandbox.state());
      await untouched.close();
    } finally {
      await stage.close();
    }
  });
});

/** What a run may meet: together they need every permission of its mode. */
interface Scenario {
  readonly world: World;
  readonly choices: Partial<Choices>;
}

async function scenariosFor(mode: Mode, modifyExisting: boolean): Promise<readonly Scenario[]> {
  const guide = lean('guide');
  const stood = await openedBy(guide);
  const foreign = modifyExisting ? [lean('locked-endpoint'), lean('dns-off')] : [];
  if (mode === 'rollback' || mode === 'release')
    return [
      { world: stood, choices: {} },
      ...(await Promise.all(foreign.map((w) => openedBy(w, CONSENT)))).map((w) => ({ world: w, choices: {} })),
    ];
  const damaged = structuredClone(stood);
  const api = endpointOf(damaged, 'ecr.api');
  api.subnetIds = api.subnetIds.slice(1);
  api.interfaceIds = api.interfaceIds.slice(1);
  bear(damaged, api, [groupOf(damaged, 'default').id]);
  delete groupOf(damaged, 'pullpath-default').tags.Name;
  const s3 = endpointOf(damaged, 's3');
  delete s3.tags.Name;
  const [tableId] = s3.routeTableIds.splice(0, 1);
  const table = damaged.routeTables.find(({ id }) => id === tableId)!;
  table.routes = table.routes.filter(({ target }) => target !== s3.id);
  endpointOf(damaged, 'ecr.dkr').state = 'failed';
  return [
    { world: guide, choices: CONSENT },
    ...foreign.map((w) => ({ world: w, choices: CONSENT })),
    { world: damaged, choices: { ingress: 'https' } },
  ];
}

/** @returns whether anything was denied, and the requests that were sent */
async function carryOut(mode: Mode, policy: Policy, { world, choices }: Scenario) {
  const stage = await under(policy, world);
  try {
    const { apply, rollback } = await stage.plans(choices);
    const released = async () => {
      const { snapshot, vpcId } = await stage.snapshot();
      return makeReleasePlan({ snapshot, vpcId, stack: 'default', run: apply.run, prices: PRICES });
    };
    const plan = mode === 'release' ? await released() : mode === 'rollback' ? rollback : apply;
    const unread = plan.blocked.some(({ code }) => code === 'ReadDenied');
    if (mode === 'audit' || mode === 'plan') return { denied: unread, actions: actionsOf(stage) };
    const outcome = await stage.apply(plan);
    const failed = stage.sandbox.journal.entries.some(({ errorCode }) => errorCode === 'UnauthorizedOperation');
    return { denied: unread || failed || isDenied(outcome.failure), actions: actionsOf(stage) };
  } catch (error) {
    // Not a single part of the account could be read.
    if (isDenied(error)) return { denied: true, actions: [] };
    throw error;
  } finally {
    await stage.close();
  }
}

/** The policy without one action on one kind of resource, for each such pair. */
function weakened({ Statement, ...rest }: Policy): { readonly title: string; readonly policy: Policy }[] {
  return Statement.flatMap((statement, i) => {
    const without = (part: Partial<IamStatement>[]) => ({
      ...rest,
      Statement: [
        ...Statement.slice(0, i),
        ...part.map((each) => ({ ...statement, ...each })),
        ...Statement.slice(i + 1),
      ],
    });
    if (statement.Sid === 'Read') return [{ title: 'Read', policy: without([]) }];
    const { Action, Resource } = statement;
    const resources = [Resource].flat();
    return Action.flatMap((action) =>
      resources.map((resource) => ({
        title: `${statement.Sid}: ${action} on ${resource}`,
        policy: without([
          ...(Action.length > 1 ? [{ Action: Action.filter((each) => each !== action) }] : []),
          ...(resources.length > 1
            ? [{ Action: [action], Resource: resources.filter((each) => each !== resource) }]
            : []),
        ]),
      })),
    );
  });
}

/** Of these it is not certain that AWS checks them; the simulated account does not. */
const UNCERTAIN = grantsOf('apply', true).flatMap(({ action, isUncertain }) => (isUncertain ? [action] : []));

/** Asked for where an audit looks into a list of somebody's own, at every region, or decodes a denial. */
const SELDOM = ['ec2:GetManagedPrefixListEntries', 'ec2:DescribeRegions', 'sts:DecodeAuthorizationMessage'];

describe.each([
  ['where only ours may be changed', false],
  ['with --modify-existing', true],
])('the least policies are least, %s', (_, modifyExisting) => {
  it.each(['apply', 'rollback'] as const)('of %s: without any one permission something is denied', async (mode) => {
    const scenarios = await scenariosFor(mode, modifyExisting);
    const needless: string[] = [];
    for (const { title, policy } of weakened(policyFor(mode, scenarios[0]!.world, modifyExisting))) {
      let denied = false;
      for (const scenario of scenarios) denied ||= (await carryOut(mode, policy, scenario)).denied;
      if (!denied) needless.push(title);
    }
    expect(UNCERTAIN).toEqual(['route53:AssociateVPCWithHostedZone']);
    expect(needless.filter((title) => !UNCERTAIN.some((action) => title.includes(action)))).toEqual([]);
  });

  it.each(MODES)('of %s: they allow the calls that are sent, and no other', async (mode) => {
    const scenarios = await scenariosFor(mode, modifyExisting);
    const policy = policyFor(mode, scenarios[0]!.world, modifyExisting);
    const seen = new Set<string>();
    for (const scenario of scenarios) {
      const { denied, actions } = await carryOut(mode, policy, scenario);
      expect(denied).toBe(false);
      for (const action of actions) seen.add(action);
    }
    const allowed = new Set(policy.Statement.flatMap(({ Action }) => Action));
    expect([...seen].filter((action) => !allowed.has(action))).toEqual(['sts:GetCallerIdentity']);
    expect([...allowed].filter((action) => !seen.has(action) && ![...SELDOM, ...UNCERTAIN].includes(action))).toEqual(
      [],
    );
  });

  it('of release: nothing can be deleted or changed with it, and no tag taken off but those of a stack', async () => {
    const world = await openedBy(lean('guide'));
    const stage = await under(policyFor('release', world), world);
    try {
      const { id } = endpointOf(world, 'ecr.api');
      const denied = async (call: Promise<unknown>) =>
        expect(isDenied(await call.catch((error: unknown) => error))).toBe(true);
      expect(await stage.writer.deleteEndpoints([id])).toMatchObject([{ code: 'UnauthorizedOperation' }]);
      await denied(stage.writer.deleteSecurityGroup(groupOf(world, 'pullpath-default').id));
      await denied(stage.writer.deleteTags([id], ['Name']));
      await denied(stage.writer.createTags([id], { 'pullpath:stack': 'x' }));
      await stage.writer.deleteTags([id], ['pullpath:run']);
    } finally {
      await stage.close();
    }
  });

  it('of rollback: nothing that others made can be deleted, changed or unmarked with it', async () => {
    const world = lean('open');
    const stage = await under(policyFor('rollback', world), world);
    try {
      const [endpoint] = world.endpoints;
      const group = groupOf(world, 'endpoints');
      const denied = async (call: Promise<unknown>) =>
        expect(isDenied(await call.catch((error: unknown) => error))).toBe(true);
      expect(await stage.writer.deleteEndpoints([endpoint!.id])).toMatchObject([{ code: 'UnauthorizedOperation' }]);
      await denied(stage.writer.deleteSecurityGroup(group.id));
      await denied(stage.writer.modifyEndpoint(endpoint!.id, { privateDns: false }));
      await denied(stage.writer.modifyVpcAttribute(world.vpcs[0]!.id, 'enableDnsSupport', false));
      await denied(stage.writer.deleteTags([endpoint!.id], ['Name']));
      await denied(stage.writer.createTags([endpoint!.id], { 'pullpath:managed-by': 'pullpath' }));
    } finally {
      await stage.close();
    }
  });
});
