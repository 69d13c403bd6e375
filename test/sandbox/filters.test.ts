import { describe, expect, test } from 'vitest';
import { type World, worlds } from '../../src/sandbox/index.ts';
import { open, refusal } from './clients.ts';
import { filters, finders, type List } from './finders.ts';

/** The world `open` with a NAT gateway, an internet gateway and a second VPC from `nat-beside`. */
function rich(): World {
  const world = worlds.open.make();
  const { internetGateways, natGateways } = worlds['nat-beside'].make();
  return { ...world, internetGateways, natGateways };
}

const world = rich();
const id = (list: List, index = 0) => world[list][index]!.id;

const cases: { list: List; filters: Record<string, string | string[]>; found: string[] }[] = [
  { list: 'vpcs', filters: { 'tag:Name': ['open', 'nothing'] }, found: [id('vpcs')] },
  { list: 'vpcs', filters: { 'tag-key': 'Nam*' }, found: [id('vpcs')] },
  { list: 'vpcs', filters: { 'is-default': 'true' }, found: [] },
  { list: 'subnets', filters: { 'vpc-id': id('vpcs'), 'availability-zone': 'us-east-1b' }, found: [id('subnets', 1)] },
  { list: 'subnets', filters: { 'tag:Name': 'private-?' }, found: [id('subnets'), id('subnets', 1)] },
  { list: 'subnets', filters: { 'tag:Name': 'private-\\?' }, found: [] },
  { list: 'subnets', filters: { 'tag:Name': 'private' }, found: [] },
  // A table that counts for a subnet only because it is the main one is not found by that subnet.
  {
    list: 'routeTables',
    filters: { 'association.subnet-id': [id('subnets'), 'subnet-x'] },
    found: [id('routeTables', 1)],
  },
  { list: 'routeTables', filters: { 'association.main': 'true' }, found: [id('routeTables')] },
  {
    list: 'routeTables',
    filters: { 'route.destination-prefix-list-id': 'pl-63a5400a' },
    found: [id('routeTables', 1), id('routeTables', 2)],
  },
  { list: 'routeTables', filters: { 'route.gateway-id': 'vpce-*', 'tag:Name': '*-a' }, found: [id('routeTables', 1)] },
  {
    list: 'networkAcls',
    filters: { 'association.subnet-id': [id('subnets'), id('subnets', 1)] },
    found: [id('networkAcls')],
  },
  { list: 'networkAcls', filters: { default: 'false' }, found: [] },
  { list: 'securityGroups', filters: { 'group-name': 'endpoints' }, found: [id('securityGroups', 1)] },
  {
    list: 'securityGroups',
    filters: { 'ip-permission.cidr': '10.0.0.0/16', 'ip-permission.from-port': '443' },
    found: [id('securityGroups', 1)],
  },
  {
    list: 'securityGroups',
    filters: { 'ip-permission.group-id': id('securityGroups') },
    found: [id('securityGroups')],
  },
  {
    list: 'securityGroups',
    filters: { 'egress.ip-permission.cidr': '0.0.0.0/0' },
    found: [id('securityGroups'), id('securityGroups', 1)],
  },
  { list: 'endpoints', filters: { 'service-name': '*.ecr.*' }, found: [id('endpoints'), id('endpoints', 1)] },
  {
    list: 'endpoints',
    filters: { 'vpc-endpoint-type': 'Gateway', 'vpc-endpoint-state': 'available' },
    found: [id('endpoints', 2)],
  },
  {
    list: 'interfaces',
    filters: { 'group-id': id('securityGroups', 1), 'subnet-id': id('subnets') },
    found: [id('interfaces'), id('interfaces', 2)],
  },
  {
    list: 'interfaces',
    filters: { description: `VPC Endpoint Interface ${id('endpoints')}` },
    found: [id('interfaces'), id('interfaces', 1)],
  },
  { list: 'internetGateways', filters: { 'attachment.vpc-id': id('vpcs') }, found: [id('internetGateways')] },
  { list: 'natGateways', filters: { state: 'available' }, found: [id('natGateways')] },
  {
    list: 'dhcpOptions',
    filters: { key: 'domain-name-servers', value: 'AmazonProvidedDNS' },
    found: [id('dhcpOptions')],
  },
  { list: 'prefixLists', filters: { 'prefix-list-name': 'com.amazonaws.us-east-1.s3' }, found: ['pl-63a5400a'] },
];

describe('filters join by and, their values by or, with wildcards', () => {
  test.for(cases)('$list by $filters', async ({ list, filters: given, found }) => {
    const { ec2 } = await open({ world });
    expect(await finders[list](ec2, filters(given))).toEqual(found);
  });

  test.for(Object.keys(finders) as List[])('%s: a filter that the call does not know is refused', async (list) => {
    const { ec2 } = await open({ world });
    const refused = await refusal(finders[list](ec2, filters({ 'no-such-filter': 'x' })));
    expect(refused).toMatchObject({ code: 'InvalidParameterValue', status: 400 });
  });
});
