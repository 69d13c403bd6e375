import fc from 'fast-check';
import type { Choices } from '../../src/plan/choices.ts';
import { type WorldName, worlds } from '../../src/sandbox/index.ts';
import type { Endpoint, Tags, World } from '../../src/sandbox/network/types.ts';
import { WorldBuilder } from '../../src/sandbox/worlds/builder.ts';
import { runId } from './stage.ts';
import { OPENABLE } from './worlds.ts';

/** Whom a foreign thing says that it belongs to. */
const OWNERS = {
  nobody: {},
  somebody: { Name: 'theirs', team: 'web' },
  blue: { 'pullpath:managed-by': 'pullpath', 'pullpath:stack': 'blue', 'pullpath:run': runId(1) },
  orphan: { 'pullpath:managed-by': 'pullpath' },
  changedByBlue: { 'pullpath:stack': 'blue', 'pullpath:undo:groups': 'sg-1' },
  busy: Object.fromEntries(Array.from({ length: 49 }, (_, i) => [`key-${i}`, 'x'])),
} as const satisfies Readonly<Record<string, Tags>>;

const FORGED: Tags = { 'pullpath:managed-by': 'pullpath', 'pullpath:stack': 'default' };
const FORGED_RUN: Tags = { ...FORGED, 'pullpath:run': 'x' };

/** Rare things by weight, so that most accounts can be opened. */
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(...others) });

const owner = mostly<keyof typeof OWNERS>('somebody', 'nobody', 'blue', 'orphan', 'changedByBlue', 'busy');

/** One thing that somebody did to the account before us. */
const mutation = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('interface' as const),
      service: fc.constantFrom('ecr.api', 'ecr.dkr', 'logs'),
      groups: mostly<readonly ('open' | 'locked' | 'half' | 'tasks')[]>(
        ['open'],
        ['locked'],
        ['half'],
        ['tasks'],
        ['locked', 'locked', 'locked', 'locked', 'locked'],
      ),
      privateDns: mostly(true, false),
      state: mostly<Endpoint['state']>('available', 'failed'),
      owner,
      requesterManaged: mostly(false, true),
      subnets: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('gateway' as const),
      tables: fc.uniqueArray(fc.nat(4), { maxLength: 2 }),
      owner,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('dns' as const), support: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('full' as const), subnet: fc.nat(5), free: fc.nat(2) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('zone' as const),
      service: fc.constantFrom('ecr.api', 'ecr.dkr'),
      zone: fc.constantFrom('a', 'b', 'c'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('forged' as const),
      thing: fc.constantFrom('group', 'endpoint', 'handmade endpoint'),
      service: fc.nat(5),
    }),
  },
);
type Mutation = typeof mutation extends fc.Arbitrary<infer M> ? M : never;

/** What an account is made from: plain names and numbers, so that fast-check shrinks and prints it well. */
export const recipes = fc.record({
  world: fc.constantFrom<WorldName>(...OPENABLE.filter((name) => name !== 'many-subnets')),
  mutations: fc.array(mutation, { maxLength: 5 }),
  modify: fc.boolean(),
  ingress: fc.constantFrom<Choices['ingress']>('guide', 'https'),
  admit: mostly<Choices['admit']>('vpc', 'targets'),
  privateDns: mostly(true, false),
  zones: mostly<number | null>(null, 1, 2),
  extras: mostly<string[]>([], ['logs']),
  platformVersion: mostly<Choices['platformVersion']>('1.4.0', '1.3.0'),
  chosen: fc.option(fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 2 }), { freq: 3 }),
});
export type Recipe = typeof recipes extends fc.Arbitrary<infer R> ? R : never;

/** An account as others left it, and what the user wants there. */
export function accountOf(recipe: Recipe): { readonly world: World; readonly choices: Partial<Choices> } {
  const world = worlds[recipe.world].make();
  const b = builderOn(world);
  for (const change of recipe.mutations) mutate(b, change);
  const inVpc = world.subnets.filter(({ vpcId }) => vpcId === world.vpcs[0]!.id);
  const chosen = recipe.chosen?.map((i) => inVpc[i % inVpc.length]!.id) ?? null;
  const { ingress, admit, privateDns, zones, platformVersion } = recipe;
  return {
    world,
    choices: {
      ingress,
      admit,
      privateDns,
      zones,
      platformVersion,
      with: recipe.extras,
      subnetIds: chosen === null ? null : [...new Set(chosen)],
      modifyExisting: recipe.modify ? 'all' : [],
    },
  };
}

function mutate(b: WorldBuilder, change: Mutation): void {
  const { world } = b;
  const vpc = world.vpcs[0]!;
  const subnets = world.subnets.filter(({ vpcId }) => vpcId === vpc.id);
  const tables = world.routeTables.filter(({ vpcId }) => vpcId === vpc.id);
  switch (change.kind) {
    case 'interface':
      addInterface(b, change);
      return;
    case 'gateway': {
      const chosen = [...new Set(change.tables.map((i) => tables[i % tables.length]!))];
      const free = chosen.filter((table) => !table.routes.some(({ destination }) => destination.startsWith('pl-')));
      b.gatewayEndpoint(vpc, 's3', free, { tags: { ...OWNERS[change.owner] } });
      return;
    }
    case 'dns':
      vpc.dnsHostnames = false;
      vpc.dnsSupport = change.support;
      return;
    case 'full': {
      const subnet = subnets[change.subnet % subnets.length]!;
      const used = world.interfaces.filter(({ subnetId }) => subnetId === subnet.id).length;
      subnet.occupied = 251 - used - change.free;
      return;
    }
    case 'zone': {
      const service = world.services.find(({ name }) => name.endsWith(`.${change.service}`))!;
      service.zones = service.zones.filter((zone) => !zone.endsWith(change.zone));
      return;
    }
    case 'forged': {
      const handmade = change.thing === 'handmade endpoint';
      const things =
        change.thing === 'group'
          ? world.securityGroups
          : world.endpoints.filter((e) => handmade !== e.requesterManaged);
      const thing = things[change.service % Math.max(1, things.length)];
      if (thing !== undefined) Object.assign(thing.tags, handmade ? FORGED_RUN : FORGED);
    }
  }
}

function addInterface(b: WorldBuilder, change: Extract<Mutation, { kind: 'interface' }>): void {
  const { world } = b;
  const vpc = world.vpcs[0]!;
  const subnets = world.subnets.filter(({ vpcId }) => vpcId === vpc.id);
  const service = world.services.find(({ name }) => name.endsWith(`.${change.service}`))!;
  const isTaken = world.endpoints.some(
    ({ serviceName, privateDns, vpcId }) => serviceName === service.name && privateDns && vpcId === vpc.id,
  );
  if (change.privateDns && isTaken) return;
  const peers = {
    open: vpc.cidrs[0]!,
    locked: '10.0.200.0/24',
    half: subnets[0]!.cidr.replace('/24', '/25'),
    tasks: world.securityGroups[0]!.id,
  };
  const groups = change.groups.map((kind, i) =>
    b.group(vpc, `${service.id}-${world.endpoints.length}-${i}`, [['tcp', 443, peers[kind]]]),
  );
  const zones = new Set<string>();
  const places = change.subnets
    .map((i) => subnets[i % subnets.length]!)
    .filter(({ zone }) => service.zones.includes(zone) && !zones.has(zone) && zones.add(zone));
  b.endpoint(vpc, change.service, {
    subnets: places,
    groups,
    privateDns: change.privateDns,
    state: change.state,
    requesterManaged: change.requesterManaged,
    tags: { ...OWNERS[change.owner] },
  });
}

/** A builder that goes on where a world is, with ids of its own. */
function builderOn(world: World): WorldBuilder {
  const b = new WorldBuilder({ region: world.region, accountId: world.accountId });
  for (let i = 0; i < 100; i += 1) for (const prefix of ['sg', 'sgr', 'vpce', 'eni']) b.ids.next(prefix);
  return Object.assign(b, { world });
}
