import { describe, expect, it } from 'vitest';
import { PullpathError } from '../../../src/errors.ts';
import { Plan } from '../../../src/plan/plan.ts';
import { assertFresh, parseSavedPlan, toSavedPlan } from '../../../src/plan/saved/saved-plan.ts';
import type { World } from '../../../src/sandbox/network/types.ts';
import { planOn } from '../planning.ts';
import { endpointOf, groupOf, https, opener, subnetOf, world } from '../worlds.ts';

const PLAN = planOn(world('guide'));
const SAVED = JSON.stringify(toSavedPlan(PLAN, '1.2.3'));

function thrownBy(work: () => unknown): PullpathError {
  try {
    work();
  } catch (error) {
    if (error instanceof PullpathError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a saved plan', () => {
  it('reads as the plan that it was, with the version that wrote it', () => {
    const { formatVersion, command, toolVersion, fingerprint, ...plan } = parseSavedPlan(SAVED, 'plan.json');
    expect(plan).toEqual(PLAN);
    expect({ formatVersion, command, toolVersion }).toEqual({
      formatVersion: 2,
      command: 'plan',
      toolVersion: '1.2.3',
    });
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has the same fingerprint whatever the order of its keys', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, field]) => [key, reversed(field)]),
      );
    };
    expect(parseSavedPlan(JSON.stringify(reversed(JSON.parse(SAVED))), 'plan.json')).toEqual(
      parseSavedPlan(SAVED, 'plan.json'),
    );
  });

  it.each<[string, (plan: typeof PLAN & { fingerprint: string; formatVersion: number }) => void, RegExp]>([
    [
      'a fact',
      (plan) => Object.assign(plan.preconditions, { [Object.keys(plan.preconditions)[0]!]: 'other' }),
      /was changed after it was saved/,
    ],
    ['a choice', (plan) => Object.assign(plan.choices!, { modifyExisting: 'all' }), /was changed after it was saved/],
    ['a step', (plan) => plan.steps.pop(), /was changed after it was saved/],
    ['the run', (plan) => Object.assign(plan, { run: 'another' }), /was changed after it was saved/],
    ['the fingerprint', (plan) => Object.assign(plan, { fingerprint: 'x' }), /was changed after it was saved/],
    [
      'the format',
      (plan) => Object.assign(plan, { formatVersion: 1 }),
      /is a plan of format 1, saved by pullpath .*; this version reads format 2\.$/,
    ],
    [
      'a kind of step',
      (plan) => Object.assign(plan.steps[0]!, { kind: 'delete-everything' }),
      /not a saved plan of format 2 \(steps/,
    ],
  ])('with %s edited is refused', (_, edit, message) => {
    const plan = JSON.parse(SAVED);
    edit(plan);
    const error = thrownBy(() => parseSavedPlan(JSON.stringify(plan), 'plan.json'));
    expect(error).toMatchObject({ kind: 'usage', code: 'UnreadablePlan', message: expect.stringMatching(message) });
  });

  it.each([
    ['no JSON', 'hello', 'plan.json isn’t JSON.'],
    ['a list', '[]', 'is not a saved plan of format 2 (document'],
    [
      'what --output json writes',
      JSON.stringify({ formatVersion: 1, command: 'plan', ...PLAN }),
      'plan.json was written by plan --output json and is not a saved plan.',
    ],
  ])('is not %s', (_, text, message) => {
    expect(thrownBy(() => parseSavedPlan(text, 'plan.json')).message).toContain(message);
  });
});

const guide = await opener('guide')();

describe('a saved plan is stale, and says why, where', () => {
  const rows: readonly (readonly [string, (world: World) => void, string])[] = [
    [
      'the VPC gained a CIDR block',
      (w) => w.vpcs[0]!.cidrs.push('10.1.0.0/16'),
      'CIDR blocks was: 10.0.0.0/16; now: 10.0.0.0/16 10.1.0.0/16',
    ],
    [
      'a DNS attribute went off',
      (w) => Object.assign(w.vpcs[0]!, { dnsHostnames: false }),
      'DNS support and hostnames was: on, on; now: on, off',
    ],
    [
      'a target is gone',
      (w) => {
        w.subnets = w.subnets.filter((each) => each.tags.Name !== 'private-b');
      },
      `${subnetOf(guide(), 'private-b').id} target is gone; it was: 10.0.2.0/24 in us-east-1b on rtb-`,
    ],
    [
      'another subnet is there',
      (w) => w.subnets.push({ ...subnetOf(w, 'public-a'), id: 'subnet-0b000000000000001', cidr: '10.0.9.0/24' }),
      'subnet-0b000000000000001',
    ],
    [
      'a route changed',
      (w) =>
        w.routeTables
          .find(({ tags }) => tags.Name === 'private-a')!
          .routes.push({ destination: '10.9.0.0/16', target: 'pcx-1', state: 'active', origin: 'CreateRoute' }),
      'routes was: ',
    ],
    [
      'an endpoint changed its state',
      (w) => Object.assign(endpointOf(w, 'ecr.api'), { state: 'failed' }),
      'com.amazonaws.us-east-1.ecr.api was: available, private DNS on',
    ],
    ['an endpoint is gone', (w) => w.endpoints.pop(), 'is gone; it was: '],
    ['a rule is gone', (w) => groupOf(w, 'pullpath-default').rules.pop(), 'pullpath-default ingress was: '],
    [
      'a rule was added by hand',
      (w) => groupOf(w, 'pullpath-default').rules.push(https('10.9.0.0/16')),
      'tcp/443-443←10.9.0.0/16',
    ],
    ['our tags were taken off', (w) => delete endpointOf(w, 's3').tags['pullpath:stack'], 'pullpath tags was: '],
    [
      'a service came to another zone',
      (w) => w.services.find(({ name }) => name.endsWith('.ecr.api'))!.zones.pop(),
      'com.amazonaws.us-east-1.ecr.api (Interface) was: offered in us-east-1a us-east-1b us-east-1c; now:',
    ],
    [
      'somebody took the group’s name',
      (w) => w.securityGroups.push({ ...groupOf(w, 'pullpath-default'), id: 'sg-0b000000000000001', tags: {} }),
      'sg-0b000000000000001 pullpath-default ingress is new',
    ],
  ];

  it.each(rows)('%s', (_, change, difference) => {
    const saved = planOn(guide());
    const error = thrownBy(() => assertFresh(saved, planOn(guide(change))));
    expect(error).toMatchObject({ kind: 'stale-plan', code: 'StalePlan' });
    expect(error.message).toContain(difference);
  });

  it('it was applied', () => {
    const error = thrownBy(() => assertFresh(PLAN, planOn(guide())));
    expect(error.message).toMatch(/^This plan was already applied \(run \w+-\w+\)\. Nothing to do\.$/);
  });

  it('it was applied, and only put a tag back', () => {
    const before = guide((w) => delete endpointOf(w, 's3').tags.Name);
    const error = thrownBy(() => assertFresh(planOn(before), planOn(guide())));
    expect(error.message).toContain(`step tags:${endpointOf(guide(), 's3').id} is no longer needed`);
  });

  it('free addresses decided otherwise, which no fact tells', () => {
    const full = world('guide', (w) => Object.assign(subnetOf(w, 'private-a'), { occupied: 251 }));
    const error = thrownBy(() => assertFresh(PLAN, planOn(full)));
    const [was, now] = ['private-a', 'public-a'].map(
      (name) => `${subnetOf(full, name).id} ${subnetOf(full, 'private-b').id}`,
    );
    expect(error.message).toContain(`step endpoint:ecr.api after subnetIds was: ${was}; now: ${now}`);
  });

  it('the account, the region or the VPC is another', () => {
    for (const field of ['account', 'region', 'vpcId'] as const) {
      const error = thrownBy(() => assertFresh(PLAN, { ...PLAN, [field]: 'elsewhere' }));
      expect(error.message).toContain(`${field} was ${PLAN[field]}, now elsewhere`);
    }
  });

  it('and is fresh where nothing that decides has changed', () => {
    const busy = world('guide', (w) => {
      subnetOf(w, 'private-a').occupied = 3;
      w.vpcs[0]!.tags.owner = 'somebody';
    });
    expect(() => assertFresh(PLAN, planOn(busy))).not.toThrow();
    expect(Plan.parse(JSON.parse(JSON.stringify(PLAN)))).toEqual(PLAN);
  });
});
