import { describe, expect, it } from 'vitest';
import { settleEndpoint, settleGone, settleRoutes } from '../../src/apply/settle.ts';
import { Watch } from '../../src/apply/watch.ts';
import type { AwsRouteTable, AwsVpcEndpoint, Reader } from '../../src/aws/reader.ts';
import { benchOf, only, refusal, said, sleeper, thrownBy } from './fakes.ts';

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
    routeTables: async () => [],
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
    const bench = benchOf({ reader });
    await settleEndpoint(bench, 's', 'vpce-1', 'coming');
    expect(said(bench.events)).toEqual([
      'waiting: not listed yet',
      'waiting: pending',
      'waiting: pending',
      'waiting: available, without DNS names',
      'waiting: available, 1 of 2 interfaces',
    ]);
  });

  it.each([
    ['Failed', { LastError: { Code: 'Some', Message: 'no capacity' } }, 'Some', 'vpce-1 is failed: no capacity.'],
    ['Rejected', {}, 'EndpointFailed', 'vpce-1 is rejected: AWS gives no reason.'],
    ['Deleting', {}, 'EndpointGone', 'somebody has deleted it'],
    ['Deleted', {}, 'EndpointGone', 'somebody has deleted it'],
  ] as const)('never once it is %s', async (State, over, code, message) => {
    const error = await thrownBy(
      settleEndpoint(benchOf({ reader: showing([endpoint({ State, ...over })]) }), 's', 'vpce-1', 'coming'),
    );
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it('never where one that stood is no longer listed', async () => {
    const error = await thrownBy(settleEndpoint(benchOf({ reader: showing([]) }), 's', 'vpce-1', 'gone'));
    expect(error.code).toBe('EndpointGone');
  });

  it('not in time: exit 3, with the state that it was in', async () => {
    const bench = benchOf({ reader: showing([endpoint({ State: 'Pending' })]), timeoutMs: 30_000 });
    const error = await thrownBy(settleEndpoint(bench, 's', 'vpce-1', 'coming'));
    expect(error).toMatchObject({
      kind: 'partial',
      code: 'TimedOut',
      message: 'vpce-1 was still pending when the time ran out.',
    });
    expect(bench.clock.now()).toBeLessThanOrEqual(30_000);
  });

  it('not before the user stops: what it was like is said', async () => {
    const stop = new AbortController();
    const reader = {
      endpoints: async () => [endpoint({ State: 'Pending' })],
      routeTables: async () => {
        stop.abort();
        return [];
      },
    };
    const error = await thrownBy(settleEndpoint(benchOf({ reader, stop: stop.signal }), 's', 'vpce-1', 'coming'));
    expect(error).toMatchObject({ kind: 'interrupted', message: 'Stopped by you; vpce-1 was still pending.' });
  });
});

describe('what is deleted is gone', () => {
  it('once no endpoint is listed but as deleted', async () => {
    const reader = showing(
      [endpoint({ State: 'Deleting' }), endpoint({ VpcEndpointId: 'vpce-2', State: 'Deleted' })],
      [endpoint({ State: 'Deleted' }), endpoint({ VpcEndpointId: 'vpce-3' })],
    );
    const bench = benchOf({ reader });
    await settleGone(bench, 's', ['vpce-1', 'vpce-2']);
    expect(said(bench.events)).toEqual(['waiting: vpce-1 deleting']);
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
    const bench = benchOf({ reader: { endpoints: async () => [], routeTables: async () => sights.shift() ?? [] } });
    await settleRoutes(bench, 's', 'vpce-1', ['rtb-1', 'rtb-2']);
    expect(said(bench.events)).toEqual(['waiting: without a route in rtb-2']);
  });
});

describe('the watch', () => {
  const watchOn = (reader: Partial<Reader>) =>
    new Watch(only<Reader>(reader), sleeper(), 'vpc-1', 600_000, new AbortController().signal);

  it('looks once for all who wait', async () => {
    const reader = showing([endpoint({ State: 'Pending' })], [endpoint({})]);
    const watch = watchOn(reader);
    const judge = ({ endpoints }: { endpoints: readonly AwsVpcEndpoint[] }) =>
      endpoints[0]?.State === 'Available' ? ({ done: true } as const) : ({ done: false, state: 'pending' } as const);
    const all = await Promise.all([1, 2, 3].map(() => watch.until(judge, () => undefined)));
    expect(all).toEqual([true, true, true]);
    expect(reader.looks()).toBe(2);
  });

  it('tells everybody who waits where it cannot look', async () => {
    const watch = watchOn({ endpoints: () => Promise.reject(refusal('ExpiredToken')), routeTables: async () => [] });
    const never = () => ({ done: false, state: 'x' }) as const;
    const errors = await Promise.all([1, 2].map(() => thrownBy(watch.until(never, () => undefined))));
    expect(errors.map(({ code }) => code)).toEqual(['ExpiredToken', 'ExpiredToken']);
  });

  it('keeps one who has seen something wrong apart from the others', async () => {
    const reader = showing([endpoint({ State: 'Pending' })], [endpoint({})]);
    const watch = watchOn(reader);
    const wrong = watch.until(
      () => {
        throw refusal('Failed');
      },
      () => undefined,
    );
    const right = watch.until(
      ({ endpoints }) => (endpoints[0]?.State === 'Available' ? { done: true } : { done: false, state: 'p' }),
      () => undefined,
    );
    expect(await thrownBy(wrong)).toMatchObject({ code: 'Failed' });
    expect(await right).toBe(true);
  });

  it('starts anew for whoever comes when all the others are done', async () => {
    const reader = showing([endpoint({})]);
    const watch = watchOn(reader);
    for (const looks of [1, 2]) {
      expect(
        await watch.until(
          () => ({ done: true }),
          () => undefined,
        ),
      ).toBe(true);
      expect(reader.looks()).toBe(looks);
    }
  });
});
