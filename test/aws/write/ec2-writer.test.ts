import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  CreateVpcEndpointCommand,
  DeleteSecurityGroupCommand,
  DeleteTagsCommand,
  DeleteVpcEndpointsCommand,
  EC2Client,
  ModifyVpcAttributeCommand,
  ModifyVpcEndpointCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { dryRunWriter } from '../../../src/aws/write/dry-run-writer.ts';
import { ec2Writer } from '../../../src/aws/write/ec2-writer.ts';
import type { Writer } from '../../../src/aws/write/writer.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const client = new EC2Client({ region: 'eu-west-1' });
const ec2 = mockClient(client);
const writer = ec2Writer(client);

beforeEach(() => {
  ec2.reset();
  ec2.onAnyCommand().rejects(new Error('This call was not expected'));
});

const TAGS = { Name: 'x', 'pullpath:stack': 'default' };
const TAG_LIST = [
  { Key: 'Name', Value: 'x' },
  { Key: 'pullpath:stack', Value: 'default' },
];
const GROUP = { vpcId: 'vpc-1', name: 'pullpath-default', description: 'For endpoints', tags: TAGS };
const ENDPOINT = { vpcId: 'vpc-1', service: 'com.amazonaws.eu-west-1.s3', clientToken: 'token', tags: TAGS };
const INTERFACE = { ...ENDPOINT, subnetIds: ['subnet-1'], groupIds: ['sg-1'], privateDns: false };
const GATEWAY = { ...ENDPOINT, routeTableIds: ['rtb-1'] };
const RULE = { protocol: 'tcp', fromPort: 443, toPort: 443, cidr: '10.0.1.0/24', description: 'HTTPS' } as const;

/** The one thing that was sent. */
function sent(): unknown {
  const [call, ...more] = ec2.calls();
  expect(more).toEqual([]);
  return call?.args[0].input;
}

describe('what the writer sends', () => {
  it('for a new security group carries the tags, and the group’s id comes back', async () => {
    ec2.on(CreateSecurityGroupCommand).resolves({ GroupId: 'sg-9' });
    expect(await writer.createSecurityGroup(GROUP)).toBe('sg-9');
    expect(sent()).toEqual({
      VpcId: 'vpc-1',
      GroupName: 'pullpath-default',
      Description: 'For endpoints',
      TagSpecifications: [{ ResourceType: 'security-group', Tags: TAG_LIST }],
    });
  });

  it('for an interface endpoint says the type and private DNS, whose defaults are Gateway and on', async () => {
    ec2.on(CreateVpcEndpointCommand).resolves({ VpcEndpoint: { VpcEndpointId: 'vpce-9' } });
    expect(await writer.createInterfaceEndpoint(INTERFACE)).toBe('vpce-9');
    expect(sent()).toEqual({
      VpcEndpointType: 'Interface',
      VpcId: 'vpc-1',
      ServiceName: 'com.amazonaws.eu-west-1.s3',
      SubnetIds: ['subnet-1'],
      SecurityGroupIds: ['sg-1'],
      PrivateDnsEnabled: false,
      IpAddressType: 'ipv4',
      ClientToken: 'token',
      TagSpecifications: [{ ResourceType: 'vpc-endpoint', Tags: TAG_LIST }],
    });
  });

  it('for a gateway endpoint names no subnet, group or DNS', async () => {
    ec2.on(CreateVpcEndpointCommand).resolves({ VpcEndpoint: { VpcEndpointId: 'vpce-9' } });
    await writer.createGatewayEndpoint(GATEWAY);
    expect(sent()).toEqual({
      VpcEndpointType: 'Gateway',
      VpcId: 'vpc-1',
      ServiceName: 'com.amazonaws.eu-west-1.s3',
      RouteTableIds: ['rtb-1'],
      ClientToken: 'token',
      TagSpecifications: [{ ResourceType: 'vpc-endpoint', Tags: TAG_LIST }],
    });
  });

  it('for rules is one permission a rule, tagged where there are tags', async () => {
    ec2.on(AuthorizeSecurityGroupIngressCommand).resolves({});
    const dns = { protocol: 'udp', fromPort: 53, toPort: 53, cidr: '10.0.1.0/24', description: 'DNS' } as const;
    await writer.authorizeIngress('sg-1', [RULE, dns], TAGS);
    expect(sent()).toEqual({
      GroupId: 'sg-1',
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.1.0/24', Description: 'HTTPS' }] },
        { IpProtocol: 'udp', FromPort: 53, ToPort: 53, IpRanges: [{ CidrIp: '10.0.1.0/24', Description: 'DNS' }] },
      ],
      TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: TAG_LIST }],
    });
  });

  it('for no tags has no list of them, which EC2 would refuse', async () => {
    ec2.on(AuthorizeSecurityGroupIngressCommand).resolves({});
    await writer.authorizeIngress('sg-1', [RULE], {});
    expect(sent()).not.toHaveProperty('TagSpecifications');
  });

  it('to take rules away does not ask for their description', async () => {
    ec2.on(RevokeSecurityGroupIngressCommand).resolves({});
    await writer.revokeIngress('sg-1', [RULE]);
    expect(sent()).toEqual({
      GroupId: 'sg-1',
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.1.0/24' }] }],
    });
  });

  it('to change an endpoint names what changes and nothing else', async () => {
    ec2.on(ModifyVpcEndpointCommand).resolves({});
    await writer.modifyEndpoint('vpce-1', { addSubnetIds: ['subnet-2'], removeGroupIds: [], privateDns: false });
    expect(JSON.parse(JSON.stringify(sent()))).toEqual({
      VpcEndpointId: 'vpce-1',
      AddSubnetIds: ['subnet-2'],
      PrivateDnsEnabled: false,
    });
  });

  it.each([
    ['enableDnsSupport', { EnableDnsSupport: { Value: true } }],
    ['enableDnsHostnames', { EnableDnsHostnames: { Value: true } }],
  ] as const)('for %s is that attribute alone', async (attribute, expected) => {
    ec2.on(ModifyVpcAttributeCommand).resolves({});
    await writer.modifyVpcAttribute('vpc-1', attribute, true);
    expect(sent()).toEqual({ VpcId: 'vpc-1', ...expected });
  });

  it('to take tags away names keys without values, so that any value goes', async () => {
    ec2.on(DeleteTagsCommand).resolves({});
    await writer.deleteTags(['vpc-1'], ['a', 'b']);
    expect(sent()).toEqual({ Resources: ['vpc-1'], Tags: [{ Key: 'a' }, { Key: 'b' }] });
  });
});

it('Items that AWS refuses under HTTP 200 are the answer of a deletion', async () => {
  const refused = { ResourceId: 'vpce-2', Error: { Code: 'InvalidParameter', Message: 'requester-managed' } };
  ec2.on(DeleteVpcEndpointsCommand).resolves({ Unsuccessful: [refused] });
  expect(await writer.deleteEndpoints(['vpce-1', 'vpce-2'])).toEqual([
    { id: 'vpce-2', code: 'InvalidParameter', message: 'requester-managed' },
  ]);
});

describe('where a partition cannot tag while creating', () => {
  const cannot = Object.assign(new Error('The parameter TagSpecification is not recognized'), {
    name: 'UnknownParameter',
    $fault: 'client',
  });

  it('creates without tags, and tags at once', async () => {
    ec2.on(CreateSecurityGroupCommand).rejectsOnce(cannot).resolvesOnce({ GroupId: 'sg-9' });
    ec2.on(CreateTagsCommand).resolves({});
    expect(await writer.createSecurityGroup(GROUP)).toBe('sg-9');
    expect(ec2.calls().map((call) => call.args[0].input)).toMatchObject([
      { TagSpecifications: expect.anything() },
      { GroupName: 'pullpath-default' },
      { Resources: ['sg-9'], Tags: TAG_LIST },
    ]);
    expect(ec2.call(1).args[0].input).not.toHaveProperty('TagSpecifications');
  });

  it.each([
    ['a security group', () => writer.createSecurityGroup(GROUP), DeleteSecurityGroupCommand, { GroupId: 'sg-9' }],
    [
      'an endpoint',
      () => writer.createGatewayEndpoint(GATEWAY),
      DeleteVpcEndpointsCommand,
      { VpcEndpointIds: ['vpce-9'] },
    ],
  ] as const)(
    'takes %s away again that could not be tagged, for nobody would find it',
    async (_, create, Delete, input) => {
      ec2.on(CreateSecurityGroupCommand).rejectsOnce(cannot).resolvesOnce({ GroupId: 'sg-9' });
      ec2
        .on(CreateVpcEndpointCommand)
        .rejectsOnce(cannot)
        .resolvesOnce({ VpcEndpoint: { VpcEndpointId: 'vpce-9' } });
      ec2.on(CreateTagsCommand).rejects(new Error('denied'));
      ec2.on(DeleteSecurityGroupCommand).resolves({}).on(DeleteVpcEndpointsCommand).resolves({});
      await expect(create()).rejects.toThrow('denied');
      expect(ec2.commandCalls(Delete as never).map((call) => call.args[0].input)).toEqual([input]);
    },
  );

  it.each([
    ['InvalidParameterValue', 'Tag keys starting with aws: are reserved for internal use'],
    ['TagPolicyViolation', 'The tag policy does not allow the specified value'],
    ['UnauthorizedOperation', 'not authorized to perform ec2:CreateTags; TagSpecification not allowed'],
  ])('is not what %s («%s») means: that is passed on', async (name, message) => {
    ec2.on(CreateSecurityGroupCommand).rejects(Object.assign(new Error(message), { name, $fault: 'client' }));
    await expect(writer.createSecurityGroup(GROUP)).rejects.toThrow(message);
    expect(ec2.calls()).toHaveLength(1);
  });
});

describe('the writer that only asks', () => {
  const asking = dryRunWriter(client);
  const QUESTIONS: { readonly [K in Exclude<keyof Writer, 'modifyVpcAttribute'>]: (w: Writer) => Promise<unknown> } = {
    createSecurityGroup: (w) => w.createSecurityGroup(GROUP),
    authorizeIngress: (w) => w.authorizeIngress('sg-1', [RULE], TAGS),
    revokeIngress: (w) => w.revokeIngress('sg-1', [RULE]),
    deleteSecurityGroup: (w) => w.deleteSecurityGroup('sg-1'),
    createInterfaceEndpoint: (w) => w.createInterfaceEndpoint(INTERFACE),
    createGatewayEndpoint: (w) => w.createGatewayEndpoint(GATEWAY),
    modifyEndpoint: (w) => w.modifyEndpoint('vpce-1', { privateDns: true }),
    deleteEndpoints: (w) => w.deleteEndpoints(['vpce-1']),
    createTags: (w) => w.createTags(['vpce-1'], TAGS),
    deleteTags: (w) => w.deleteTags(['vpce-1'], ['Name']),
  };
  const questions = Object.entries(QUESTIONS);
  const yes = Object.assign(new Error('Request would have succeeded, but DryRun flag is set.'), {
    name: 'DryRunOperation',
  });

  it.each(questions)('sends %s as the other does, but for the flag', async (_, ask) => {
    ec2.onAnyCommand().resolves({});
    await ask(writer);
    const real = ec2.call(0).args[0].input;
    ec2.reset();
    ec2.onAnyCommand().rejects(yes);
    await ask(asking);
    expect(sent()).toEqual({ ...real, DryRun: true });
  });

  it.each(questions)('passes a no on: %s', async (_, ask) => {
    const no = Object.assign(new Error('no'), { name: 'UnauthorizedOperation', $fault: 'client' });
    ec2.onAnyCommand().rejects(no);
    await expect(ask(asking)).rejects.toBe(no);
  });

  it.each(questions)('does not take a call for a question that was carried out: %s', async (_, ask) => {
    ec2.onAnyCommand().resolves({});
    await expect(ask(asking)).rejects.toMatchObject({ kind: 'partial', code: 'DryRunExecuted' });
  });

  it('says what a question made that was carried out', async () => {
    ec2.on(CreateVpcEndpointCommand).resolves({ VpcEndpoint: { VpcEndpointId: 'vpce-9', ServiceName: 's3' } });
    await expect(asking.createGatewayEndpoint(GATEWAY)).rejects.toThrow(
      /for the real thing: vpce-9 \(s3\) was made\.$/,
    );
    ec2.on(CreateSecurityGroupCommand).resolves({ GroupId: 'sg-9' });
    await expect(asking.createSecurityGroup(GROUP)).rejects.toThrow(/: sg-9 \(pullpath-default\) was made\.$/);
  });

  it('cannot ask about a VPC attribute, and sends nothing', async () => {
    const error = await asking.modifyVpcAttribute('vpc-1', 'enableDnsSupport', true).catch((reason) => reason);
    expect(error).toMatchObject({ code: 'NoDryRun' });
    expect(ec2.calls()).toEqual([]);
  });
});
