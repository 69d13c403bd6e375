import { spawnSync } from 'node:child_process';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { startSandbox, type WorldName } from '../../src/sandbox/index.ts';
import { FRESH_MACHINE } from '../cli/simulated.ts';
import { pullpath } from '../program.ts';
import { RECORDINGS, recording, regionOf } from '../recordings/recording.ts';
import { serveRecording } from '../recordings/server.ts';
import { motoIsInstalled, VENV } from './server.ts';

/** A request as AWS gets it: a form for EC2 and STS, JSON for ECS and the Resolver, a path for Route 53. */
type Sent =
  | { readonly service: string; readonly action: string; readonly form: Readonly<Record<string, string>> }
  | { readonly service: string; readonly action: string; readonly json: object }
  | { readonly method: string; readonly path: string; readonly query: readonly string[] };

const BY_VERSION: Readonly<Record<string, string>> = { '2016-11-15': 'ec2', '2011-06-15': 'sts' };
const BY_TARGET: Readonly<Record<string, string>> = {
  AmazonEC2ContainerServiceV20141113: 'ecs',
  Route53Resolver: 'route53resolver',
};

function sentOf(body: string, target?: string, method = 'POST', url = '/'): Sent {
  if (target !== undefined) {
    const [prefix = '', action = ''] = target.split('.');
    return { service: BY_TARGET[prefix] ?? prefix, action, json: JSON.parse(body) };
  }
  const { pathname, searchParams } = new URL(url, 'http://aws');
  if (pathname !== '/') return { method, path: pathname, query: [...searchParams.keys()] };
  const form = Object.fromEntries(new URLSearchParams(body));
  return { service: BY_VERSION[form.Version ?? ''] ?? 'ec2', action: form.Action ?? '', form };
}

/** A loopback proxy before `target` that keeps what goes through it. */
async function listenTo(target: string): Promise<{ url: string; sent: Sent[]; stop: () => Promise<void> }> {
  const sent: Sent[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming);
    const { method, url, headers } = incoming;
    sent.push(sentOf(body.toString(), headers['x-amz-target'] as string | undefined, method, url));
    const onward = request(new URL(url ?? '/', target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', (error) => outgoing.destroy(error));
    onward.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** What AWS's own models say against these requests, by botocore. */
function complaints(sent: readonly Sent[]): unknown {
  const script = fileURLToPath(new URL('check_requests.py', import.meta.url));
  const { stdout, stderr, status } = spawnSync(
    `${VENV}${process.platform === 'win32' ? 'Scripts' : 'bin'}/python`,
    [script],
    { input: JSON.stringify(sent), encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

const environment = (url: string, region: string) => ({
  ...FRESH_MACHINE,
  AWS_ENDPOINT_URL: url,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: 'testing',
  AWS_SECRET_ACCESS_KEY: 'testing',
});

/** Runs of the program that between them send every kind of request, and the world that each is for. */
const RUNS: readonly (readonly [world: WorldName, runs: readonly (readonly string[])[]])[] = [
  [
    'guide',
    [
      ['audit'],
      ['plan', '--with', 'logs', '--check-permissions'],
      ['apply', '--yes', '--check-permissions'],
      ['audit', '--all-vpcs'],
      ['rollback', '--yes'],
    ],
  ],
  ['two-vpcs', [['audit', '--all-vpcs', '--regions', 'us-east-1,eu-west-1']]],
  [
    'locked-endpoint',
    [
      ['apply', '--yes', '--modify-existing'],
      ['rollback', '--yes'],
    ],
  ],
  [
    'dns-off',
    [
      ['apply', '--yes', '--modify-existing'],
      ['rollback', '--yes', '--modify-existing'],
    ],
  ],
  ['own-dns', [['audit']]],
  ['nat-beside', [['audit']]],
  [
    'failing-service',
    [
      ['audit', '--service', 'orders'],
      ['audit', '--all-services'],
      ['apply', '--service', 'orders', '--yes', '--force-new-deployment', '--watch', '--timeout', '60'],
    ],
  ],
  ['ec2-capacity', [['audit', '--service', 'orders']]],
  ['code-deploy', [['audit', '--service', 'orders']]],
];

describe.skipIf(!motoIsInstalled())('the requests of the program stay inside of AWS’s own models', () => {
  const seen = new Set<string>();

  it.each(RUNS)('in the world %s', async (world, runs) => {
    const sandbox = await startSandbox({ world });
    const proxy = await listenTo(sandbox.url);
    for (const args of runs) await pullpath(args, environment(proxy.url, sandbox.region));
    await proxy.stop();
    await sandbox.close();
    for (const each of proxy.sent) if ('service' in each) seen.add(`${each.service}:${each.action}`);
    expect(proxy.sent.length).toBeGreaterThan(10);
    expect(complaints(proxy.sent)).toEqual([]);
  });

  it('over every recorded network', async () => {
    const sent: Sent[] = [];
    for (const name of RECORDINGS) {
      const recorded = recording(name);
      const served = await serveRecording(recorded);
      await pullpath(['audit', '--all-vpcs'], environment(served.url, regionOf(recorded)));
      // What is no form goes to services that are not recorded.
      const forms = served.forms.filter(({ Action }) => Action !== undefined);
      sent.push(...forms.map((form) => sentOf(new URLSearchParams(form).toString())));
      await served.close();
    }
    expect(sent.length).toBeGreaterThan(100);
    expect(complaints(sent)).toEqual([]);
  });

  it('and the check does complain of what AWS does not know', () => {
    const form = { Action: 'DescribeVpcs', Version: '2016-11-15' };
    expect(
      complaints([
        {
          service: 'ec2',
          action: 'DescribeVpcs',
          form: { ...form, 'Filter.1.Name': 'vpc-name', 'Filter.1.Value.1': 'x' },
        },
        { service: 'ec2', action: 'DescribeVpcs', form: { ...form, Vpc: 'vpc-1' } },
        { service: 'ec2', action: 'DescribeVpcAttribute', form: { ...form, Action: 'DescribeVpcAttribute' } },
        { service: 'ecs', action: 'DescribeServices', json: { services: 'orders', clusterName: 'prod' } },
      ]),
    ).toEqual([
      'ec2:DescribeVpcAttribute: missing parameter Attribute',
      'ec2:DescribeVpcAttribute: missing parameter VpcId',
      'ec2:DescribeVpcs: unknown filter vpc-name',
      'ec2:DescribeVpcs: unknown parameter Vpc',
      expect.stringMatching(
        /^ecs:DescribeServices: Unknown parameter .*clusterName[\s\S]*Invalid type for parameter services/,
      ),
    ]);
  });

  afterAll(() => {
    // Reads, changes and ECS: the runs above are of no use where they send only a part.
    expect([...seen].sort()).toEqual(
      expect.arrayContaining([
        'ec2:AuthorizeSecurityGroupIngress',
        'ec2:CreateVpcEndpoint',
        'ec2:DeleteVpcEndpoints',
        'ec2:DescribeNetworkInterfaces',
        'ec2:ModifyVpcAttribute',
        'ec2:ModifyVpcEndpoint',
        'ecs:DescribeTaskDefinition',
        'ecs:DescribeTasks',
        'sts:GetCallerIdentity',
      ]),
    );
  });
});
