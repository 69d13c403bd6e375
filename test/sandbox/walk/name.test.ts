import { describe, expect, test } from 'vitest';
import { worlds } from '../../../src/sandbox/index.ts';
import type { World } from '../../../src/sandbox/network/types.ts';
import { byName, type Case, run } from './terrain.ts';

/** A DNS server in the second subnet whose group lets UDP in on a port. */
function askedAt(w: World, port: number): void {
  const [, host] = w.subnets;
  const group = w.securityGroups[1]!;
  group.rules.push({
    id: 'sgr-dns',
    egress: false,
    protocol: 'udp',
    fromPort: port,
    toPort: port,
    peer: '10.0.0.0/16',
    tags: {},
  });
  const card = w.interfaces.find(({ subnetId }) => subnetId === host!.id)!;
  w.interfaces.push({ ...card, id: 'eni-dns', ip: '10.0.2.53', groupIds: [group.id], type: 'interface' });
  w.dhcpOptions[0]!.options['domain-name-servers'] = ['10.0.2.53'];
}

describe('an interface endpoint by its name', () => {
  const dns: Case[] = [
    { title: 'all in order', reached: true, stage: 'arrived' },
    {
      title: 'resolution off in the VPC',
      change: (w) => {
        w.vpcs[0]!.dnsSupport = false;
      },
      reached: false,
      stage: 'dns',
    },
    {
      title: 'host names off in the VPC: the name is public',
      change: (w) => {
        w.vpcs[0]!.dnsHostnames = false;
      },
      reached: false,
      stage: 'route',
    },
    {
      title: 'private DNS off: the name is public',
      change: (w) => {
        w.endpoints[0]!.privateDns = false;
      },
      reached: false,
      stage: 'route',
    },
    {
      title: 'the endpoint is pending: the name is public',
      change: (w) => {
        w.endpoints[0]!.state = 'pending';
      },
      reached: false,
      stage: 'route',
    },
    {
      title: 'the endpoint is of another VPC',
      change: (w) => {
        w.endpoints[0]!.vpcId = 'vpc-other';
      },
      reached: false,
      stage: 'route',
    },
    {
      title: 'other resolvers by DHCP',
      change: (w) => {
        w.dhcpOptions[0]!.options['domain-name-servers'] = ['AmazonProvidedDNS', '10.0.0.53'];
      },
      reached: 'undetermined',
      stage: 'dns',
    },
    {
      title: 'a resolver by DHCP that no subnet has',
      change: (w) => {
        w.dhcpOptions[0]!.options['domain-name-servers'] = ['10.0.0.53'];
      },
      reached: false,
      stage: 'dns',
    },
    {
      title: 'a resolver by DHCP that answers UDP 53',
      change: (w) => askedAt(w, 53),
      reached: 'undetermined',
      stage: 'dns',
    },
    {
      title: 'a resolver by DHCP whose group allows another port',
      change: (w) => askedAt(w, 5353),
      reached: false,
      stage: 'dns',
    },
    {
      title: 'a resolver by DHCP in another network that no route leads to',
      change: (w) => {
        w.dhcpOptions[0]!.options['domain-name-servers'] = ['192.168.0.10'];
      },
      reached: false,
      stage: 'dns',
    },
    {
      title: 'no resolvers by DHCP',
      change: (w) => {
        w.dhcpOptions[0]!.options = { 'domain-name': ['example.com'] };
      },
      reached: 'undetermined',
      stage: 'dns',
    },
    {
      title: "Amazon's resolver by its address",
      change: (w) => {
        w.dhcpOptions[0]!.options['domain-name-servers'] = ['10.0.0.2', '169.254.169.253'];
      },
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'a private zone owns a wider name, the endpoint the narrower',
      change: (w) => w.privateZones.push({ domain: 'amazonaws.com', vpcIds: [w.vpcs[0]!.id] }),
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'a private zone owns a narrower name',
      change: (w) =>
        w.privateZones.push({ domain: '111122223333.dkr.ecr.us-east-1.amazonaws.com', vpcIds: [w.vpcs[0]!.id] }),
      query: { service: 'ecr.dkr' },
      reached: 'undetermined',
      stage: 'dns',
    },
    {
      title: 'a private zone of another VPC',
      change: (w) => w.privateZones.push({ domain: 'api.ecr.us-east-1.amazonaws.com', vpcIds: ['vpc-other'] }),
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'it has no network interface',
      change: (w) => {
        w.endpoints[0]!.interfaceIds = [];
      },
      reached: false,
      stage: 'endpoint',
    },
    {
      title: 'platform version 1.3.0 does not ask for it',
      change: (w) => {
        w.endpoints = [];
      },
      query: { platformVersion: '1.3.0' },
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'platform version 1.3.0 asks for ecr.dkr',
      change: (w) => {
        w.endpoints = [];
      },
      query: { platformVersion: '1.3.0', service: 'ecr.dkr' },
      reached: false,
      stage: 'route',
    },
    {
      title: 'a subnet that speaks only IPv6',
      change: (w) => {
        byName(w, 'private-a').ipv6Native = true;
      },
      reached: 'undetermined',
      stage: 'route',
    },
  ];

  test.for(dns)('$title: $reached', ({ reached, stage, ...rest }) => {
    expect(run(worlds.open.make(), 'private-a', rest)).toMatchObject({ reached, stage });
  });
});
