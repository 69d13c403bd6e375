import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressesOf, intersection, sizeOf, union } from '../../../src/discover/addresses/address-set.ts';
import type { PrefixList } from '../../../src/discover/entities/prefix-list.ts';
import type { Route, RouteTable } from '../../../src/discover/entities/route-table.ts';
import { routesFor, unknownLists } from '../../../src/discover/routing/route-lookup.ts';

function routeTo(destination: string, target: string, over: Partial<Route> = {}): Route {
  return {
    destination: { kind: destination.startsWith('pl-') ? 'prefix-list' : 'ipv4', value: destination },
    target: { kind: 'transit-gateway', id: target },
    state: 'active',
    propagated: false,
    ...over,
  };
}

function table(routes: readonly Route[]): RouteTable {
  return { id: 'rtb-1', vpcId: 'vpc-1', main: true, subnetIds: [], routes: [...routes], tags: {} };
}

const LISTS = new Map<string, PrefixList>([
  ['pl-s3', { id: 'pl-s3', name: 'com.amazonaws.us-east-1.s3', cidrs: ['52.216.0.0/15', '3.5.0.0/19'] }],
  ['pl-dark', { id: 'pl-dark', name: null, cidrs: null }],
]);

function chosen(routes: readonly Route[], destination: string): (string | null)[] {
  return routesFor(table(routes), LISTS, addressesOf([destination])).map(({ route }) => route?.target.id ?? null);
}

describe('the route of a packet', () => {
  it.each<[string, Route[], string, (string | null)[]]>([
    ['is the longest prefix', [routeTo('0.0.0.0/0', 'wide'), routeTo('52.0.0.0/8', 'narrow')], '52.1.2.3', ['narrow']],
    ['is none where nothing matches', [routeTo('10.0.0.0/8', 'in')], '52.1.2.3', [null]],
    [
      'is a blackhole where that is the longest',
      [routeTo('0.0.0.0/0', 'wide'), routeTo('52.0.0.0/8', 'gone', { state: 'blackhole' })],
      '52.1.2.3',
      ['gone'],
    ],
    [
      'is the entry of a prefix list that is longer',
      [routeTo('0.0.0.0/0', 'nat'), routeTo('pl-s3', 'vpce')],
      '52.216.9.9',
      ['vpce'],
    ],
    [
      'is a static route before a prefix list of the same length',
      [routeTo('pl-s3', 'vpce'), routeTo('52.216.0.0/15', 'own')],
      '52.216.9.9',
      ['own'],
    ],
    [
      'is a prefix list before a propagated route of the same length',
      [routeTo('52.216.0.0/15', 'vgw', { propagated: true }), routeTo('pl-s3', 'vpce')],
      '52.216.9.9',
      ['vpce'],
    ],
    [
      'is a static route before a propagated one of the same length',
      [routeTo('52.0.0.0/8', 'vgw', { propagated: true }), routeTo('52.0.0.0/8', 'static')],
      '52.1.2.3',
      ['static'],
    ],
    [
      'is a propagated route where that is longer',
      [routeTo('52.0.0.0/8', 'static'), routeTo('52.1.0.0/16', 'vgw', { propagated: true })],
      '52.1.2.3',
      ['vgw'],
    ],
    [
      'differs within a range of destinations',
      [routeTo('0.0.0.0/1', 'low'), routeTo('128.0.0.0/1', 'high')],
      '0.0.0.0/0',
      ['low', 'high'],
    ],
    ['does not come from a list whose entries are not known', [routeTo('pl-dark', 'dark')], '52.1.2.3', [null]],
  ])('%s', (_, routes, destination, targets) => {
    expect(chosen(routes, destination)).toEqual(targets);
  });

  it('agrees with looking at each address by itself', () => {
    const cidr = fc
      .tuple(fc.integer({ min: 28, max: 32 }), fc.nat(15))
      .map(([length, host]) => `10.0.0.${host - (host % 2 ** (32 - length))}/${length}`);
    fc.assert(
      fc.property(fc.uniqueArray(cidr, { maxLength: 6 }), (cidrs) => {
        const routes = cidrs.map((destination) => routeTo(destination, destination));
        const parts = routesFor(table(routes), LISTS, addressesOf(['10.0.0.0/28']));
        for (let host = 0; host < 16; host++) {
          const one = addressesOf([`10.0.0.${host}`]);
          const best = cidrs
            .filter((each) => intersection(addressesOf([each]), one).length > 0)
            .sort((a, b) => Number(b.split('/')[1]) - Number(a.split('/')[1]))[0];
          const part = parts.find(({ addresses }) => intersection(addresses, one).length > 0);
          expect(part?.route?.target.id ?? null).toBe(best ?? null);
        }
        expect(sizeOf(union(parts.map(({ addresses }) => addresses)))).toBe(16n);
      }),
    );
  });
});

it('routes of lists with unknown entries are told apart', () => {
  const dark = routeTo('pl-dark', 'tgw-1');
  expect(unknownLists(table([routeTo('pl-s3', 'vpce'), dark]), LISTS)).toEqual([dark]);
});
