import { describe, expect, it } from 'vitest';
import { chooseVpc } from '../../src/discover/select.ts';
import type { ChosenIds } from '../../src/discover/vpcs-of-chosen.ts';
import { worlds } from '../../src/sandbox/index.ts';
import { snapshotOf } from '../snapshots.ts';

const snapshot = snapshotOf(worlds['two-vpcs'].make());
const [orders = '', billing = ''] = snapshot.vpcs.map(({ id }) => id);
const subnet = (name: string) => snapshot.subnets.find(({ tags }) => tags.Name === name)?.id ?? '';
const table = (name: string) => snapshot.routeTables.find(({ tags }) => tags.Name === name)?.id ?? '';
const NAMES = ['orders-private-a', 'orders-private-b', 'billing-private-a'] as const;
const [a, b, c] = [subnet(NAMES[0]), subnet(NAMES[1]), subnet(NAMES[2])];
const nowhere = 'subnet-0ffffffffffffffff';

describe('the VPC of several', () => {
  it.each<[string, ChosenIds, string]>([
    ['subnets', { subnetIds: [a, b] }, orders],
    ['subnets, one of which is not there', { subnetIds: [nowhere, c] }, billing],
    ['a route table', { routeTableIds: [table(NAMES[2])] }, billing],
    ['subnets and a route table', { subnetIds: [c], routeTableIds: [table(NAMES[2])] }, billing],
    ['a tag', { subnetTag: [{ key: 'Name', value: NAMES[2] }] }, billing],
    ['subnets, whatever a tag says', { subnetIds: [c], subnetTag: [{ key: 'Name', value: NAMES[0] }] }, billing],
  ])('is that of the chosen %s', (_, chosen, home) => {
    expect(chooseVpc(snapshot, undefined, chosen)).toBe(home);
  });

  it.each<[string, ChosenIds, string, readonly string[]]>([
    ['subnets of both', { subnetIds: [a, b, c] }, 'SeveralVpcs', [`${a} and ${b} in ${orders}`, `${c} in ${billing}`]],
    [
      'a subnet of one and a table of the other',
      { subnetIds: [a], routeTableIds: [table(NAMES[2])] },
      'SeveralVpcs',
      [`${a} in ${orders}`, `${table(NAMES[2])} in ${billing}`],
    ],
    ['a subnet of neither', { subnetIds: [nowhere] }, 'UnknownSubnet', [nowhere, 'us-east-1']],
    [
      'a table of neither',
      { routeTableIds: ['rtb-0ffffffffffffffff'] },
      'UnknownRouteTable',
      ['rtb-0ffffffffffffffff'],
    ],
    ['nothing', {}, 'SeveralVpcs', [orders, billing]],
  ])('cannot be told from %s', (_, chosen, code, says) => {
    const choose = () => chooseVpc(snapshot, undefined, chosen);
    expect(choose).toThrow(expect.objectContaining({ code }));
    for (const words of says) expect(choose).toThrow(words);
  });
});
