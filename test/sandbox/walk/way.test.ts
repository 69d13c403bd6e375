import { describe, expect, test } from 'vitest';
import { worlds } from '../../../src/sandbox/index.ts';
import { acl, type Case, denyIn, denyOut, onlyIn, route, run, tableOf } from './terrain.ts';

describe('on the way to an interface endpoint', () => {
  const way: Case[] = [
    {
      title: 'an appliance has taken the local route over',
      change: (w) => tableOf(w, 'private-a').routes.push(route('10.0.2.0/24', 'eni-1')),
      reached: 'undetermined',
      stage: 'route',
    },
    {
      title: 'a blackhole is more specific than the local route',
      change: (w) => tableOf(w, 'private-a').routes.push(route('10.0.2.0/24', 'pcx-1', 'blackhole')),
      reached: 'some',
      stage: 'route',
    },
    {
      title: 'the ACL lets nothing out to the other zone, and DNS may answer with either',
      change: (w) => acl(w, 'private-a', denyOut('10.0.2.0/24')),
      reached: 'some',
      stage: 'network-acl',
    },
    {
      title: 'the only interface is in the other subnet, and the ACL lets nothing out to it',
      change: (w) => {
        onlyIn(w, 'private-b');
        acl(w, 'private-a', denyOut('10.0.2.0/24'));
      },
      reached: false,
      stage: 'network-acl',
    },
    {
      title: 'the ACL is not asked within one subnet',
      change: (w) => {
        onlyIn(w, 'private-a');
        acl(w, 'private-a', denyOut('0.0.0.0/0'), denyIn('0.0.0.0/0'));
      },
      reached: true,
      stage: 'arrived',
    },
    {
      title: "the ACL of the endpoint's subnet lets nothing in",
      change: (w) => {
        onlyIn(w, 'private-b');
        acl(w, 'private-b', denyIn('10.0.1.0/24', [443, 443]));
      },
      reached: false,
      stage: 'network-acl',
    },
    {
      title: "the ACL of the endpoint's subnet lets no answer out",
      change: (w) => {
        onlyIn(w, 'private-b');
        acl(w, 'private-b', denyOut('0.0.0.0/0', [1024, 65535]));
      },
      reached: false,
      stage: 'network-acl',
    },
    {
      title: "the ACL of the task's subnet lets no answer in",
      change: (w) => {
        onlyIn(w, 'private-b');
        acl(w, 'private-a', denyIn('10.0.0.0/16', [32768, 60999]));
      },
      reached: false,
      stage: 'network-acl',
    },
    {
      title: 'the ACL lets some of the answers in',
      change: (w) => {
        onlyIn(w, 'private-b');
        acl(w, 'private-a', denyIn('10.0.0.0/16', [50000, 65535]));
      },
      reached: 'some',
      stage: 'network-acl',
    },
    {
      title: 'ports that Linux does not send from may be closed',
      change: (w) => {
        onlyIn(w, 'private-b');
        acl(w, 'private-a', denyIn('0.0.0.0/0', [1024, 32767]), denyIn('0.0.0.0/0', [61000, 65535]));
      },
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'two ACLs that each let other answers through let none through',
      change: (w) => {
        onlyIn(w, 'private-b');
        acl(w, 'private-a', denyIn('0.0.0.0/0', [45000, 65535]));
        acl(w, 'private-b', denyOut('0.0.0.0/0', [32768, 44999]));
      },
      reached: false,
      stage: 'network-acl',
    },
    {
      title: 'an allow before the deny wins',
      change: (w) => {
        onlyIn(w, 'private-b');
        acl(
          w,
          'private-a',
          { egress: true, action: 'allow', cidr: '10.0.2.0/24', ports: [443, 443] },
          denyOut('0.0.0.0/0'),
        );
      },
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'a deny of UDP does not matter',
      change: (w) => {
        onlyIn(w, 'private-b');
        acl(w, 'private-a');
        w.networkAcls
          .at(-1)!
          .entries.unshift({ number: 0, egress: true, protocol: '17', action: 'deny', cidr: '0.0.0.0/0' });
      },
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'what no entry names is denied',
      change: (w) => {
        onlyIn(w, 'private-b');
        acl(w, 'private-a');
        w.networkAcls.at(-1)!.entries = [];
      },
      reached: false,
      stage: 'network-acl',
    },
  ];

  test.for(way)('$title: $reached', ({ reached, stage, ...rest }) => {
    expect(run(worlds.open.make(), 'private-a', rest)).toMatchObject({ reached, stage });
  });
});
