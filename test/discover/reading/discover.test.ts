import { describe, expect, it } from 'vitest';
import type { Reader, VpcSelection } from '../../../src/aws/read/reader.ts';
import { discover, readVpcDetails } from '../../../src/discover/reading/discover.ts';
import { Snapshot } from '../../../src/discover/snapshot.ts';
import { type ErrorKind, PullpathError } from '../../../src/errors.ts';
import { inWaves } from '../../waves.ts';
import { emptyReader } from '../empty-reader.ts';

function refused(action: string, code = 'UnauthorizedOperation', kind: ErrorKind = 'refused-by-aws') {
  return async () => {
    throw new PullpathError(kind, { code, message: `${action} was refused.`, remedy: `Mend ${action}`, action });
  };
}

/** The reads that a region is asked for at once, each with its part of the snapshot. */
const BULK = {
  zones: 'zones',
  vpcs: 'vpcs',
  subnets: 'subnets',
  routeTables: 'routeTables',
  natGateways: 'natGateways',
  networkAcls: 'networkAcls',
  securityGroups: 'securityGroups',
  endpoints: 'endpoints',
  endpointServices: 'endpointServices',
  dhcpOptions: 'dhcpOptions',
  prefixLists: 'prefixLists',
} as const satisfies Partial<Record<keyof Reader, string>>;
const bulk = Object.keys(BULK) as (keyof typeof BULK)[];

/**
 * A reader that counts how many answers a piece of work waits for one after the other, and how many it asks for in all.
 */
function latencies(over: Partial<Reader> = {}) {
  const { calls, waves, requests } = inWaves(emptyReader(over));
  return { reader: calls, waves, requests };
}

const VPC = { VpcId: 'vpc-1' };
const ENDPOINT = {
  VpcEndpointId: 'vpce-1',
  VpcId: 'vpc-1',
  State: 'Available' as const,
  NetworkInterfaceIds: ['eni-1'],
};
const TABLE = {
  RouteTableId: 'rtb-1',
  VpcId: 'vpc-1',
  Routes: [
    { DestinationCidrBlock: '0.0.0.0/0', NetworkInterfaceId: 'eni-2' },
    { DestinationCidrBlock: '10.9.0.0/16', InstanceId: 'i-stopped' },
    { DestinationPrefixListId: 'pl-own', TransitGatewayId: 'tgw-1' },
    { DestinationPrefixListId: 'pl-s3', GatewayId: 'vpce-9' },
  ],
};
const GROUP = {
  GroupId: 'sg-1',
  VpcId: 'vpc-1',
  IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: 'pl-rule' }] }],
};

describe('discovery', () => {
  it('of a VPC that is named waits for two answers in all, one after the other', async () => {
    const account = latencies({
      vpcs: async () => [VPC],
      endpoints: async () => [ENDPOINT],
      routeTables: async () => [TABLE],
    });
    await discover(account.reader, { region: 'eu-west-1', vpcIds: ['vpc-1'] });
    expect(account.waves()).toBe(2);
  });

  it('of a region waits for one answer, and asks as often whatever the number of VPCs', async () => {
    const counts = await Promise.all(
      [1, 300].map(async (size) => {
        const vpcs = Array.from({ length: size }, (_, i) => ({ VpcId: `vpc-${i}` }));
        const account = latencies({ vpcs: async () => vpcs });
        await discover(account.reader, { region: 'eu-west-1' });
        return { waves: account.waves(), requests: account.requests() };
      }),
    );
    expect(counts).toEqual([
      { waves: 1, requests: bulk.length + 1 },
      { waves: 1, requests: bulk.length + 1 },
    ]);
  });

  it('reads endpoints of the whole region, for their quota is counted there', async () => {
    const scopes: Record<string, VpcSelection> = {};
    const note = (name: string) => async (scope: VpcSelection) => {
      scopes[name] = scope;
      return [];
    };
    const reader = emptyReader({ subnets: note('subnets'), endpoints: note('endpoints') });
    await discover(reader, { region: 'eu-west-1', vpcIds: ['vpc-1'] });
    expect(scopes).toEqual({ subnets: { vpcIds: ['vpc-1'] }, endpoints: {} });
  });

  it('makes a snapshot that is plain data', async () => {
    const reader = emptyReader({
      vpcs: async () => [VPC],
      routeTables: async () => [TABLE],
      endpoints: async () => [ENDPOINT],
    });
    const snapshot = await discover(reader, { region: 'eu-west-1', vpcIds: ['vpc-1'] });
    expect(Snapshot.parse(JSON.parse(JSON.stringify(snapshot)))).toEqual(snapshot);
  });

  it.each([
    ['arn:aws:iam::123456789012:user/me', 'aws'],
    ['arn:aws:sts::123456789012:user/moto', 'aws'],
    ['arn:aws-cn:sts::123456789012:assumed-role/x/y', 'aws-cn'],
    ['arn:aws-us-gov:iam::123456789012:root', 'aws-us-gov'],
  ])('reads the partition of %s as %s', async (arn, partition) => {
    const reader = emptyReader({ callerIdentity: async () => ({ account: '123456789012', arn }) });
    expect((await discover(reader, { region: 'x' })).caller).toEqual({ account: '123456789012', arn, partition });
  });
});

describe('a read that is refused', () => {
  it.each(bulk)(
    'is recorded, without the full stop of its message, and does not stop the others: %s',
    async (method) => {
      const snapshot = await discover(emptyReader({ [method]: refused(`ec2:${method}`) }), { region: 'eu-west-1' });
      expect(snapshot.unread).toEqual([
        {
          part: BULK[method],
          action: `ec2:${method}`,
          code: 'UnauthorizedOperation',
          message: `ec2:${method} was refused`,
          why: 'denied',
          remedy: `Mend ec2:${method}`,
        },
      ]);
      expect(snapshot[BULK[method]]).toEqual([]);
    },
  );

  it.each([
    ['throttled to the end', 'RequestLimitExceeded', 'refused-by-aws', 'refused'],
    ['answered in another language', 'UnreadableAnswer', 'failed', 'failed'],
    ['not answered', 'AnswerLost', 'failed', 'failed'],
  ] as const)('may also be one that is %s', async (_, code, kind, why) => {
    const snapshot = await discover(emptyReader({ zones: refused('ec2:DescribeAvailabilityZones', code, kind) }), {
      region: 'x',
    });
    expect(snapshot.unread).toMatchObject([{ part: 'zones', code, why, remedy: 'Mend ec2:DescribeAvailabilityZones' }]);
  });

  it('for want of credentials, or because nobody is there, ends it: the others would fare no better', async () => {
    for (const [code, kind] of [
      ['ExpiredToken', 'credentials'],
      ['EndpointUnreachable', 'failed'],
    ] as const) {
      const reader = emptyReader({ subnets: refused('ec2:DescribeSubnets', code, kind) });
      await expect(discover(reader, { region: 'x' })).rejects.toMatchObject({ code });
    }
  });

  it('ends it where every other is refused as well: that is no snapshot', async () => {
    const all = Object.fromEntries(bulk.map((method) => [method, refused(`ec2:${method}`, 'RequestLimitExceeded')]));
    await expect(discover(emptyReader(all), { region: 'x' })).rejects.toMatchObject({ code: 'RequestLimitExceeded' });
    await expect(discover(emptyReader(all), { region: 'x', vpcIds: ['vpc-1'] })).rejects.toMatchObject({
      code: 'RequestLimitExceeded',
    });
  });

  it('ends it where it is that of the identity, which nobody is denied', async () => {
    const reader = emptyReader({ callerIdentity: refused('sts:GetCallerIdentity', 'AccessDenied') });
    await expect(discover(reader, { region: 'x' })).rejects.toMatchObject({ code: 'AccessDenied' });
  });

  it('because of a bug of ours ends it', async () => {
    const bug = async () => {
      throw new TypeError('x is undefined');
    };
    await expect(discover(emptyReader({ zones: bug }), { region: 'x' })).rejects.toThrow(TypeError);
  });
});

describe('deepening', () => {
  const account: Partial<Reader> = {
    vpcs: async () => [VPC, { VpcId: 'vpc-2' }],
    endpoints: async () => [
      ENDPOINT,
      { ...ENDPOINT, VpcEndpointId: 'vpce-2', VpcId: 'vpc-2', NetworkInterfaceIds: ['eni-other'] },
    ],
    routeTables: async () => [TABLE],
    securityGroups: async () => [GROUP],
    prefixLists: async () => [{ PrefixListId: 'pl-s3', PrefixListName: 's3', Cidrs: ['52.0.0.0/15'] }],
    prefixListEntries: async (id) => [`10.0.0.0/${id.length}`],
    networkInterfaces: async (ids) => ids.map((NetworkInterfaceId) => ({ NetworkInterfaceId })),
  };

  it('adds what the VPCs’ endpoints, routes and rules name, and nothing of others', async () => {
    const reader = emptyReader(account);
    const snapshot = await readVpcDetails(reader, await discover(reader, { region: 'x' }), ['vpc-1']);
    expect(snapshot.networkInterfaces.map((entry) => entry.id)).toEqual(['eni-1', 'eni-2']);
    expect(snapshot.dnsAttributes).toEqual([{ vpcId: 'vpc-1', support: true, hostnames: true }]);
    expect(snapshot.prefixLists).toEqual([
      { id: 'pl-s3', name: 's3', cidrs: ['52.0.0.0/15'] },
      { id: 'pl-own', name: null, cidrs: ['10.0.0.0/6'] },
      { id: 'pl-rule', name: null, cidrs: ['10.0.0.0/7'] },
    ]);
  });

  it('asks nothing again that is known', async () => {
    const plain = emptyReader(account);
    const once = await readVpcDetails(plain, await discover(plain, { region: 'x' }), ['vpc-1']);
    const { reader, requests } = latencies(account);
    expect(await readVpcDetails(reader, once, ['vpc-1'])).toEqual(once);
    expect(requests()).toBe(0);
  });

  it('asks for the entries of one of AWS’s lists where it kept them back, and keeps its name', async () => {
    const reader = emptyReader({
      ...account,
      prefixLists: async () => [{ PrefixListId: 'pl-s3', PrefixListName: 's3' }],
    });
    const wide = await discover(reader, { region: 'x' });
    expect(wide.prefixLists).toEqual([{ id: 'pl-s3', name: 's3', cidrs: null }]);
    const deep = await readVpcDetails(reader, wide, ['vpc-1']);
    expect(deep.prefixLists.filter((list) => list.id === 'pl-s3')).toEqual([
      { id: 'pl-s3', name: 's3', cidrs: ['10.0.0.0/5'] },
    ]);
  });

  it('records each refusal once, however many things it befell', async () => {
    const reader = emptyReader({
      ...account,
      vpcAttributes: refused('ec2:DescribeVpcAttribute'),
      networkInterfaces: refused('ec2:DescribeNetworkInterfaces'),
      prefixListEntries: refused('ec2:GetManagedPrefixListEntries'),
    });
    const snapshot = await readVpcDetails(reader, await discover(reader, { region: 'x' }), ['vpc-1', 'vpc-2']);
    expect(snapshot.unread.map(({ part, action }) => [part, action]).sort()).toEqual([
      ['dnsAttributes', 'ec2:DescribeVpcAttribute'],
      ['networkInterfaces', 'ec2:DescribeNetworkInterfaces'],
      ['prefixLists', 'ec2:GetManagedPrefixListEntries'],
    ]);
    expect(snapshot.prefixLists.find((list) => list.id === 'pl-own')).toEqual({
      id: 'pl-own',
      name: null,
      cidrs: null,
    });
  });

  it('takes a VPC that is not there for a fact and not for a failure', async () => {
    const reader = emptyReader({ vpcAttributes: refused('ec2:DescribeVpcAttribute', 'InvalidVpcID.NotFound') });
    const snapshot = await discover(reader, { region: 'x', vpcIds: ['vpc-gone'] });
    expect(snapshot).toMatchObject({ vpcs: [], dnsAttributes: [], unread: [] });
  });

  it('asks about many VPCs side by side, but not all at once', async () => {
    let atOnce = 0;
    let most = 0;
    const vpcAttributes = async () => {
      most = Math.max(most, ++atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      atOnce -= 1;
      return { enableDnsSupport: true, enableDnsHostnames: false };
    };
    const reader = emptyReader({ vpcAttributes });
    const vpcIds = Array.from({ length: 25 }, (_, i) => `vpc-${i}`);
    const snapshot = await readVpcDetails(reader, await discover(reader, { region: 'x' }), vpcIds);
    expect(snapshot.dnsAttributes.map((entry) => entry.vpcId)).toEqual(vpcIds);
    expect(most).toBe(10);
  });
});
