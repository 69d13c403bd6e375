import { describe, expect, test } from 'vitest';
import { type World, worlds } from '../../../src/sandbox/index.ts';
import { acl, allow, asTask, type Case, denyIn, denyOut, policy, route, run, tableOf, taskGroup } from './terrain.ts';

describe('to S3', () => {
  const bucket = 'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*';
  const layers = { ...allow, Action: 's3:GetObject', Resource: bucket };
  const s3 = 2;
  const cases: Case[] = [
    { title: 'by a gateway endpoint', reached: true, stage: 'arrived' },
    {
      title: 'by a gateway endpoint that is on another table',
      change: (w) => {
        tableOf(w, 'private-a').routes.pop();
      },
      reached: false,
      stage: 'route',
    },
    {
      title: 'by a gateway endpoint that is gone',
      change: (w) => {
        w.endpoints.pop();
      },
      reached: false,
      stage: 'endpoint',
    },
    {
      title: 'by the main table, where the subnet has none of its own',
      change: (w) => {
        const own = tableOf(w, 'private-a');
        w.routeTables[0]!.routes.push(own.routes.at(-1)!);
        own.associations = [];
      },
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'a more specific route leads part of it elsewhere',
      change: (w) => tableOf(w, 'private-a').routes.push(route('52.216.0.0/16', 'igw-1')),
      reached: 'some',
      stage: 'internet',
    },
    {
      title: 'a route of exactly the same range wins over the prefix list',
      change: (w) => tableOf(w, 'private-a').routes.push(route('52.216.0.0/15', 'tgw-1')),
      reached: 'undetermined',
      stage: 'route',
    },
    {
      title: 'a propagated route of the same range does not',
      change: (w) =>
        tableOf(w, 'private-a').routes.push({
          ...route('52.216.0.0/15', 'vgw-1'),
          origin: 'EnableVgwRoutePropagation',
        }),
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'a default route does not matter',
      change: (w) => tableOf(w, 'private-a').routes.push(route('0.0.0.0/0', 'tgw-1')),
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'the ACL lets out only within the VPC',
      change: (w) => acl(w, 'private-a', { egress: true, action: 'allow', cidr: '10.0.0.0/16' }, denyOut('0.0.0.0/0')),
      reached: false,
      stage: 'network-acl',
    },
    {
      title: 'the ACL lets no answer in from outside the VPC',
      change: (w) => acl(w, 'private-a', { egress: false, action: 'allow', cidr: '10.0.0.0/16' }, denyIn('0.0.0.0/0')),
      reached: false,
      stage: 'network-acl',
    },
    {
      title: 'the task may go within the VPC only',
      change: (w) => taskGroup(w, '10.0.0.0/16'),
      query: asTask,
      reached: false,
      stage: 'security-group',
    },
    {
      title: 'the task may go to the prefix list',
      change: (w) => taskGroup(w, 'pl-63a5400a'),
      query: asTask,
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'the task may go to part of the prefix list',
      change: (w) => taskGroup(w, '52.0.0.0/8'),
      query: asTask,
      reached: 'some',
      stage: 'security-group',
    },
    {
      title: 'the policy allows the bucket of the layers',
      change: policy(s3, layers),
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'the policy allows another bucket',
      change: policy(s3, { ...layers, Resource: 'arn:aws:s3:::ours/*' }),
      reached: false,
      stage: 'policy',
    },
    {
      title: 'the policy admits one account, and layers are fetched by AWS',
      change: policy(s3, { ...layers, Principal: { AWS: '111122223333' } }),
      reached: false,
      stage: 'policy',
    },
    {
      title: 'the policy wants buckets of our own',
      change: policy(s3, { ...allow, Condition: { StringEquals: { 's3:ResourceAccount': '111122223333' } } }),
      reached: false,
      stage: 'policy',
    },
    {
      title: 'the policy denies buckets of others',
      change: policy(s3, allow, {
        ...allow,
        Effect: 'Deny',
        Condition: { StringNotEquals: { 's3:ResourceAccount': '111122223333' } },
      }),
      reached: false,
      stage: 'policy',
    },
    {
      title: 'the policy wants buckets of our own, but for that of the layers',
      change: policy(s3, { ...allow, Condition: { StringEquals: { 's3:ResourceAccount': '1' } } }, layers),
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'the policy has another condition',
      change: policy(s3, { ...allow, Condition: { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } } }),
      reached: 'undetermined',
      stage: 'policy',
    },
  ];
  test.for(cases)('$title: $reached', ({ reached, stage, query, ...rest }) => {
    expect(run(worlds.open.make(), 'private-a', { ...rest, query: { service: 's3', ...query } })).toMatchObject({
      reached,
      stage,
    });
  });

  const twin = (inboundResolverOnly: boolean) => (world: World) => {
    world.endpoints.pop();
    const [api] = world.endpoints;
    world.endpoints.push({ ...api!, id: 'vpce-s3', serviceName: 'com.amazonaws.us-east-1.s3', inboundResolverOnly });
  };
  test.for([
    ['answers the VPC', false, true],
    ['answers only from outside the VPC', true, false],
  ] as const)('by an interface endpoint whose private DNS %s', ([, inboundResolverOnly, reached]) => {
    const world = worlds.open.make();
    expect(run(world, 'private-a', { change: twin(inboundResolverOnly), query: { service: 's3' } }).reached).toBe(
      reached,
    );
  });
});
