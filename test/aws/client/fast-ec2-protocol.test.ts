import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FastEc2Protocol } from '../../../src/aws/client/fast-ec2-protocol.ts';
import * as sdk from '../../../src/aws/client/sdk.ts';
import { manualClock, startSandbox, worldNames } from '../../../src/sandbox/index.ts';
import { canned, KEYS } from '../canned.ts';

function clients(endpoint: string, region = 'eu-west-1') {
  const settings = { endpoint, region, credentials: KEYS, maxAttempts: 1 };
  const made = [new sdk.EC2Client({ ...settings, protocol: FastEc2Protocol }), new sdk.EC2Client(settings)] as const;
  onTestFinished(() => {
    for (const client of made) client.destroy();
  });
  return made;
}

/** What both readings of one answer come to, less what tells one request from another. */
async function bothWays(
  [quick, plain]: ReturnType<typeof clients>,
  ask: (client: sdk.EC2Client) => Promise<{ $metadata: unknown }>,
) {
  const [quickly, plainly] = await Promise.all([ask(quick), ask(plain)]);
  return [
    { ...quickly, $metadata: null },
    { ...plainly, $metadata: null },
  ];
}

const READS: readonly ((client: sdk.EC2Client) => AsyncIterable<{ $metadata: unknown }>)[] = [
  (client) => sdk.paginateDescribeDhcpOptions({ client }, {}),
  (client) => sdk.paginateDescribeNatGateways({ client }, {}),
  (client) => sdk.paginateDescribeNetworkAcls({ client }, {}),
  (client) => sdk.paginateDescribeNetworkInterfaces({ client }, {}),
  (client) => sdk.paginateDescribePrefixLists({ client }, {}),
  (client) => sdk.paginateDescribeRouteTables({ client }, {}),
  (client) => sdk.paginateDescribeSecurityGroups({ client }, {}),
  (client) => sdk.paginateDescribeSubnets({ client }, {}),
  (client) => sdk.paginateDescribeVpcEndpoints({ client }, {}),
  (client) => sdk.paginateDescribeVpcs({ client }, {}),
];

describe('the quick protocol', () => {
  it.each(worldNames)('reads in the answers about the world %s what the SDK reads in them', async (world) => {
    const { url, region, close } = await startSandbox({ world, clock: manualClock() });
    onTestFinished(close);
    const pair = clients(url, region);
    for (const read of READS) {
      const [quickly, plainly] = await bothWays(pair, async (client) => {
        for await (const page of read(client)) return page;
        throw new Error('no page');
      });
      expect(quickly).toEqual(plainly);
    }
    const [services, plainServices] = await bothWays(pair, (client) =>
      client.send(new sdk.DescribeVpcEndpointServicesCommand({})),
    );
    expect(services).toEqual(plainServices);
  });

  it.each([
    ['members that it does not know', '<vpcSet><item><vpcId>vpc-1</vpcId><moonPhase>full</moonPhase></item></vpcSet>'],
    ['an empty list', '<vpcSet/>'],
    ['an empty structure in a list', '<vpcSet><item/></vpcSet>'],
    ['text where a list is meant', '<vpcSet>none</vpcSet>'],
    ['text where a structure is meant', '<vpcSet><item>none</item></vpcSet>'],
    ['an element twice', '<vpcSet><item><vpcId>vpc-1</vpcId><vpcId>vpc-2</vpcId></item></vpcSet>'],
    ['a structure where text is meant', '<vpcSet><item><vpcId><item/></vpcId></item></vpcSet>'],
    ['names of what every object has', '<vpcSet><item><constructor>x</constructor></item></vpcSet>'],
    ['XML that only the SDK reads', '<vpcSet><item><!-- one --><vpcId>vpc-1</vpcId></item></vpcSet>'],
    ['booleans and blanks', '<vpcSet><item><isDefault>true</isDefault><cidrBlock> </cidrBlock></item></vpcSet>'],
  ])('makes of %s what the SDK makes of them', async (_, content) => {
    const body = `<DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${content}</DescribeVpcsResponse>`;
    const { url } = await canned(() => ({ status: 200, body }));
    const outcome = (client: sdk.EC2Client) =>
      client.send(new DescribeVpcsCommand({})).then(
        ({ Vpcs }) => Vpcs,
        (error: Error) => error.message,
      );
    const [quick, plain] = clients(url);
    expect(await outcome(quick)).toEqual(await outcome(plain));
  });
});
