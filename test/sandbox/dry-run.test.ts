import { describe, expect, test } from 'vitest';
import { actions } from '../../src/sandbox/actions/index.ts';
import { type Sandbox, worlds } from '../../src/sandbox/index.ts';
import { open } from './clients.ts';

const world = worlds.open.make();
const { vpcs, subnets, securityGroups, endpoints, routeTables } = world;
const TRANSIT_TABLE = 'tgw-rtb-0a000000000000001';
world.transitGateways.push({
  id: 'tgw-0a000000000000001',
  ownerId: world.accountId,
  attachments: [],
  tables: [{ id: TRANSIT_TABLE, routes: [] }],
});

/** What each action needs so that it would succeed; the others need nothing. */
const needs: Record<string, Record<string, string>> = {
  DescribeVpcAttribute: { VpcId: vpcs[0]!.id, Attribute: 'enableDnsSupport' },
  GetManagedPrefixListEntries: { PrefixListId: 'pl-63a5400a' },
  SearchTransitGatewayRoutes: { TransitGatewayRouteTableId: TRANSIT_TABLE },
  CreateSecurityGroup: { VpcId: vpcs[0]!.id, GroupName: 'new', GroupDescription: 'new' },
  DeleteSecurityGroup: { GroupId: securityGroups[1]!.id },
  ...authorize('Ingress', '10.9.0.0/16'),
  ...authorize('Egress', '10.9.0.0/16'),
  RevokeSecurityGroupIngress: { ...permission('10.0.0.0/16'), GroupId: securityGroups[1]!.id },
  RevokeSecurityGroupEgress: {
    'SecurityGroupRuleId.1': securityGroups[1]!.rules[1]!.id,
    GroupId: securityGroups[1]!.id,
  },
  CreateVpcEndpoint: {
    VpcId: vpcs[0]!.id,
    ServiceName: 'com.amazonaws.us-east-1.logs',
    VpcEndpointType: 'Interface',
    'SubnetId.1': subnets[0]!.id,
    'SecurityGroupId.1': securityGroups[1]!.id,
  },
  ModifyVpcEndpoint: { VpcEndpointId: endpoints[2]!.id, 'AddRouteTableId.1': routeTables[0]!.id },
  DeleteVpcEndpoints: { 'VpcEndpointId.1': endpoints[0]!.id },
  ModifyVpcAttribute: { VpcId: vpcs[0]!.id, 'EnableDnsHostnames.Value': 'false' },
  CreateTags: { 'ResourceId.1': vpcs[0]!.id, 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' },
  DeleteTags: { 'ResourceId.1': vpcs[0]!.id, 'Tag.1.Key': 'Name' },
};

function permission(cidr: string): Record<string, string> {
  const prefix = 'IpPermissions.1.';
  return {
    [`${prefix}IpProtocol`]: 'tcp',
    [`${prefix}FromPort`]: '443',
    [`${prefix}ToPort`]: '443',
    [`${prefix}IpRanges.1.CidrIp`]: cidr,
  };
}

function authorize(direction: string, cidr: string): Record<string, Record<string, string>> {
  return { [`AuthorizeSecurityGroup${direction}`]: { ...permission(cidr), GroupId: securityGroups[1]!.id } };
}

/** Sends a form as the SDK would: it has no DryRun for ModifyVpcAttribute, although EC2 has. */
async function send({ url }: Sandbox, action: string, fields: Record<string, string>) {
  const authorization = 'AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/ec2/aws4_request';
  const body = new URLSearchParams({ Action: action, Version: '2016-11-15', ...fields });
  const answer = await fetch(url, { method: 'POST', headers: { authorization }, body });
  const text = await answer.text();
  return { status: answer.status, code: /<Code>(.*?)<\/Code>/.exec(text)?.[1], text };
}

const named = Object.entries(actions.ec2).map(([name, { mutating }]) => ({ name, mutating }));

describe('a dry run of every EC2 action', () => {
  test.for(named)('$name answers DryRunOperation and changes nothing', async ({ name }) => {
    const { sandbox } = await open({ world });
    const before = sandbox.state();
    const answer = await send(sandbox, name, { ...needs[name], DryRun: 'true' });
    expect([answer.status, answer.code]).toEqual([412, 'DryRunOperation']);
    expect(sandbox.state()).toEqual(before);
    expect(sandbox.journal.mutations()).toEqual([]);
  });

  test.for(named)('$name answers UnauthorizedOperation where the policies do not allow it', async ({ name }) => {
    const { sandbox } = await open({ world, iam: { policies: [] } });
    const before = sandbox.state();
    const answer = await send(sandbox, name, { ...needs[name], DryRun: 'true' });
    expect([answer.status, answer.code]).toEqual([403, 'UnauthorizedOperation']);
    expect(sandbox.state()).toEqual(before);
  });

  test.for(named.filter(({ name }) => name !== 'DeleteSecurityGroup'))(
    '$name would indeed have succeeded',
    async ({ name, mutating }) => {
      const { sandbox } = await open({ world });
      const before = sandbox.state();
      const answer = await send(sandbox, name, needs[name] ?? {});
      expect(answer).toMatchObject({ status: 200 });
      if (mutating) expect(sandbox.state()).not.toEqual(before);
      else expect(sandbox.state()).toEqual(before);
    },
  );
});

test('a dry run does not look at quotas, zones or conflicts, but an unknown id is refused', async () => {
  const { sandbox } = await open({ world: 'dns-off' });
  const given = { ...needs.CreateVpcEndpoint, PrivateDnsEnabled: 'true', DryRun: 'true' };
  expect(await send(sandbox, 'CreateVpcEndpoint', given)).toMatchObject({ code: 'DryRunOperation' });
  const unknown = { ...given, 'SecurityGroupId.1': 'sg-00000000000000000' };
  expect(await send(sandbox, 'CreateVpcEndpoint', unknown)).toMatchObject({ code: 'InvalidSecurityGroupID.NotFound' });
});

test('an unknown action and an unsigned request are refused', async () => {
  const { sandbox } = await open();
  for (const action of ['LaunchRocket', '__proto__', 'constructor', 'toString', ''])
    expect(await send(sandbox, action, {})).toMatchObject({ status: 400, code: 'InvalidAction' });
  const answer = await fetch(sandbox.url, { method: 'POST', body: 'Action=DescribeVpcs&Version=2016-11-15' });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('MissingAuthenticationToken');
});
