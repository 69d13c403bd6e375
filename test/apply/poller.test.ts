import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Poller } from '../../src/apply/poller.ts';
import {
  waitUntilEndpointsDeleted,
  waitUntilEndpointWorks,
  waitUntilRoutesPresent,
} from '../../src/apply/wait-until.ts';
import type { AwsRouteTable, AwsVpcEndpoint, Reader } from '../../src/aws/read/reader.ts';
import { benchOf, refusal, said, sleeper, thrownBy } from './fakes.ts';

const endpoint = (over: Partial<AwsVpcEndpoint>): AwsVpcEndpoint => ({
  VpcEndpointId: 'vpce-1',
  VpcEndpointType: 'Interface',
  State: 'Available',
  SubnetIds: ['subnet-1', 'subnet-2'],
  NetworkInterfaceIds: ['eni-1', 'eni-2'],
  DnsEntries: [{ DnsName: 'x' }],
  ...over,
});

/** A reader that shows one sight after the other, and the last one for ever. */
function showing(...sights: (readonly AwsVpcEndpoint[])[]): Partial<Reader> & { readonly looks: () => number } {
  let looks = 0;
  return {
    looks: () => looks,
    endpoints: async () => [...(sights[Math.min(looks++, sights.length - 1)] ?? [])],
  };
}

describe('an endpoint works', () => {
  it('once it is available with DNS names and an interface in each subnet, however its state is spelt', async () => {
    const reader = showing(
      [],
      [endpoint({ State: 'Pending' })],
      [endpoint({ State: 'pending' as 'Pending' })],
      [endpoint({ DnsEntries: [] })],
      [endpoint({ NetworkInterfaceIds: ['eni-1'] })],
      [endpoint({})],
    );
    const context = benchOf({ reader });
    await waitUntilEndpointWorks(context, 's', 'vpce-1', 'pending');
    expect(said(context.events)).toEqual([
      'waiting: not listed yet',
      'waiting: pending',
      'waiting: pending',
      'waiting: available, without DNS names',
      'waiting: available, 1 of 2 interfaces',
    ]);
  });

  it('behind an emulator soon after it is available, with a sentence that says why; of AWS its names are waited for', async () => {
    const nameless = [endpoint({ DnsEntries: [] })];
    const emulated = benchOf({ reader: showing([endpoint({ State: 'Pending' })], nameless), isAwsEndpoint: false });
    await waitUntilEndpointWorks(emulated, 's', 'vpce-1', 'pending');
    expect(said(emulated.events).at(-1)).toBe(
      'waiting: available, without DNS names, which is not waited for any longer, since what answers here is not AWS',
    );
    expect(emulated.clock.now()).toBeLessThan(60_000);

    const real = benchOf({ reader: showing(nameless) });
    expect(await thrownBy(waitUntilEndpointWorks(real, 's', 'vpce-1', 'pending'))).toMatchObject({ code: 'TimedOut' });
  });

  it.each([
    ['Failed', { LastError: { Code: 'Some', Message: 'no capacity' } }, 'Some', 'vpce-1 is failed: no capacity.'],
    ['Rejected', {}, 'EndpointFailed', 'vpce-1 is rejected: AWS gives no reason.'],
    ['Deleting', {}, 'EndpointGone', 'something else deleted it'],
    ['Deleted', {}, 'EndpointGone', 'something else deleted it'],
  ] as const)('never once it is %s', async (State, over, code, message) => {
    const error = await thrownBy(
      waitUntilEndpointWorks(benchOf({ reader: showing([endpoint({ State, ...over })]) }), 's', 'vpce-1', 'pending'),
    );
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it('never where one that stood is no longer listed', async () => {
    const error = await thrownBy(waitUntilEndpointWorks(benchOf({ reader: showing([]) }), 's', 'vpce-1', 'deleted'));
    expect(error.code).toBe('EndpointGone');
  });

  it.each([
    ['does not list it within a minute, as one that was deleted before', [], 60_000],
    ['lists it no longer for ten seconds', [endpoint({ State: 'Pending' })], 10_000],
  ] as const)('never where AWS has named it, but %s', async (_, sight, patience) => {
    const context = benchOf({ reader: showing(sight, []), timeoutMs: 600_000 });
    const error = await thrownBy(waitUntilEndpointWorks(context, 's', 'vpce-1', 'pending'));
    expect(error).toMatchObject({ code: 'EndpointGone', message: expect.stringContaining('vpce-1') });
    expect(context.clock.now()).toBeGreaterThan(patience);
    expect(context.clock.now()).toBeLessThan(patience + 10_000);
  });

  it('although it is unlisted again and again for a while, as where lists come from several places', async () => {
    const pending = [endpoint({ State: 'Pending' })];
    const sights = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? [] : pending));
    const context = benchOf({ reader: showing(...sights, [endpoint({})]) });
    await waitUntilEndpointWorks(context, 's', 'vpce-1', 'pending');
    expect(context.clock.now()).toBeGreaterThan(60_000);
  });

  it('not in time: exit 3, with the state that it was in', async () => {
    const context = benchOf({ reader: showing([endpoint({ State: 'Pending' })]), timeoutMs: 30_000 });
    const error = await thrownBy(waitUntilEndpointWorks(context, 's', 'vpce-1', 'pending'));
    expect(error).toMatchObject({
      kind: 'partial',
      code: 'TimedOut',
      message: 'vpce-1 was still pending when the time ran out.',
    });
    expect(context.clock.now()).toBeLessThanOrEqual(30_000);
  });

  it('not before the user stops: what it was like is said', async () => {
    const stop = new AbortController();
    const reader = {
      endpoints: async () => {
        stop.abort();
        return [endpoint({ State: 'Pending' })];
      },
    };
    const error = await thrownBy(
      waitUntilEndpointWorks(benchOf({ reader, stop: stop.signal }), 's', 'vpce-1', 'pending'),
    );
    expect(error).toMatchObject({ kind: 'interrupted', message: 'Stopped by you; vpce-1 was still pending.' });
  });
});

describe('what is deleted is gone', () => {
  it('once no endpoint is listed but as deleted', async () => {
    const reader = showing(
      [endpoint({ State: 'Deleting' }), endpoint({ VpcEndpointId: 'vpce-2', State: 'Deleted' })],
      [endpoint({ State: 'Deleted' }), endpoint({ VpcEndpointId: 'vpce-3' })],
    );
    const context = benchOf({ reader });
    await waitUntilEndpointsDeleted(context, 's', ['vpce-1', 'vpce-2']);
    expect(said(context.events)).toEqual(['waiting: vpce-1 deleting']);
  });
});

describe('a gateway endpoint serves', () => {
  const table = (RouteTableId: string, ...targets: string[]): AwsRouteTable => ({
    RouteTableId,
    Routes: targets.map((GatewayId) => ({ GatewayId, State: 'active' })),
  });

  it('once every table has a route to it', async () => {
    const sights = [
      [table('rtb-1', 'vpce-1'), table('rtb-2', 'igw-1')],
      [table('rtb-1', 'vpce-1'), table('rtb-2', 'igw-1', 'vpce-1')],
    ];
    const endpoints = async (): Promise<AwsVpcEndpoint[]> => [{ VpcEndpointId: 'vpce-1' }];
    const context = benchOf({ reader: { routeTables: async () => sights.shift() ?? [], endpoints } });
    await waitUntilRoutesPresent(context, 's', 'vpce-1', ['rtb-1', 'rtb-2']);
    expect(said(context.events)).toEqual(['waiting: without a route in rtb-2']);
  });

  it('is not waited for long behind an emulator that makes no routes: what is read afterwards says that it does not', async () => {
    const context = benchOf({
      reader: { routeTables: async () => [table('rtb-1')], endpoints: async () => [{ VpcEndpointId: 'vpce-1' }] },
      isAwsEndpoint: false,
    });
    await waitUntilRoutesPresent(context, 's', 'vpce-1', ['rtb-1']);
    expect(said(context.events).at(-1)).toMatch(
      /^waiting: without a route in rtb-1, which is not waited for any longer/,
    );
  });

  it.each<[string, AwsVpcEndpoint[]]>([
    ['no longer listed', []],
    ['listed as deleted', [{ VpcEndpointId: 'vpce-1', State: 'Deleted' }]],
  ])('is not waited for where the endpoint is %s', async (_, listed) => {
    const context = benchOf({ reader: { routeTables: async () => [], endpoints: async () => listed } });
    await expect(waitUntilRoutesPresent(context, 's', 'vpce-1', ['rtb-1'])).rejects.toMatchObject({
      code: 'EndpointGone',
    });
    expect(context.clock.now()).toBeLessThan(60_000);
  });
});

describe('the watch', () => {
  const watchOn = <S>(see: () => Promise<S>, clock = sleeper(), deadline = 600_000) =>
    new Poller(see, clock, deadline, new AbortController().signal);

  /** Shows one state after the other, and the last one for ever. */
  const states = (...shown: readonly string[]) => {
    let looks = 0;
    const see = async () => shown[Math.min(looks++, shown.length - 1)];
    return { see, looks: () => looks };
  };
  const ready = (state: string | undefined) =>
    state === 'ready' ? ({ done: true } as const) : ({ done: false, state: 'pending' } as const);

  it('looks once for all who wait', async () => {
    const { see, looks } = states('pending', 'ready');
    const watch = watchOn(see);
    const all = await Promise.all([1, 2, 3].map(() => watch.until(ready, () => undefined)));
    expect(all).toEqual([true, true, true]);
    expect(looks()).toBe(2);
  });

  it('tells everybody who waits where it cannot look', async () => {
    const watch = watchOn(() => Promise.reject(refusal('ExpiredToken')));
    const never = () => ({ done: false, state: 'x' }) as const;
    const errors = await Promise.all([1, 2].map(() => thrownBy(watch.until(never, () => undefined))));
    expect(errors.map(({ code }) => code)).toEqual(['ExpiredToken', 'ExpiredToken']);
  });

  it('keeps one who has seen something wrong apart from the others', async () => {
    const watch = watchOn(states('pending', 'ready').see);
    const wrong = watch.until(
      () => {
        throw refusal('Failed');
      },
      () => undefined,
    );
    const right = watch.until(ready, () => undefined);
    expect(await thrownBy(wrong)).toMatchObject({ code: 'Failed' });
    expect(await right).toBe(true);
  });

  it('starts anew for whoever comes when all the others are done', async () => {
    const { see, looks } = states('ready');
    const watch = watchOn(see);
    for (const expected of [1, 2]) {
      expect(await watch.until(ready, () => undefined)).toBe(true);
      expect(looks()).toBe(expected);
    }
  });

  it('sees what comes within half a second, or a tenth of the time that it took, and in the end looks every three seconds', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 500_000 }), async (comesAt) => {
        const clock = sleeper();
        const watch = watchOn(async () => (clock.now() >= comesAt ? 'ready' : 'pending'), clock);
        expect(await watch.until(ready, () => undefined)).toBe(true);
        expect(clock.now() - comesAt).toBeLessThanOrEqual(Math.max(500, comesAt / 10));
        expect(clock.slept.length).toBeLessThanOrEqual(40 + comesAt / 3000);
      }),
    ));
});
