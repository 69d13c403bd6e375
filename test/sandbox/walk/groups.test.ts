import { describe, expect, test } from 'vitest';
import { worlds } from '../../../src/sandbox/index.ts';
import { admit, asTask, type Case, run, taskGroup } from './terrain.ts';

describe('through security groups to an interface endpoint', () => {
  const groups: Case[] = [
    { title: 'its group admits the VPC', change: (w) => admit(w, '10.0.0.0/16'), reached: true, stage: 'arrived' },
    {
      title: "its group admits exactly the task's subnet",
      change: (w) => admit(w, '10.0.1.0/24'),
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'its group admits another subnet',
      change: (w) => admit(w, '10.0.2.0/24'),
      reached: false,
      stage: 'security-group',
    },
    {
      title: 'its group admits half of the subnet',
      change: (w) => admit(w, '10.0.1.0/25'),
      reached: 'some',
      stage: 'security-group',
    },
    {
      title: 'two rules admit half of the subnet each',
      change: (w) => admit(w, '10.0.1.0/25', '10.0.1.128/25'),
      reached: true,
      stage: 'arrived',
    },
    { title: 'its group admits IPv6', change: (w) => admit(w, '::/0'), reached: false, stage: 'security-group' },
    {
      title: 'its group admits another port',
      change: (w) => {
        Object.assign(w.securityGroups[1]!.rules[0]!, { fromPort: 80, toPort: 80 });
      },
      reached: false,
      stage: 'security-group',
    },
    {
      title: 'its group admits UDP',
      change: (w) => {
        w.securityGroups[1]!.rules[0]!.protocol = 'udp';
      },
      reached: false,
      stage: 'security-group',
    },
    {
      title: 'its group admits a range of ports',
      change: (w) => {
        Object.assign(w.securityGroups[1]!.rules[0]!, { fromPort: 0, toPort: 65535 });
      },
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'its group admits everything',
      change: (w) => {
        Object.assign(w.securityGroups[1]!.rules[0]!, { protocol: '-1', fromPort: -1, toPort: -1 });
      },
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'its group admits a prefix list that holds the subnet',
      change: (w) => {
        w.prefixLists.push({ id: 'pl-1', name: 'ours', ownerId: w.accountId, cidrs: ['10.0.0.0/20'], tags: {} });
        admit(w, 'pl-1');
      },
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'its group admits a group, and those of the task are not known',
      change: (w) => admit(w, 'sg-task'),
      reached: 'undetermined',
      stage: 'security-group',
    },
    {
      title: "its group admits the task's group",
      change: (w) => {
        taskGroup(w, '0.0.0.0/0');
        admit(w, 'sg-task');
      },
      query: asTask,
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'its group admits another group',
      change: (w) => {
        taskGroup(w, '0.0.0.0/0');
        admit(w, 'sg-else');
      },
      query: asTask,
      reached: false,
      stage: 'security-group',
    },
    {
      title: 'the task may go to the addresses of the VPC',
      change: (w) => taskGroup(w, '10.0.0.0/16'),
      query: asTask,
      reached: true,
      stage: 'arrived',
    },
    {
      title: "the task may go to the endpoint's group",
      change: (w) => taskGroup(w, w.securityGroups[1]!.id),
      query: asTask,
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'the task may go to one zone only',
      change: (w) => taskGroup(w, '10.0.1.0/24'),
      query: asTask,
      reached: 'some',
      stage: 'security-group',
    },
    {
      title: 'the task may go elsewhere only',
      change: (w) => taskGroup(w, '192.168.0.0/16'),
      query: asTask,
      reached: false,
      stage: 'security-group',
    },
  ];

  test.for(groups)('$title: $reached', ({ reached, stage, ...rest }) => {
    expect(run(worlds.open.make(), 'private-a', rest)).toMatchObject({ reached, stage });
  });
});
