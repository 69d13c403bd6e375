import { describe, expect, test } from 'vitest';
import { type World, worlds } from '../../../src/sandbox/index.ts';
import { acl, asTask, byName, type Case, denyIn, denyOut, route, run, tableOf, taskGroup } from './terrain.ts';

describe('to the public address of a service', () => {
  const nat = (world: World) => world.natGateways[0]!;
  const workers: Case[] = [
    { title: 'through a NAT gateway', reached: true, stage: 'arrived' },
    {
      title: 'through a NAT gateway that is pending',
      change: (w) => {
        nat(w).state = 'pending';
      },
      reached: false,
      stage: 'nat',
    },
    {
      title: 'through a NAT gateway that is gone',
      change: (w) => {
        w.natGateways = [];
      },
      reached: false,
      stage: 'nat',
    },
    {
      title: 'through a private NAT gateway',
      change: (w) => {
        nat(w).connectivity = 'private';
      },
      reached: false,
      stage: 'internet',
    },
    {
      title: 'through a NAT gateway whose subnet has no way on',
      change: (w) => {
        tableOf(w, 'public-a').routes.pop();
      },
      reached: false,
      stage: 'nat',
    },
    {
      title: 'through a NAT gateway whose subnet leads to a transit gateway',
      change: (w) => {
        tableOf(w, 'public-a').routes.at(-1)!.target = 'tgw-1';
      },
      reached: 'undetermined',
      stage: 'nat',
    },
    {
      title: 'through a NAT gateway whose internet gateway is detached',
      change: (w) => {
        delete w.internetGateways[0]!.vpcId;
      },
      reached: false,
      stage: 'internet',
    },
    {
      title: 'through a regional NAT gateway',
      change: (w) => {
        delete nat(w).subnetId;
      },
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'while public access is blocked both ways',
      change: (w) => {
        for (const each of [...w.vpcs, ...w.subnets]) each.blockMode = 'block-bidirectional';
      },
      reached: false,
      stage: 'internet',
    },
    {
      title: 'while public access is blocked inwards',
      change: (w) => {
        for (const each of [...w.vpcs, ...w.subnets]) each.blockMode = 'block-ingress';
      },
      reached: true,
      stage: 'arrived',
    },
    {
      title: "while public access is blocked both ways but for the NAT gateway's subnet",
      change: (w) => {
        for (const each of [...w.vpcs, ...w.subnets]) each.blockMode = 'block-bidirectional';
        byName(w, 'public-a').blockMode = 'off';
      },
      reached: 'undetermined',
      stage: 'internet',
    },
    {
      title: 'the ACL of the task lets out only within the VPC',
      change: (w) => acl(w, 'workers-a', { egress: true, action: 'allow', cidr: '10.0.0.0/16' }, denyOut('0.0.0.0/0')),
      reached: false,
      stage: 'network-acl',
    },
    {
      title: 'the ACL of the NAT gateway lets no task in',
      change: (w) => acl(w, 'public-a', denyIn('10.0.11.0/24', [443, 443])),
      reached: false,
      stage: 'network-acl',
    },
    {
      title: 'the ACL of the NAT gateway lets no answer in',
      change: (w) => acl(w, 'public-a', { egress: false, action: 'allow', cidr: '10.0.0.0/16' }, denyIn('0.0.0.0/0')),
      reached: false,
      stage: 'network-acl',
    },
    {
      title: 'the ACL of the NAT gateway lets some answers in',
      change: (w) => acl(w, 'public-a', denyIn('0.0.0.0/0', [1024, 32767])),
      reached: 'some',
      stage: 'network-acl',
    },
    {
      title: 'the ACL of the NAT gateway lets no answer back to the task',
      change: (w) => acl(w, 'public-a', denyOut('10.0.11.0/24', [1024, 65535])),
      reached: false,
      stage: 'network-acl',
    },
    {
      title: 'S3, by a gateway endpoint behind the NAT gateway',
      change: (w) => {
        w.endpoints.push({ ...worlds.open.make().endpoints[2]!, vpcId: w.vpcs[0]!.id });
        const table = tableOf(w, 'public-a');
        table.routes.pop();
        table.routes.push(route('pl-63a5400a', w.endpoints[0]!.id));
      },
      query: { service: 's3' },
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'the task may go within the VPC only',
      change: (w) => taskGroup({ ...w, securityGroups: w.securityGroups }, '10.0.0.0/16'),
      query: asTask,
      reached: false,
      stage: 'security-group',
    },
  ];
  test.for(workers)('$title: $reached', ({ reached, stage, ...rest }) => {
    expect(run(worlds['nat-beside'].make(), 'workers-a', rest)).toMatchObject({ reached, stage });
  });

  const toDefault = (target: string) => (w: World) => tableOf(w, 'private-a').routes.push(route('0.0.0.0/0', target));
  const instance = (over: object) => (w: World) => {
    toDefault('i-1')(w);
    const subnetId = byName(w, 'public-a').id;
    w.instances.push({
      id: 'i-1',
      vpcId: w.vpcs[0]!.id,
      subnetId,
      state: 'running',
      sourceDestCheck: false,
      interfaceId: 'eni-1',
      tags: {},
      ...over,
    });
  };
  const targets: Case[] = [
    { title: 'no default route', reached: false, stage: 'route' },
    { title: 'a transit gateway', change: toDefault('tgw-1'), reached: 'undetermined', stage: 'route' },
    { title: 'a virtual private gateway', change: toDefault('vgw-1'), reached: 'undetermined', stage: 'route' },
    {
      title: 'a core network',
      change: toDefault('arn:aws:networkmanager::1:core-network/c'),
      reached: 'undetermined',
      stage: 'route',
    },
    { title: 'a peering', change: toDefault('pcx-1'), reached: false, stage: 'route' },
    { title: 'an egress-only internet gateway', change: toDefault('eigw-1'), reached: false, stage: 'route' },
    { title: 'a local gateway', change: toDefault('lgw-1'), reached: 'undetermined', stage: 'route' },
    {
      title: 'a firewall endpoint',
      change: (w) => {
        toDefault('vpce-fw')(w);
        w.endpoints.push({
          ...worlds.open.make().endpoints[0]!,
          id: 'vpce-fw',
          type: 'GatewayLoadBalancer',
          privateDns: false,
        });
      },
      reached: 'undetermined',
      stage: 'route',
    },
    { title: 'a NAT instance', change: instance({}), reached: 'undetermined', stage: 'nat' },
    { title: 'a NAT instance that is stopped', change: instance({ state: 'stopped' }), reached: false, stage: 'nat' },
    {
      title: 'a NAT instance that checks source and destination',
      change: instance({ sourceDestCheck: true }),
      reached: false,
      stage: 'nat',
    },
    { title: 'a network interface that does not exist', change: toDefault('eni-0'), reached: false, stage: 'nat' },
    {
      title: 'a transit gateway behind an ACL that lets nothing out',
      change: (w) => {
        toDefault('tgw-1')(w);
        acl(w, 'private-a', denyOut('0.0.0.0/0'));
      },
      reached: false,
      stage: 'network-acl',
    },
    {
      title: 'a filtered route, which is none',
      change: (w) =>
        tableOf(w, 'private-a').routes.push({ ...route('0.0.0.0/0', 'tgw-1'), state: 'filtered' as const }),
      reached: false,
      stage: 'route',
    },
    {
      title: 'IPv6 only',
      change: (w) => tableOf(w, 'private-a').routes.push(route('::/0', 'tgw-1')),
      reached: false,
      stage: 'route',
    },
  ];
  test.for(targets)('by $title: $reached', ({ reached, stage, ...rest }) => {
    expect(run(worlds.guide.make(), 'private-a', rest)).toMatchObject({ reached, stage });
  });

  const fromPublic: Case[] = [
    { title: 'without a public address', reached: false, stage: 'internet' },
    { title: 'with a public address', query: { publicIp: true }, reached: true, stage: 'arrived' },
    {
      title: 'with a public address while public access is blocked inwards',
      change: (w) => {
        byName(w, 'public-a').blockMode = 'block-ingress';
      },
      query: { publicIp: true },
      reached: false,
      stage: 'internet',
    },
    {
      title: 'with a public address behind an ACL that lets no answer in',
      change: (w) => acl(w, 'public-a', denyIn('0.0.0.0/0', [1024, 65535])),
      query: { publicIp: true },
      reached: false,
      stage: 'network-acl',
    },
  ];
  test.for(fromPublic)('from a public subnet $title: $reached', ({ reached, stage, ...rest }) => {
    expect(run(worlds.guide.make(), 'public-a', rest)).toMatchObject({ reached, stage });
  });
});
