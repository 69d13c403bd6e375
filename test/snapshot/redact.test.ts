import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Options } from '../../src/cli/line/options.ts';
import { diagnoser } from '../../src/cli/run/audit/diagnoser.ts';
import { chooseJudged } from '../../src/cli/run/targets/choose-targets.ts';
import { contains, merge } from '../../src/discover/addresses/cidr.ts';
import { readAllServices } from '../../src/discover/ecs/read-ecs.ts';
import { suffixOf } from '../../src/discover/entities/service.ts';
import { readNames } from '../../src/discover/names/read-names.ts';
import { discover, readVpcDetails } from '../../src/discover/reading/discover.ts';
import type { Snapshot } from '../../src/discover/snapshot.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { PRICES } from '../../src/plan/preview/prices.ts';
import { worldNames } from '../../src/sandbox/index.ts';
import { linesOf } from '../../src/snapshot/file-format.ts';
import type { Recorded } from '../../src/snapshot/recorded.ts';
import { recordedDnsReader } from '../../src/snapshot/recorded-dns-reader.ts';
import { recordedEcsReader } from '../../src/snapshot/recorded-ecs-reader.ts';
import { recordedReader } from '../../src/snapshot/recorded-reader.ts';
import { isPublicAddress } from '../../src/snapshot/redact/addresses.ts';
import { redact } from '../../src/snapshot/redact/redact.ts';
import { Redactor } from '../../src/snapshot/redact/redactor.ts';
import { workloadOfService } from '../../src/workload/from-service.ts';
import { recordedWorld, throughFile } from './worlds.ts';

let keys = 0;
const key = () => {
  keys += 1;
  return `key ${keys}`;
};

/** What audit and plan make of every VPC, without a name in it. */
async function judgedFrom(recorded: Recorded) {
  const reader = recordedReader(recorded);
  const wide = await discover(reader, { region: recorded.region });
  const vpcIds = wide.vpcs.map(({ id }) => id);
  const services = [...new Set(wide.endpointServices.map(({ name }) => suffixOf(recorded.region, name)))];
  const detailed = await readVpcDetails(reader, wide, vpcIds);
  const snapshot = await readNames({ reader, dns: recordedDnsReader(recorded) }, detailed, vpcIds, services);
  const ecs = await readAllServices(recordedEcsReader(recorded), reader);
  return {
    vpcs: snapshot.vpcs.map(({ id }) => judged(snapshot, id)),
    services: ecs.services.map((service) => {
      const workload = workloadOfService(ecs, service, recorded.region);
      const { services, images } = workload;
      return {
        subnets: workload.subnetIds?.value.length,
        services: services?.value.map((need) => [need.service, need.region, need.blocks]),
        images: images?.value.length,
      };
    }),
    tasks: ecs.tasks.map(({ lastStatus, stopCode }) => [lastStatus, stopCode]),
  };
}

function judged(snapshot: Snapshot, vpcId: string) {
  const options = Options.parse({ vpcId });
  const choices = chooseJudged(snapshot, options, vpcId);
  const diagnose = diagnoser(choices, options);
  const { subnets, findings, verdict } = diagnose(snapshot);
  const plan = makePlan({ snapshot, choices, diagnose, run: '20261128T020000Z-00000000', prices: PRICES });
  return {
    verdict,
    subnets: subnets.map(({ class: kind, target, hops }) => [
      kind,
      target,
      hops.map(({ hop, verdict: each, findings: codes }) => [hop, each, codes]),
    ]),
    findings: findings.map(({ code, severity, subnetIds }) => [code, severity, subnetIds.length]),
    steps: plan.steps.map(({ kind, action, needs }) => [kind, action, needs.length]),
    blocked: plan.blocked.map(({ code }) => code),
    left: [plan.notes.length, plan.sideEffects.length, plan.cost.monthlyUsd],
  };
}

/** Every value that must not be found again: of names the whole, and of several words each that is no word of AWS's. */
function secretsIn({ account, arn, sections }: Recorded): string[] {
  const text = JSON.stringify([account, arn, ...sections.values()]);
  const fields = (names: string) =>
    [...text.matchAll(new RegExp(`"(?:${names})":"((?:[^"\\\\]|\\\\.)*)"`, 'g'))].map(
      ([, value = '']) => JSON.parse(`"${value}"`) as string,
    );
  const names = [
    ...fields('GroupName|Description|clusterName|serviceName|family|name|awslogs-group'),
    ...[...text.matchAll(/\{"Key":"((?:[^"\\]|\\.)*)","Value":"((?:[^"\\]|\\.)*)"\}/g)].map(
      ([, , value = '']) => value,
    ),
  ];
  return [
    ...new Set([
      ...[...text.matchAll(/(?<!\w)\d{12}(?!\w)/g)].map(([id]) => id),
      ...[...text.matchAll(/\b[a-z]+-[0-9a-f]{17}\b/g)].map(([id]) => id),
      ...[...text.matchAll(/(?:\d{1,3}\.){3}\d{1,3}(?:\/\d+)?/g)].map(([ip]) => ip).filter(isPublicAddress),
      ...names.filter((name) => name.length > 2 && !KNOWN.test(name)),
    ]),
  ];
}

/** AWS's own words, which a file has whatever the account's names are. */
const KNOWN =
  /^(default|local-zone|ecr\.api|tasks|logs|default VPC security group|pullpath.*|true|false|subnetId|networkInterfaceId|ecs\.[\w-]+|service|FARGATE(_SPOT)?|ElasticNetworkInterface|privateIPv4Address|macAddress|privateDnsName|\d{8}T\w+-\w+)$/;

describe('a redacted snapshot', () => {
  it.each(worldNames)('of the world %s is judged as the account is, and names nothing of it', async (world) => {
    const { recorded } = await recordedWorld(world);
    const hidden = throughFile(redact(recorded, key));
    expect(await judgedFrom(hidden)).toEqual(await judgedFrom(recorded));
    const text = [...linesOf(hidden, '0.1.0')].join('\n');
    const shown = secretsIn(recorded).filter((secret) =>
      new RegExp(`(?<![\\p{L}\\p{N}.])${secret.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u').test(
        text,
      ),
    );
    expect(shown).toEqual([]);
  });
});

/** A redactor that has seen these names. */
function knowing(...names: string[]): Redactor {
  const redactor = new Redactor('key');
  const see = () => names.map((name) => redactor.of('name', name));
  see();
  redactor.seal();
  see();
  return redactor;
}

describe('a sentence of AWS', () => {
  it.each([
    ['(service orders) was unable to place a task.', /^\(service n\d+\) was unable to place a task\.$/],
    [
      'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref 111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/orders:v7: dial tcp 52.94.1.2:443: i/o timeout',
      /failed to resolve ref 9\d{11}\.dkr\.ecr\.eu-west-1\.amazonaws\.com\/n\d+\/n\d+:n\d+: dial tcp \d+\.\d+\.\d+\.\d+:443: i\/o timeout$/,
    ],
    [
      'unable to retrieve secret from asm: arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/db-AbCdEf is denied',
      /asm: arn:aws:secretsmanager:eu-west-1:9\d{11}:secret:n\d+\/n\d+-n\d+ is denied$/,
    ],
    [
      'User: arn:aws:sts::111122223333:assumed-role/ci-shop/jane.doe is not authorized to perform: ec2:DescribeVpcs',
      /^User: arn:aws:sts::9\d{11}:assumed-role\/n\d+-n\d+\/n\d+\.n\d+ is not authorized to perform: ec2:DescribeVpcs$/,
    ],
    ['The specified log group shop-logs does not exist', /^The specified log group n\d+-n\d+ does not exist$/],
    [
      'lookup registry.shop.example on 10.0.0.2:53: no such host',
      /^lookup n\d+\.n\d+\.n\d+ on 10\.0\.0\.2:53: no such host$/,
    ],
    [
      'dial tcp [2a05:d018:1:100::7]:443: connect: network is unreachable',
      /^dial tcp \[(?!2a05:d018)[0-9a-f:]+\]:443: connect: network is unreachable$/,
    ],
  ])('%s', (text, expected) => {
    const said = knowing('orders', 'shop-logs').of('text', text);
    expect(said).toMatch(expected);
    expect(said).not.toMatch(/shop|orders|jane|111122223333|52\.94\.1\.2/);
  });
});

describe('a policy', () => {
  const policy = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  it('allows the same to others', () => {
    const said = knowing('shop').of(
      'policy',
      policy({
        Sid: 'ShopOnly',
        Effect: 'Allow',
        Principal: { AWS: ['111122223333', 'arn:aws:iam::111122223333:role/shop-*'], Service: 'ecs.amazonaws.com' },
        Action: ['ecr:*', 's3:GetObject'],
        Resource: [
          'arn:aws:ecr:eu-west-1:111122223333:repository/shop/*',
          'arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*',
        ],
        Condition: {
          StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'aws:SourceVpc': 'vpc-0a1b2c3d4e5f60718' },
          IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '10.0.0.0/8'] },
        },
      }),
    );
    expect(said).not.toMatch(/shop|111122223333|o-a1b2c3d4e5|vpc-0a1b2c3d4e5f60718|203\.0\.113/i);
    const [statement] = JSON.parse(said).Statement;
    expect(statement.Effect).toBe('Allow');
    expect(statement.Action).toEqual(['ecr:*', 's3:GetObject']);
    expect(statement.Resource[1]).toBe('arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*');
    expect(statement.Principal.Service).toBe('ecs.amazonaws.com');
    const [account, role] = statement.Principal.AWS;
    expect(role).toBe(`arn:aws:iam::${account}:role/${role.split('/')[1]}`);
    expect(role).toMatch(/role\/n\d+-\*$/);
    expect(statement.Condition.IpAddress['aws:SourceIp'][1]).toBe('10.0.0.0/8');
  });

  it('matches with a wildcard inside of a word what it matched before', () => {
    const redactor = new Redactor('key');
    const see = () =>
      [
        redactor.arn('arn:aws:ecr:eu-west-1:*:repository/pay*'),
        redactor.of('image', '111122223333.dkr.ecr.eu-west-1.amazonaws.com/payments:1'),
      ] as const;
    see();
    redactor.seal();
    const [pattern, image] = see();
    const prefix = pattern.slice(pattern.indexOf('/') + 1, -1);
    expect(image).toContain(`/${prefix}`);
  });
});

describe('addresses', () => {
  const redactor = knowing();
  it.each([
    '10.1.2.3',
    '172.16.0.0/12',
    '192.168.7.0/24',
    '100.64.0.1',
    '169.254.169.253',
    '0.0.0.0/0',
    'fd00::1',
    '::/0',
  ])('%s stays', (text) => {
    expect(redactor.address(text)).toBe(text);
  });
  it.each(['52.1.2.3', '203.0.113.0/24', '8.8.8.8/32', '2a05:d018:1:100::/56'])('%s is replaced', (text) => {
    expect(redactor.address(text)).not.toBe(text);
    expect(redactor.address(text)).toBe(redactor.address(text));
  });
  it('covers what it covered, and no two become one', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const ip = fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(ip, fc.integer({ min: 1, max: 32 }), ip, (a, length, b) => {
        const range = merge([`${a}/${length}`])[0] ?? '';
        const [mappedRange, mappedA, mappedB] = [range, a, b].map((text) => redactor.address(text) ?? '');
        expect(contains(mappedRange ?? '', mappedB ?? '')).toBe(contains(range, b));
        expect(mappedA === mappedB).toBe(a === b);
      }),
    );
  });
});
