import {
  CreateSecurityGroupCommand,
  CreateVpcEndpointCommand,
  DeleteVpcEndpointsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  ModifyVpcEndpointCommand,
} from '@aws-sdk/client-ec2';
import { DecodeAuthorizationMessageCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { requestContextOf } from '../../src/sandbox/iam/condition.ts';
import { evaluate } from '../../src/sandbox/iam/evaluate.ts';
import { type Iam, type Statement, worlds } from '../../src/sandbox/index.ts';
import { open, refusal } from './clients.ts';

const allow = (rest: Partial<Statement>): Statement => ({ Effect: 'Allow', Action: '*', Resource: '*', ...rest });
const deny = (rest: Partial<Statement>): Statement => ({ ...allow(rest), Effect: 'Deny' });
const policy = (...Statement: Statement[]): Iam => ({ policies: [{ Statement }] });

const keys = { 'aws:RequestTag/team': ['blue'], 'aws:TagKeys': ['team', 'cost'] };
const arn = 'arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1';

describe('policies decide', () => {
  const when = (operator: string, key: string, ...values: string[]) =>
    allow({ Condition: { [operator]: { [key]: values } } });
  test.for<{ title: string; statements: Statement[]; decision: string }>([
    { title: 'nothing said is nothing allowed', statements: [], decision: 'not allowed' },
    {
      title: 'an action matches whatever its case, with wildcards',
      statements: [allow({ Action: 'EC2:delete*' })],
      decision: 'allowed',
    },
    {
      title: 'another action does not match',
      statements: [allow({ Action: ['ec2:Create*', 's3:*'] })],
      decision: 'not allowed',
    },
    {
      title: 'NotAction is everything else',
      statements: [allow({ Action: undefined as never, NotAction: 'ec2:Create*' })],
      decision: 'allowed',
    },
    { title: 'a deny wins over an allow', statements: [allow({}), deny({ Resource: '*:vpc/*' })], decision: 'denied' },
    {
      title: 'a resource matches with wildcards',
      statements: [allow({ Resource: 'arn:aws:ec2:*:*:vpc/vpc-?' })],
      decision: 'allowed',
    },
    {
      title: 'another resource does not match',
      statements: [allow({ Resource: 'arn:aws:ec2:*:*:subnet/*' })],
      decision: 'not allowed',
    },
    {
      title: 'NotResource is everything else',
      statements: [allow({ Resource: undefined as never, NotResource: '*:vpc/*' })],
      decision: 'not allowed',
    },
    {
      title: 'StringEquals holds',
      statements: [when('StringEquals', 'aws:requesttag/team', 'red', 'blue')],
      decision: 'allowed',
    },
    {
      title: 'StringEquals does not hold for an absent key',
      statements: [when('StringEquals', 'aws:RequestTag/x', 'y')],
      decision: 'not allowed',
    },
    {
      title: 'StringEqualsIfExists holds for an absent key',
      statements: [when('StringEqualsIfExists', 'aws:RequestTag/x', 'y')],
      decision: 'allowed',
    },
    {
      title: 'StringNotEquals holds for an absent key',
      statements: [when('StringNotEquals', 'aws:RequestTag/x', 'y')],
      decision: 'allowed',
    },
    {
      title: 'StringNotEquals fails where any value matches',
      statements: [when('StringNotEquals', 'aws:RequestTag/team', 'blue', 'red')],
      decision: 'not allowed',
    },
    {
      title: 'StringLike knows wildcards',
      statements: [when('StringLike', 'aws:RequestTag/team', 'b*e')],
      decision: 'allowed',
    },
    {
      title: 'ForAllValues wants every value',
      statements: [when('ForAllValues:StringEquals', 'aws:TagKeys', 'team')],
      decision: 'not allowed',
    },
    {
      title: 'ForAllValues holds for an absent key',
      statements: [when('ForAllValues:StringEquals', 'aws:Nothing', 'team')],
      decision: 'allowed',
    },
    {
      title: 'ForAnyValue wants one value',
      statements: [when('ForAnyValue:StringEquals', 'aws:TagKeys', 'team')],
      decision: 'allowed',
    },
    {
      title: 'ForAnyValue does not hold for an absent key',
      statements: [when('ForAnyValue:StringNotEquals', 'aws:Nothing', 'x')],
      decision: 'not allowed',
    },
    {
      title: 'Null asks whether the key is absent',
      statements: [when('Null', 'aws:RequestTag/team', 'false')],
      decision: 'allowed',
    },
  ])('$title', ({ statements, decision }) => {
    expect(evaluate([{ Statement: statements }], 'ec2:DeleteVpcEndpoints', arn, requestContextOf(keys))).toBe(decision);
  });

  test('a condition that is not modelled is an error, not a guess', () => {
    const statement = when('IpAddress', 'aws:SourceIp', '10.0.0.0/8');
    expect(() => evaluate([{ Statement: statement }], 'ec2:X', arn, requestContextOf({}))).toThrow('IpAddress');
  });
});

const world = worlds.guide.make();
const VpcId = world.vpcs[0]!.id;
const tagged = { ResourceType: 'security-group' as const, Tags: [{ Key: 'team', Value: 'blue' }] };
const createGroup = { VpcId, GroupName: 'g', Description: 'd', TagSpecifications: [tagged] };

test("a refusal reads like AWS's, and STS decodes what it carries", async () => {
  const iam = policy(allow({ Action: ['ec2:Describe*', 'sts:*'] }));
  const { sandbox, ec2, sts } = await open({ world, iam });
  const before = sandbox.state();
  const refused = await refusal(ec2.send(new CreateSecurityGroupCommand(createGroup)));
  expect(refused).toMatchObject({ code: 'UnauthorizedOperation', status: 403 });
  const [sentence, EncodedMessage] = refused.message.split(' Encoded authorization failure message: ');
  expect(sentence).toBe(
    'You are not authorized to perform this operation. User: arn:aws:sts::111122223333:assumed-role/engineer/sandbox ' +
      'is not authorized to perform: ec2:CreateSecurityGroup on resource: ' +
      'arn:aws:ec2:us-east-1:111122223333:security-group/* because no identity-based policy allows the ' +
      'ec2:CreateSecurityGroup action.',
  );
  const { DecodedMessage } = await sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage }));
  expect(JSON.parse(DecodedMessage!)).toMatchObject({
    allowed: false,
    explicitDeny: false,
    context: { action: 'ec2:CreateSecurityGroup', resource: 'arn:aws:ec2:us-east-1:111122223333:security-group/*' },
  });
  expect(sandbox.state()).toEqual(before);
});

test('a describe call is refused without a resource and without an encoded message', async () => {
  const { ec2, sts } = await open({ world, iam: policy() });
  const { message } = await refusal(ec2.send(new DescribeVpcsCommand({})));
  expect(message).toMatch(/is not authorized to perform: ec2:DescribeVpcs because no identity-based policy allows/);
  expect(message).not.toContain('Encoded');
  const decode = sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: 'e30' }));
  expect(await refusal(decode)).toMatchObject({ code: 'AccessDenied', status: 403 });
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: '111122223333' });
});

const everything = allow({});

describe('the reason of a refusal names the layer', () => {
  test.for<{ layer: string; iam: Iam; reason: RegExp }>([
    {
      layer: 'an identity policy that denies',
      iam: policy(everything, deny({ Action: 'ec2:Create*' })),
      reason: /with an explicit deny in an identity-based policy/,
    },
    {
      layer: 'a permissions boundary',
      iam: { ...policy(everything), boundary: { Statement: [] } },
      reason: /because no permissions boundary allows the ec2:CreateSecurityGroup action/,
    },
    {
      layer: 'a service control policy that denies',
      iam: {
        ...policy(everything),
        serviceControlPolicy: { Statement: [everything, deny({ Action: 'ec2:Create*' })] },
      },
      reason: /with an explicit deny in a service control policy/,
    },
  ])('$layer', async ({ iam, reason }) => {
    const { ec2 } = await open({ world, iam });
    expect((await refusal(ec2.send(new CreateSecurityGroupCommand(createGroup)))).message).toMatch(reason);
  });
});

describe('tags on creation', () => {
  const account = 'arn:aws:ec2:us-east-1:111122223333';
  const create = allow({ Action: 'ec2:CreateSecurityGroup' });
  const tagging = (CreateAction: string) =>
    allow({
      Action: 'ec2:CreateTags',
      Resource: `${account}:security-group/*`,
      Condition: { StringEquals: { 'ec2:CreateAction': CreateAction, 'aws:RequestTag/team': 'blue' } },
    });

  test('need ec2:CreateTags as well', async () => {
    const { ec2 } = await open({ world, iam: policy(create) });
    const refused = await refusal(ec2.send(new CreateSecurityGroupCommand(createGroup)));
    expect(refused.message).toContain(
      'ec2:CreateTags on resource: arn:aws:ec2:us-east-1:111122223333:security-group/*',
    );
  });

  test('are allowed for the creating action alone', async () => {
    const allowed = await open({ world, iam: policy(create, tagging('CreateSecurityGroup')) });
    expect(await allowed.ec2.send(new CreateSecurityGroupCommand(createGroup))).toMatchObject({ Tags: tagged.Tags });
    const other = await open({ world, iam: policy(create, tagging('CreateVpcEndpoint')) });
    expect(await refusal(other.ec2.send(new CreateSecurityGroupCommand(createGroup)))).toMatchObject({
      code: 'UnauthorizedOperation',
    });
  });
});

describe('CreateVpcEndpoint asks for every resource that it touches', () => {
  const input = {
    VpcId,
    ServiceName: 'com.amazonaws.us-east-1.ecr.api',
    VpcEndpointType: 'Interface' as const,
    SubnetIds: [world.subnets[0]!.id],
    SecurityGroupIds: [world.securityGroups[0]!.id],
  };
  const on = (type: string, Condition?: Statement['Condition']) =>
    allow({
      Action: 'ec2:CreateVpcEndpoint',
      Resource: `arn:aws:ec2:*:*:${type}/*`,
      ...(Condition ? { Condition } : {}),
    });
  const service = {
    StringLike: { 'ec2:VpceServiceName': '*.ecr.*' },
    StringEquals: { 'ec2:VpceServiceOwner': 'amazon', 'ec2:Region': 'us-east-1' },
  };
  const whole = [on('vpc'), on('vpc-endpoint', service), on('subnet'), on('security-group')];

  test('and succeeds where all are allowed', async () => {
    const { ec2 } = await open({ world, iam: policy(...whole) });
    expect(await ec2.send(new CreateVpcEndpointCommand(input))).toHaveProperty('VpcEndpoint');
  });

  test.for(['vpc', 'vpc-endpoint', 'subnet', 'security-group'])(
    'and names the %s where that is missing',
    async (type) => {
      const without = whole.filter(({ Resource }) => Resource !== `arn:aws:ec2:*:*:${type}/*`);
      const { ec2 } = await open({ world, iam: policy(...without) });
      const { message } = await refusal(ec2.send(new CreateVpcEndpointCommand(input)));
      expect(message).toContain(`on resource: arn:aws:ec2:us-east-1:111122223333:${type}/`);
    },
  );

  test('and a condition on the service holds for the endpoint alone', async () => {
    const iam = policy(...whole.map((statement) => ({ ...statement, Condition: service })));
    const { ec2 } = await open({ world, iam });
    expect((await refusal(ec2.send(new CreateVpcEndpointCommand(input)))).message).toContain(':vpc/');
    const other = await open({ world, iam: policy(...whole) });
    const logs = { ...input, ServiceName: 'com.amazonaws.us-east-1.logs' };
    expect((await refusal(other.ec2.send(new CreateVpcEndpointCommand(logs)))).message).toContain(':vpc-endpoint/*');
  });
});

test('only what carries a tag may be deleted or changed, id by id', async () => {
  const given = worlds.open.make();
  given.endpoints[0]!.tags.owner = 'us';
  const Condition = { StringEquals: { 'aws:ResourceTag/owner': 'us' } };
  const iam = policy(allow({ Action: ['ec2:DeleteVpcEndpoints', 'ec2:ModifyVpcEndpoint'], Condition }));
  const { sandbox, ec2 } = await open({ world: given, iam });
  const [ours, theirs] = given.endpoints.map(({ id }) => id);
  const modify = (VpcEndpointId: string) =>
    ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId, ResetPolicy: true }));
  await modify(ours!);
  expect(await refusal(modify(theirs!))).toMatchObject({ code: 'UnauthorizedOperation' });
  const { Unsuccessful } = await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [ours!, theirs!] }));
  expect(Unsuccessful).toMatchObject([{ ResourceId: theirs, Error: { Code: 'UnauthorizedOperation' } }]);
  expect(sandbox.network().endpoints.map(({ id }) => id)).not.toContain(ours);
  const both = ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [theirs!], DryRun: true }));
  expect(await refusal(both)).toMatchObject({ code: 'UnauthorizedOperation' });
});

test('the attributes of a VPC are read under its own ARN', async () => {
  const iam = policy(allow({ Action: 'ec2:DescribeVpcAttribute', Resource: '*:vpc/vpc-other' }));
  const { ec2 } = await open({ world, iam });
  const call = ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsSupport' }));
  expect((await refusal(call)).message).toContain(`on resource: arn:aws:ec2:us-east-1:111122223333:vpc/${VpcId}`);
});
