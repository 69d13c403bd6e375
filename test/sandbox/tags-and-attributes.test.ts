import {
  CreateTagsCommand,
  DeleteTagsCommand,
  DescribeVpcAttributeCommand,
  ModifyVpcAttributeCommand,
  type Tag,
} from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { worlds } from '../../src/sandbox/index.ts';
import { open, refusal } from './clients.ts';

const world = worlds.open.make();
const VpcId = world.vpcs[0]!.id;
const Resources = [VpcId, world.endpoints[0]!.id];

describe('CreateTags', () => {
  test.for<{ title: string; resources?: string[]; tags: Tag[]; code: string }>([
    { title: 'a key that AWS keeps to itself', tags: [{ Key: 'aws:x', Value: '' }], code: 'InvalidParameterValue' },
    { title: 'a key of 128 characters', tags: [{ Key: 'x'.repeat(128), Value: '' }], code: 'InvalidParameterValue' },
    { title: 'a value of 257 characters', tags: [{ Key: 'x', Value: 'y'.repeat(257) }], code: 'InvalidParameterValue' },
    {
      title: 'more than 50 tags with those that are there',
      tags: Array.from({ length: 50 }, (_, n) => ({ Key: `k${n}`, Value: '' })),
      code: 'TagLimitExceeded',
    },
    {
      title: 'an unknown endpoint',
      resources: ['vpce-00000000000000000'],
      tags: [{ Key: 'a' }],
      code: 'InvalidVpcEndpointId.NotFound',
    },
    {
      title: 'an unknown group',
      resources: ['sg-00000000000000000'],
      tags: [{ Key: 'a' }],
      code: 'InvalidGroup.NotFound',
    },
    { title: 'an id of no known kind', resources: ['thing-1'], tags: [{ Key: 'a' }], code: 'InvalidID' },
    { title: 'no tag', tags: [], code: 'MissingParameter' },
  ])('refuses $title', async ({ resources = Resources, tags, code }) => {
    const { sandbox, ec2 } = await open({ world });
    const before = sandbox.state();
    const call = ec2.send(new CreateTagsCommand({ Resources: resources, Tags: tags }));
    expect(await refusal(call)).toMatchObject({ code, status: 400 });
    expect(sandbox.state()).toEqual(before);
  });

  test('overwrites, on all resources; DeleteTags takes away by key, or only with the value given', async () => {
    const { sandbox, ec2 } = await open({ world });
    const before = sandbox.state();
    const tagsOf = () => [sandbox.network().vpcs[0]!.tags, sandbox.network().endpoints[0]!.tags];
    await ec2.send(
      new CreateTagsCommand({
        Resources,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '1' },
        ],
      }),
    );
    await ec2.send(new CreateTagsCommand({ Resources, Tags: [{ Key: 'a', Value: '2' }] }));
    for (const tags of tagsOf()) expect(tags).toMatchObject({ a: '2', b: '1' });
    await ec2.send(new DeleteTagsCommand({ Resources, Tags: [{ Key: 'a', Value: '1' }, { Key: 'b' }] }));
    for (const tags of tagsOf()) expect(Object.keys(tags)).toEqual(['Name', 'a']);
    await ec2.send(new DeleteTagsCommand({ Resources, Tags: [{ Key: 'a' }] }));
    expect(sandbox.state()).toEqual(before);
  });
});

test('what another account shares cannot be tagged', async () => {
  const shared = worlds['shared-vpc'].make();
  const { ec2 } = await open({ world: shared });
  const call = ec2.send(
    new CreateTagsCommand({ Resources: [shared.subnets[0]!.id], Tags: [{ Key: 'a', Value: 'b' }] }),
  );
  expect(await refusal(call)).toMatchObject({ code: 'InvalidSubnetID.NotFound' });
});

describe('ModifyVpcAttribute', () => {
  const on = { Value: true };
  const off = { Value: false };

  test('changes one attribute a call', async () => {
    const { ec2 } = await open({ world: 'dns-off' });
    const id = worlds['dns-off'].make().vpcs[0]!.id;
    const read = async () => {
      const Attribute = 'enableDnsHostnames';
      return (await ec2.send(new DescribeVpcAttributeCommand({ VpcId: id, Attribute }))).EnableDnsHostnames!.Value;
    };
    expect(await read()).toBe(false);
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId: id, EnableDnsHostnames: on }));
    expect(await read()).toBe(true);
  });

  test('refuses two attributes at once, none, and host names without resolution', async () => {
    const { ec2 } = await open({ world });
    const code = async (input: object) =>
      (await refusal(ec2.send(new ModifyVpcAttributeCommand({ VpcId, ...input })))).code;
    expect(await code({ EnableDnsSupport: on, EnableDnsHostnames: on })).toBe('InvalidParameterCombination');
    expect(await code({})).toBe('MissingParameter');
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsSupport: off }));
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: off }));
    expect(await code({ EnableDnsHostnames: on })).toBe('InvalidParameter');
  });

  test('refuses a VPC that another account owns', async () => {
    const id = worlds['shared-vpc'].make().vpcs[0]!.id;
    const { ec2 } = await open({ world: 'shared-vpc' });
    const call = ec2.send(new ModifyVpcAttributeCommand({ VpcId: id, EnableDnsHostnames: off }));
    expect(await refusal(call)).toMatchObject({ code: 'OperationNotPermitted' });
  });
});
