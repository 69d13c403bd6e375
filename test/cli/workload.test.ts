import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ExitCode } from '../../src/errors.ts';
import type { AuditDocument } from '../../src/render/documents/audit.ts';
import type { PlanDocument } from '../../src/render/documents/plan.ts';
import { type SandboxOptions, walkTask } from '../../src/sandbox/index.ts';
import { type Simulated, simulated } from './simulated.ts';

let account: Simulated;
afterEach(() => account.sandbox.close());

const SERVICE = ['--cluster', 'prod', '--service', 'orders'];
const words = (text: string) => text.replace(/\s+/g, ' ');

async function started(world: SandboxOptions['world']): Promise<Simulated> {
  account = await simulated({ world });
  return account;
}

async function audited(...flags: string[]): Promise<{ code: number | null; audit: AuditDocument }> {
  const { code, stdout } = await account.run(['audit', ...flags, '--output', 'json']);
  return { code, audit: JSON.parse(stdout) };
}

/** What stops the service's task, hop by hop, and the codes that say why. */
function closedHops({ vpcs }: AuditDocument): Record<string, string[]> {
  const hops = vpcs.flatMap(({ subnets }) => subnets.flatMap((subnet) => subnet.hops));
  const closed = hops
    .filter(({ verdict }) => verdict === 'closed')
    .map(({ hop, findings }) => [hop, findings] as const);
  return Object.fromEntries(closed);
}

describe('an audit of a service', () => {
  it.each<[string, Record<string, string[]>]>([
    [
      'failing-service',
      {
        'ecr.api': ['PP201'],
        'ecr.dkr': ['PP201'],
        s3: ['PP301'],
        logs: ['PP201'],
        secretsmanager: ['PP201'],
      },
    ],
    ['task-group-without-s3', { s3: ['PP503'] }],
    ['no-public-address', { 'ecr.api': ['PP201', 'PP306'], 'ecr.dkr': ['PP201', 'PP306'], s3: ['PP301', 'PP306'] }],
    ['docker-hub', { 'docker.io': ['PP801'] }],
    ['other-region', { 'ecr@eu-west-1': ['PP805'] }],
    ['nat-path-broken', { 'ecr.api': ['PP405'], 'ecr.dkr': ['PP405'], s3: ['PP405', 'PP708'] }],
    ['digest-gone', {}],
  ])('in the world %s is closed where its task is stopped: %o', async (world, closed) => {
    const { sandbox } = await started(world as 'guide');
    const { code, audit } = await audited(...SERVICE);
    expect(closedHops(audit)).toEqual(closed);
    const isClosed = Object.keys(closed).length > 0;
    expect([code, audit.verdict]).toEqual(isClosed ? [ExitCode.Closed, 'closed'] : [ExitCode.Done, 'open']);
    for (const task of sandbox.network().ecs.tasks)
      expect(walkTask(sandbox.network(), task).some(({ walk }) => walk.reached === false)).toBe(isClosed);
  });

  it('tells the subnets, groups and needs, each with where it was read, and names the service at every finding', async () => {
    await started('failing-service');
    const { audit } = await audited(...SERVICE);
    const [vpc] = audit.vpcs;
    const from = 'service orders of cluster prod';
    expect(vpc?.workload).toMatchObject({
      cluster: 'prod',
      service: 'orders',
      subnetIds: { value: vpc?.subnets.map(({ subnetId }) => subnetId), from },
      publicAddress: { value: false, from },
      platform: { value: 'fargate-1.4.0', from },
      services: { from: 'task definition orders:1' },
    });
    expect(vpc?.workload?.services?.value.find(({ service }) => service === 'logs')?.because).toBe(
      'container orders uses awslogs',
    );
    for (const { cluster, service } of audit.findings)
      expect({ cluster, service }).toEqual({ cluster: 'prod', service: 'orders' });
  });

  it('is about its subnets and no others, in the text and in the commands that it prints', async () => {
    await started('no-public-address');
    const { stdout } = await account.run(['audit', ...SERVICE]);
    expect(stdout).toContain('Service  orders of cluster prod');
    expect(stdout).not.toContain('not targets');
    expect(words(stdout)).toContain('assignPublicIp is DISABLED');
    expect(stdout).toMatch(/pullpath apply --region us-east-1 --cluster prod --service orders/);
    expect(stdout).not.toContain('--vpc-id');
  });

  it('judges the subnets of the instances where these pull', async () => {
    await started('ec2-capacity');
    const { audit } = await audited(...SERVICE);
    expect(audit.vpcs.flatMap(({ subnets }) => subnets.map(({ name }) => name))).toEqual(['hosts-a']);
    expect(Object.keys(closedHops(audit))).toEqual(['ecr.api', 'ecr.dkr', 's3', 'ecs', 'ecs-agent', 'ecs-telemetry']);
    expect(audit.vpcs[0]?.workload?.securityGroupIds?.from).toBe('container instances of cluster prod');
  });

  it('takes a task definition for the subnets that the flags name', async () => {
    await started('failing-service');
    const { audit } = await audited('--task-definition', 'orders', '--subnet-ids', 'subnet-0a000000000000001');
    expect(audit.vpcs[0]?.subnets.map(({ subnetId }) => subnetId)).toEqual(['subnet-0a000000000000001']);
    expect(Object.keys(closedHops(audit))).toContain('secretsmanager');
  });

  it.each([
    ['sarif', /"uri": "111122223333\/us-east-1\/vpc-0a000000000000001\/prod\/orders\//],
    ['junit', /<testsuite name="111122223333\/us-east-1\/vpc-0a000000000000001\/prod\/orders"/],
    ['markdown', /### Service orders of cluster prod in /],
  ])('names the service as %s', async (format, named) => {
    await started('failing-service');
    const { stdout } = await account.run(['audit', ...SERVICE, '--output', format]);
    expect(stdout).toMatch(named);
  });
});

describe('an audit of all services', () => {
  it('has a verdict for each of them', async () => {
    await started('one-of-two');
    const { code, audit } = await audited('--all-services');
    expect(code).toBe(ExitCode.Closed);
    expect(audit.vpcs.map(({ workload, verdict }) => [workload?.service, verdict]).toSorted()).toEqual([
      ['billing', 'closed'],
      ['orders', 'open'],
    ]);
    expect(closedHops(audit)).toEqual({ secretsmanager: ['PP201'] });
  });

  it('names in its text each service, the worst first, and how to look at it by itself', async () => {
    await started('one-of-two');
    const { stdout } = await account.run(['audit', '--all-services']);
    expect(words(stdout)).toContain('2 services: 1 closed and 1 open.');
    expect(stdout).toMatch(/pullpath audit .*--cluster prod --service billing/);
  });
});

describe('bad input', () => {
  it.each<[string, string[], RegExp]>([
    ['a service without a cluster', ['--service', 'orders'], /no cluster default; the clusters are: prod/],
    ['a service that there is not', ['--cluster', 'prod', '--service', 'x'], /no service x; the services are: orders/],
    ['a cluster that there is not', ['--cluster', 'x', '--service', 'orders'], /no cluster x; the clusters are: prod/],
    ['a task that there is not', ['--cluster', 'prod', '--task', 'x'], /no task x/],
    ['a definition that there is not', ['--task-definition', 'x'], /no task definition x/],
    ['a cluster by itself', ['--cluster', 'prod'], /--cluster goes with --service, --task or --all-services/],
    ['subnets beside a service', [...SERVICE, '--subnet-ids', 'subnet-12345678'], /ECS tells the subnets/],
    [
      'groups beside a service',
      [...SERVICE, '--task-security-group-ids', 'sg-12345678'],
      /ECS tells the security groups/,
    ],
    ['a platform beside a service', [...SERVICE, '--platform-version', '1.3.0'], /ECS tells the platform version/],
    ['a task beside a service', [...SERVICE, '--task', 'x'], /name the service or one task of it/],
  ])('%s is a usage error', async (_, flags, said) => {
    await started('failing-service');
    const { code, stderr } = await account.run(['audit', ...flags]);
    expect(code).toBe(ExitCode.Usage);
    expect(words(stderr)).toMatch(said);
  });

  it('--with adds to what the service needs', async () => {
    await started('failing-service');
    const { audit } = await audited(...SERVICE, '--with', 'kms');
    expect(Object.keys(closedHops(audit))).toEqual(['ecr.api', 'ecr.dkr', 's3', 'logs', 'secretsmanager', 'kms']);
  });
});

describe('what may not be read', () => {
  const denied = (...actions: string[]) =>
    actions.map((of) => ({ at: 1, of, times: 99, do: 'fail' as const, code: 'AccessDeniedException' }));

  it('of the definition is named, and leaves unknown what tasks pull; of the service nothing is planned', async () => {
    account = await simulated({ world: 'failing-service', faults: denied('DescribeTaskDefinition') });
    const { code, audit } = await audited(...SERVICE);
    expect(code).toBe(ExitCode.Closed);
    const hop = audit.vpcs[0]?.subnets[0]?.hops.find((each) => each.hop === 'task-definition');
    expect(hop).toMatchObject({ verdict: 'unknown', findings: ['PP010'] });
    const remedies = audit.findings.filter(({ code: each }) => each === 'PP010').map(({ remedy }) => remedy);
    expect(remedies[0]).toContain('pullpath iam-policy audit --with-ecs');
  });

  it('of ECS at all makes the verdict unknown, and a plan is refused', async () => {
    account = await simulated({
      world: 'failing-service',
      faults: denied('DescribeServices', 'DescribeClusters', 'ListTasks'),
    });
    const { code, audit } = await audited(...SERVICE);
    expect([code, audit.verdict]).toEqual([ExitCode.Closed, 'unknown']);
    const { code: planned, stderr } = await account.run(['plan', ...SERVICE]);
    expect(planned).toBe(ExitCode.Usage);
    expect(words(stderr)).toContain('ecs:DescribeServices was refused');
  });
});

describe('a plan for a service', () => {
  const FILE = join(mkdtempSync(join(tmpdir(), 'pullpath-workload-')), 'plan.json');

  it('makes what the service needs in its subnets; saved, it is applied without asking ECS, and rolled back', async () => {
    await started('failing-service');
    const before = account.sandbox.state();
    const { stdout } = await account.run(['plan', ...SERVICE, '--out', FILE, '--output', 'json']);
    const plan: PlanDocument = JSON.parse(stdout);
    const made = plan.steps.flatMap(({ id }) => (/endpoint/.test(id) ? [id] : []));
    expect(made).toHaveLength(5);
    expect(JSON.parse(readFileSync(FILE, 'utf8')).choices.workload).toMatchObject({
      cluster: 'prod',
      service: 'orders',
    });
    account.sandbox.journal.clear();
    const applied = await account.run(['apply', FILE, '--yes']);
    expect(applied.code).toBe(ExitCode.Done);
    expect(account.sandbox.journal.counts().DescribeServices).toBeUndefined();
    expect((await audited(...SERVICE)).audit.verdict).toBe('open');
    expect((await account.run(['rollback', '--yes'])).code).toBe(ExitCode.Done);
    expect(account.sandbox.state().vpcs).toEqual(before.vpcs);
  });
});
