import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../src/diagnose/catalogue/catalogue.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import type { HopVerdict } from '../../src/diagnose/diagnosis.ts';
import { needsOf } from '../../src/diagnose/need.ts';
import type { Verdict } from '../../src/diagnose/verdict.ts';
import { type World, walk, worldNames, worlds } from '../../src/sandbox/index.ts';
import { holds, tries } from '../generated.ts';
import { snapshotWithHub } from '../snapshots.ts';
import { build, OWN_SERVERS, recipes, type Scene } from './networks.ts';

type Walk = ReturnType<typeof walk>;

const SERVICES = ['ecr.api', 'ecr.dkr', 's3'] as const;

interface Comparison {
  readonly hop: HopVerdict;
  readonly dns: HopVerdict;
  readonly subnetId: string;
  readonly service: string;
  /** The packets of tasks without and with a public address. */
  readonly walks: readonly Walk[];
}

/** @param publicAddress whether tasks have one, where that is known; else the packets of both kinds count */
function compare({ world, taskGroupIds }: Scene, publicAddress: boolean | null = null): Comparison[] {
  const snapshot = snapshotWithHub(world);
  return world.vpcs.flatMap(({ id: vpcId }) =>
    diagnose(snapshot, {
      vpcId,
      targetSubnetIds: null,
      needs: needsOf('1.4.0', []),
      taskSecurityGroupIds: taskGroupIds,
      publicAddress,
    }).subnets.flatMap(({ subnetId, hops }) =>
      SERVICES.map((service) => {
        const query = { subnetId, service, ...(taskGroupIds === undefined ? {} : { taskGroupIds }) };
        const kinds = publicAddress === null ? [false, true] : [publicAddress];
        const walks = kinds.map((publicIp) => walk(world, { ...query, publicIp }));
        const named = (name: string) => hops.find(({ hop }) => hop === name)!;
        return { hop: named(service), dns: named('dns'), subnetId, service, walks };
      }),
    ),
  );
}

/** What an evaluator that sees everything would say. */
function truth(walks: readonly Walk[]): Verdict {
  const [first, ...others] = walks.map(({ reached }) => reached);
  if (others.some((other) => other !== first)) return 'unknown';
  return first === true ? 'open' : first === false ? 'closed' : 'unknown';
}

/**
 * Where the evaluator may answer unknown although the walk, which sees more, knows: each with what EC2 does not tell.
 */
function mayNotKnow({ hop, dns, service, walks }: Comparison, world: World): boolean {
  const has = (name: Parameters<typeof codeOf>[0]) => hop.findings.includes(codeOf(name));
  // A private hosted zone may lead the name elsewhere; the walk knows that there is none.
  if (has('other-network-may-answer') || has('private-dns-off')) return true;
  // Another account's server in a shared subnet does not show; the walk knows that there is none.
  if (dns.findings.includes(codeOf('dns-server-not-seen'))) return true;
  // A pending endpoint may have taken the name over already; the walk knows when.
  if (has('endpoint-not-available')) return true;
  // Whether an instance runs EC2's network reads do not tell.
  if (has('egress-beyond') && world.instances.some(({ state }) => state === 'stopped')) return true;
  // ECR's public addresses are in no prefix list: rules for parts of the internet may or may not concern them.
  return service !== 's3' && walks.some(({ trace }) => trace[0]?.endsWith(' is public')) && dividesTheInternet(world);
}

function dividesTheInternet(world: World): boolean {
  const cidrs = [
    ...world.routeTables.flatMap(({ routes }) => routes.map(({ destination }) => destination)),
    ...world.networkAcls.flatMap(({ entries }) => entries.map(({ cidr }) => cidr)),
    ...world.securityGroups.flatMap(({ rules }) => rules.map(({ peer }) => peer)),
  ];
  return cidrs.some((cidr) => /^(pl-own|pl-far|0\.0\.0\.0\/1|128\.|44\.|52\.0)/.test(cidr));
}

function check(scene: Scene, publicAddress: boolean | null = null): void {
  for (const comparison of compare(scene, publicAddress)) {
    const { hop, subnetId, service, walks } = comparison;
    const honest = truth(walks);
    if (hop.verdict === 'unknown' && honest !== 'unknown' && mayNotKnow(comparison, scene.world)) continue;
    const seen = { subnetId, service, findings: hop.findings, walks: walks.map(({ trace }) => trace) };
    expect({ ...seen, verdict: hop.verdict }).toEqual({ ...seen, verdict: honest });
  }
}

describe('honesty: the evaluator and an independent walk of the packets agree', () => {
  /** Nothing in the account points to the zone, so the evaluator takes the name for what it is elsewhere. */
  const beyondSight = new Set(['private-zone']);

  it.each(worldNames.filter((name) => !beyondSight.has(name) && name !== 'shared-vpc'))('on the world %s', (name) => {
    for (const publicAddress of [null, true, false])
      check({ world: worlds[name].make(), taskGroupIds: undefined }, publicAddress);
  });

  const runs = tries(500);

  it(
    'on every hop of hundreds of generated networks',
    () =>
      holds(
        'honesty',
        fc.property(recipes, (recipe) => check(build(recipe))),
        runs,
      ),
    // A slow machine takes a tenth of a second for a network.
    60_000 + runs * 100,
  );

  it.each([true, false])(
    'on every hop of generated networks whose tasks have a public address: %s',
    (publicAddress) =>
      holds(
        `honesty with a public address: ${publicAddress}`,
        fc.property(recipes, (recipe) => check(build(recipe), publicAddress)),
        Math.ceil(runs / 4),
      ),
    60_000 + runs * 50,
  );

  it(
    'on every hop of generated networks with DNS servers of their own',
    () => {
      const own = fc.record({ recipe: recipes, servers: fc.constantFrom(...OWN_SERVERS) });
      const law = fc.property(own, ({ recipe, servers }) => check(build({ ...recipe, servers })));
      return holds('honesty with own DNS servers', law, Math.ceil(runs / 2));
    },
    60_000 + runs * 100,
  );

  it('and closes some hops, and opens none, where only a DNS server of one’s own could answer', () => {
    const verdicts = fc
      .sample(recipes, { numRuns: 200, seed: 1 })
      .flatMap((recipe, i) => compare(build({ ...recipe, servers: OWN_SERVERS[i % OWN_SERVERS.length]! })))
      .map(({ hop }) => hop.verdict);
    expect(verdicts).not.toContain('open');
    expect(verdicts.filter((verdict) => verdict === 'closed').length / verdicts.length).toBeGreaterThan(0.1);
  });

  it('and decides most hops of the generated networks one way or the other', () => {
    const verdicts = fc
      .sample(recipes, { numRuns: 300, seed: 1 })
      .flatMap((recipe) => compare(build(recipe)).map(({ hop }) => hop.verdict));
    const share = (verdict: Verdict) => verdicts.filter((each) => each === verdict).length / verdicts.length;
    expect(share('open')).toBeGreaterThan(0.1);
    expect(share('closed')).toBeGreaterThan(0.1);
    expect(share('unknown')).toBeLessThan(0.6);
  });
});
