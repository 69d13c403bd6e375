import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../src/diagnose/catalogue/catalogue.ts';
import { type DiagnoseOptions, diagnose } from '../../src/diagnose/diagnose.ts';
import { Diagnosis } from '../../src/diagnose/diagnosis.ts';
import { needsOf } from '../../src/diagnose/need.ts';
import { type Verdict, worstOf } from '../../src/diagnose/verdict.ts';
import type { Snapshot, SnapshotPart } from '../../src/discover/snapshot.ts';
import { remedyText } from '../../src/remedy/remedy.ts';
import { build, recipes } from '../laws/networks.ts';
import { snapshotOf } from '../snapshots.ts';
import { acl, type Network, remove, removeAll, route, soundNetwork, throughNat } from './cases/network.ts';

const DENIED = { code: 'UnauthorizedOperation', message: '', why: 'denied', remedy: '' } as const;

function diagnosed(
  network: Network,
  over: Partial<DiagnoseOptions> = {},
  snapshot = snapshotOf(network.world),
): Diagnosis {
  const options = { vpcId: network.vpc.id, targetSubnetIds: null, needs: needsOf('1.4.0', []), ...over };
  return diagnose(snapshot, options);
}

function hopOf(diagnosis: Diagnosis, subnetId: string, hop: string): Verdict | undefined {
  return diagnosis.subnets.find((subnet) => subnet.subnetId === subnetId)?.hops.find((each) => each.hop === hop)
    ?.verdict;
}

describe('the subnets of a diagnosis', () => {
  it('are all of the VPC’s, with those that have no way out as targets', () => {
    const network = soundNetwork();
    removeAll(network);
    network.b.subnet(network.vpc, 'front', '10.0.9.0/24', 'a', {
      routes: [['0.0.0.0/0', network.b.internetGateway(network.vpc).id]],
    });
    const { subnets } = diagnosed(network);
    expect(subnets.map(({ name, class: kind, target }) => [name, kind, target])).toEqual([
      ['private-a', 'isolated', true],
      ['private-c', 'isolated', true],
      ['front', 'public', false],
    ]);
  });

  it('are targets where the user says so, and no others', () => {
    const network = soundNetwork();
    const { subnets } = diagnosed(network, { targetSubnetIds: [network.c.id] });
    expect(subnets.map(({ target }) => target)).toEqual([false, true]);
  });

  it('have one hop for DNS and one for each need, in the order of a pull', () => {
    const { subnets } = diagnosed(soundNetwork(), { needs: needsOf('1.4.0', ['logs']) });
    expect(subnets[0]?.hops.map(({ hop }) => hop)).toEqual(['dns', 'ecr.api', 'ecr.dkr', 's3', 'logs']);
  });
});

describe('the verdict of the VPC', () => {
  it('is that of its targets: a closed subnet beside them does not count', () => {
    const network = soundNetwork();
    network.tableC.routes = network.tableC.routes.filter(({ target }) => target !== network.s3.id);
    expect(diagnosed(network, { targetSubnetIds: [network.a.id] }).verdict).toBe('open');
    expect(diagnosed(network).verdict).toBe('closed');
  });

  it('without a target is that of all subnets: do the ways out that they have work?', () => {
    const network = soundNetwork();
    throughNat(network);
    network.world.subnets = network.world.subnets.filter(({ tags }) => tags.Name !== 'front');
    network.world.natGateways[0]!.subnetId = network.a.id;
    const regional = network.world.natGateways[0]!;
    delete regional.subnetId;
    const diagnosis = diagnosed(network);
    expect(diagnosis.subnets.some(({ target }) => target)).toBe(false);
    expect(diagnosis.verdict).toBe('open');
  });

  it('without any subnet is unknown: there is nothing to say', () => {
    const network = soundNetwork();
    network.world.subnets = [];
    expect(diagnosed(network)).toMatchObject({ verdict: 'unknown', subnets: [], findings: [] });
  });

  it.each<readonly [string, Partial<Snapshot>, string]>([
    ['was not read', { unread: [{ ...DENIED, part: 'vpcs', action: 'ec2:DescribeVpcs' }] }, 'read-denied'],
    ['is not there', {}, 'not-visible'],
  ])('is unknown where the VPC %s', (_, over, name) => {
    const network = soundNetwork();
    const diagnosis = diagnosed(network, {}, { ...snapshotOf(network.world), vpcs: [], ...over });
    expect(diagnosis).toMatchObject({ verdict: 'unknown', subnets: [] });
    expect(diagnosis.findings.map(({ code }) => code)).toEqual([codeOf(name as 'read-denied')]);
  });
});

describe('an internet gateway, where tasks may have no public address,', () => {
  const remedyOf = (network: Network, hop: string) =>
    remedyText(
      diagnosed(network).findings.find(
        ({ code, hops }) => code === codeOf('public-address-needed') && hops.includes(hop),
      )?.remedy ?? '',
    );

  it('is to be done without by endpoints, where there are none', () => {
    const network = soundNetwork();
    removeAll(network);
    route(network.tableA, '0.0.0.0/0', network.b.internetGateway(network.vpc).id);
    expect(remedyOf(network, 'ecr.api')).toMatch(
      /Or create endpoints: `pullpath apply --vpc-id vpc-\w+ --subnet-ids subnet-\w+`/,
    );
  });

  it('is to be left aside, where a route leads past the gateway endpoint that is there', () => {
    const network = soundNetwork();
    route(network.tableA, '52.216.0.0/16', network.b.internetGateway(network.vpc).id);
    expect(remedyOf(network, 's3')).toBe(
      `Start the tasks with assignPublicIp=ENABLED. Or delete that route, which bypasses ${network.s3.id} for s3.`,
    );
  });
});

describe('a part that could not be read', () => {
  const HOPS = ['dns', 'ecr.api', 'ecr.dkr', 's3'] as const;

  it.each<readonly [SnapshotPart, Partial<Snapshot>, readonly string[]]>([
    ['routeTables', { routeTables: [] }, ['ecr.api', 'ecr.dkr', 's3']],
    ['networkAcls', { networkAcls: [] }, ['ecr.api', 'ecr.dkr', 's3']],
    ['securityGroups', { securityGroups: [] }, ['ecr.api', 'ecr.dkr']],
    ['endpoints', { endpoints: [] }, ['ecr.api', 'ecr.dkr', 's3']],
    ['dnsAttributes', { dnsAttributes: [] }, ['dns', 'ecr.api', 'ecr.dkr', 's3']],
    ['dhcpOptions', { dhcpOptions: [] }, ['dns', 'ecr.api', 'ecr.dkr', 's3']],
    // An interface without a known address is somewhere in its subnet, all of which is reachable here.
    ['networkInterfaces', { networkInterfaces: [] }, []],
    // The gateway endpoint's own route is there, and no other that might take layers elsewhere.
    ['prefixLists', { prefixLists: [] }, []],
    ['natGateways', { natGateways: [] }, []],
    ['endpointServices', { endpointServices: [] }, []],
    ['zones', { zones: [] }, []],
  ])('%s makes unknown what depends on it, and names the action', (part, over, unknown) => {
    const network = soundNetwork();
    const action = `ec2:Describe${part}`;
    const snapshot = {
      ...snapshotOf(network.world),
      ...over,
      unread: [{ ...DENIED, part, action, message: 'You are not authorized to perform this operation.' }],
    };
    const diagnosis = diagnosed(network, { targetSubnetIds: [network.a.id, network.c.id] }, snapshot);
    expect(HOPS.filter((hop) => hopOf(diagnosis, network.a.id, hop) !== 'open')).toEqual(unknown);
    for (const hop of unknown) expect(hopOf(diagnosis, network.a.id, hop)).toBe('unknown');
    const denied = diagnosis.findings.filter(({ code }) => code === codeOf('read-denied'));
    expect(denied.map(({ message }) => message.includes(action))).toEqual(unknown.length > 0 ? [true] : []);
  });

  it('leaves a VPC without subnets unknown where subnets were refused', () => {
    const network = soundNetwork();
    const snapshot: Snapshot = {
      ...snapshotOf(network.world),
      subnets: [],
      unread: [{ ...DENIED, part: 'subnets', action: 'ec2:DescribeSubnets' }],
    };
    expect(diagnosed(network, {}, snapshot)).toMatchObject({
      verdict: 'unknown',
      findings: [{ code: codeOf('read-denied') }],
    });
  });
});

describe('what an emulator gets wrong', () => {
  it('an interface with an address outside of its subnet is somewhere in the subnet', () => {
    const network = soundNetwork();
    for (const card of network.world.interfaces) card.ip = '172.31.0.9';
    expect(diagnosed(network).verdict).toBe('open');
  });

  it('a prefix list without entries takes the gateway endpoint’s route for the whole of S3', () => {
    const network = soundNetwork();
    const snapshot = snapshotOf(network.world);
    const prefixLists = snapshot.prefixLists.map((list) => ({ ...list, cidrs: null }));
    expect(diagnosed(network, {}, { ...snapshot, prefixLists }).verdict).toBe('open');
  });

  it('but not where another route may take some of S3’s addresses', () => {
    const network = soundNetwork();
    route(network.tableA, '52.0.0.0/8', 'tgw-1');
    const snapshot = snapshotOf(network.world);
    const prefixLists = snapshot.prefixLists.map((list) => ({ ...list, cidrs: null }));
    expect(hopOf(diagnosed(network, {}, { ...snapshot, prefixLists }), network.a.id, 's3')).toBe('unknown');
  });
});

describe('names', () => {
  it.each<readonly [string, string[], Verdict]>([
    ['AWS’s resolver by its name', ['AmazonProvidedDNS'], 'open'],
    ['AWS’s resolver by its fixed address', ['169.254.169.253'], 'open'],
    ['AWS’s resolver by its IPv6 address', ['fd00:ec2::253'], 'open'],
    ['AWS’s resolver by the VPC’s second address', ['10.0.0.2'], 'open'],
    ['a server of one’s own whose interface does not show', ['10.0.1.3'], 'unknown'],
    ['a server of one’s own that no subnet has', ['10.0.0.3'], 'closed'],
    ['a server of one’s own by IPv6', ['2001:db8::53'], 'unknown'],
    ['what is no address', ['999.0.0.1', 'x'], 'unknown'],
    ['AWS’s resolver and a server of one’s own', ['AmazonProvidedDNS', '10.0.0.3'], 'unknown'],
    ['two servers of which one may answer', ['10.0.0.3', '10.0.1.3'], 'unknown'],
    ['no server, which is not what AWS’s default says', [], 'unknown'],
  ])('asked of %s are %s', (_, servers, verdict) => {
    const network = soundNetwork();
    network.world.dhcpOptions[0]!.options['domain-name-servers'] = servers;
    expect(hopOf(diagnosed(network), network.a.id, 'dns')).toBe(verdict);
  });

  it('lead to the endpoint in NAT subnets too, whose path then depends on the endpoint’s group', () => {
    const network = soundNetwork();
    throughNat(network);
    network.group.rules = network.group.rules.filter(({ egress }) => egress);
    expect(hopOf(diagnosed(network), network.a.id, 'ecr.api')).toBe('closed');
  });

  it('lead through the NAT gateway where private names are off, and DNS is not to blame', () => {
    const network = soundNetwork();
    throughNat(network);
    network.vpc.dnsHostnames = false;
    const diagnosis = diagnosed(network);
    expect(['dns', 'ecr.api', 's3'].map((hop) => hopOf(diagnosis, network.a.id, hop))).toEqual([
      'open',
      'open',
      'open',
    ]);
  });

  it('of China’s services are found by region and suffix, whatever the prefix', () => {
    const network = soundNetwork();
    const snapshot = snapshotOf(network.world);
    const chinese = (service: string) =>
      service
        .replace('com.amazonaws.us-east-1.ecr', 'cn.com.amazonaws.cn-north-1.ecr')
        .replace('us-east-1', 'cn-north-1');
    const there: Snapshot = {
      ...snapshot,
      region: 'cn-north-1',
      caller: { ...snapshot.caller, partition: 'aws-cn' },
      endpoints: snapshot.endpoints.map((endpoint) => ({ ...endpoint, service: chinese(endpoint.service) })),
      prefixLists: snapshot.prefixLists.map((list) => ({ ...list, name: chinese(list.name ?? '') })),
      endpointServices: [],
      zones: [],
      subnets: snapshot.subnets.map((subnet) => ({ ...subnet, zoneName: 'cn-north-1a', zoneId: 'cnn1-az1' })),
    };
    expect(diagnosed(network, {}, there).verdict).toBe('open');
  });
});

describe('network ACLs', () => {
  it('do not act between a task and an interface in the same subnet', () => {
    const network = soundNetwork();
    for (const endpoint of [network.api, network.dkr]) {
      endpoint.subnetIds = [network.a.id];
      endpoint.interfaceIds = endpoint.interfaceIds.slice(0, 1);
    }
    acl(network, network.a, [], 'deny');
    const diagnosis = diagnosed(network);
    expect(hopOf(diagnosis, network.a.id, 'ecr.api')).toBe('open');
    expect(hopOf(diagnosis, network.c.id, 'ecr.api')).toBe('closed');
  });

  it('may deny what AWS keeps of a subnet for itself: no task is there', () => {
    const network = soundNetwork();
    acl(network, network.c, [[90, 'in', 'deny', '10.0.1.0/30', [443, 443]]]);
    expect(diagnosed(network).verdict).toBe('open');
  });
});

describe('the tasks’ groups', () => {
  it('are not judged where nobody names them', () => {
    const network = soundNetwork();
    expect(diagnosed(network, { taskSecurityGroupIds: [] }).verdict).toBe('open');
  });

  it('let the endpoint’s rules by group be decided', () => {
    const network = soundNetwork();
    const tasks = network.b.group(network.vpc, 'tasks', []);
    network.group.rules = [network.b.rule(['tcp', 443, tasks.id])];
    expect(diagnosed(network).verdict).toBe('unknown');
    expect(diagnosed(network, { taskSecurityGroupIds: [tasks.id] }).verdict).toBe('open');
  });

  it('are unknown where they do not show', () => {
    expect(diagnosed(soundNetwork(), { taskSecurityGroupIds: ['sg-gone'] }).verdict).toBe('unknown');
  });
});

describe('a finding', () => {
  it('is one for all subnets and hops that share its cause', () => {
    const network = soundNetwork();
    removeAll(network);
    const { findings } = diagnosed(network);
    const missing = findings.find(({ subject }) => subject.id === 'ecr.api');
    expect(missing).toMatchObject({ hops: ['ecr.api'], subnetIds: [network.a.id, network.c.id], verdict: 'closed' });
  });

  it('of a network ACL comes with a rule for a person to add, under a number that is free', () => {
    const network = soundNetwork();
    const list = acl(network, network.a, [
      [1, 'out', 'allow', '10.0.0.0/16'],
      [90, 'out', 'deny', '0.0.0.0/0'],
    ]);
    const stopped = diagnosed(network).findings.find(({ code }) => code === codeOf('acl-stops-request'));
    expect(remedyText(stopped?.remedy ?? '')).toBe(
      `Allow it out: \`aws ec2 create-network-acl-entry --network-acl-id ${list.id} --rule-number 89 --rule-action allow --protocol tcp --egress --port-range From=443,To=443 --cidr-block 0.0.0.0/0\``,
    );
  });

  it('that stops a part says so, and endangers instead of closing', () => {
    const network = soundNetwork();
    acl(network, network.a, [[90, 'in', 'deny', '0.0.0.0/0', [40_000, 50_000]]]);
    const stopped = diagnosed(network).findings.find(({ code }) => code === codeOf('acl-stops-answer'));
    expect(stopped).toMatchObject({ verdict: 'unknown', severity: 'endangers' });
    expect(stopped?.message).toContain('Only some packets are affected');
  });

  it('of a missing endpoint names nobody’s work in a VPC that others own', () => {
    const network = soundNetwork();
    remove(network, network.api);
    network.vpc.ownerId = '444455556666';
    expect(diagnosed(network).findings.map(({ code }) => code)).toEqual([codeOf('shared-vpc')]);
  });
});

describe('over generated networks', () => {
  const diagnoses = recipes.map(build).map(({ world, taskGroupIds }) =>
    diagnose(snapshotOf(world), {
      vpcId: world.vpcs[0]!.id,
      targetSubnetIds: null,
      needs: needsOf('1.4.0', ['logs']),
      taskSecurityGroupIds: taskGroupIds,
    }),
  );
  const over = (law: (diagnosis: Diagnosis) => void) => fc.assert(fc.property(diagnoses, law), { numRuns: 200 });

  it('a hop’s verdict is the worst of its findings’', () => {
    over(({ subnets, findings }) => {
      for (const { subnetId, hops } of subnets) {
        for (const { hop, verdict } of hops) {
          const own = findings.filter((finding) => finding.hops.includes(hop) && finding.subnetIds.includes(subnetId));
          expect(worstOf(own.map((finding) => finding.verdict))).toBe(verdict);
        }
      }
    });
  });

  it('a hop names exactly the codes of the findings that name it', () => {
    over(({ subnets, findings }) => {
      for (const { subnetId, hops } of subnets) {
        for (const { hop, findings: codes } of hops) {
          const own = findings.filter((finding) => finding.hops.includes(hop) && finding.subnetIds.includes(subnetId));
          const remarks = new Set(['PP701', 'PP704', 'PP506']);
          expect([...new Set(own.map(({ code }) => code))].filter((code) => !remarks.has(code)).sort()).toEqual(codes);
        }
      }
    });
  });

  it('findings come worst first, and none twice', () => {
    const order = ['closes', 'undecided', 'endangers', 'note'];
    over(({ findings }) => {
      const ranks = findings.map(({ severity }) => order.indexOf(severity));
      expect(ranks).toEqual([...ranks].sort());
      const keys = findings.map(({ code, subject, message, verdict, hops }) =>
        JSON.stringify([code, subject, message, verdict, hops]),
      );
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  it('a diagnosis is plain data that its schema takes', () => {
    over((diagnosis) => {
      expect(Diagnosis.parse(JSON.parse(JSON.stringify(diagnosis)))).toEqual(diagnosis);
    });
  });
});
