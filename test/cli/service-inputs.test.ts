import { afterEach, describe, expect, it } from 'vitest';
import { ExitCode } from '../../src/errors.ts';
import type { AuditDocument } from '../../src/render/documents/audit.ts';
import { type World, worlds } from '../../src/sandbox/index.ts';
import { start } from '../program.ts';
import { listening } from './mute.ts';
import { type Simulated, simulated } from './simulated.ts';

let account: Simulated;
afterEach(() => account.sandbox.close());

type Ecs = World['ecs'];

const SERVICE = ['--cluster', 'prod', '--service', 'orders'];
const SHOP = '444455556666';
const words = (text: string) => text.replace(/\s+/g, ' ');

async function audited(...flags: string[]): Promise<{ code: number | null; audit: AuditDocument }> {
  const { code, stdout } = await account.run(['audit', ...flags, '--output', 'json']);
  return { code, audit: JSON.parse(stdout) };
}

/** A world whose ECS is changed before it starts. */
function changed(name: keyof typeof worlds, change: (ecs: Ecs) => void): World {
  const world = worlds[name].make();
  change(world.ecs);
  return world;
}

describe('a service on hosts outside of AWS', () => {
  const external = changed('failing-service', ({ services }) => {
    for (const rollout of services.flatMap(({ deployments }) => deployments)) {
      rollout.launchType = 'EXTERNAL';
      delete rollout.network;
    }
  });

  it('has nothing to audit, and that is said; nothing is planned, applied or proved for it', async () => {
    account = await simulated({ world: external });
    const { audit } = await audited(...SERVICE);
    expect(audit).toMatchObject({ vpcs: [], unjudgedServices: [{ service: 'orders', verdict: null }] });
    expect(words((await account.run(['audit', ...SERVICE])).stdout)).toContain('launch type EXTERNAL');
    for (const command of [['plan'], ['apply', '--yes']]) {
      const { code, stderr } = await account.run([...command, ...SERVICE]);
      expect(code).toBe(ExitCode.Usage);
      expect(words(stderr)).toContain('outside of any VPC');
    }
    const { code, stdout } = await account.run(['watch', ...SERVICE, '--output', 'json']);
    expect([code, JSON.parse(stdout).reason]).toEqual([ExitCode.Undecided, 'external-hosts']);
    expect(account.sandbox.journal.mutations()).toEqual([]);
  });
});

describe('an ECS endpoint out of reach', () => {
  it.each([
    ['refuses connections', null],
    ['takes connections and says nothing', 'mute'],
  ])(
    'that %s leaves the verdict unknown, soon, and is named',
    async (_, kind) => {
      account = await simulated({ world: 'failing-service' });
      const mute = await listening();
      if (kind === null) mute.close();
      try {
        const { code, stdout } = await account.run(['audit', ...SERVICE, '--output', 'json'], {
          AWS_ENDPOINT_URL_ECS: mute.url,
        });
        const audit: AuditDocument = JSON.parse(stdout);
        expect([code, audit.verdict]).toEqual([ExitCode.Closed, 'unknown']);
        const unreached = audit.findings.filter(({ code: each }) => each === 'PP011');
        expect(unreached).toHaveLength(1);
        expect(unreached[0]?.message).toContain(mute.url);
        // The service and its cluster are asked for side by side, once, and nothing after that.
        expect(mute.taken()).toBeLessThanOrEqual(2);
        const watch = await account.run(['watch', ...SERVICE], { AWS_ENDPOINT_URL_ECS: mute.url });
        expect(watch.code).toBe(ExitCode.Failed);
        expect(words(watch.stderr)).toContain(`The service cannot be followed: `);
        expect(watch.stderr).not.toContain('refused. ');
      } finally {
        mute.close();
      }
    },
    60_000,
  );
});

describe('services of several regions and accounts', () => {
  it('are each judged where they run, with what can be run for each', async () => {
    const home = worlds['one-of-two'].make();
    home.otherRegions.push(worlds['failing-service'].make({ region: 'eu-west-1' }));
    home.otherAccounts.push(worlds['docker-hub'].make({ accountId: SHOP }));
    account = await simulated({ world: home });
    const roles = ['111122223333', SHOP].flatMap((id) => ['--role-arn', `arn:aws:iam::${id}:role/audit`]);
    const { code, audit } = await audited('--all-services', '--regions', 'us-east-1,eu-west-1', ...roles);
    expect(code).toBe(ExitCode.Closed);
    const told = audit.vpcs.map(({ account: id, region, workload, verdict, symptom }) =>
      [id, region, workload?.service, verdict, symptom?.state].join(' '),
    );
    expect(told.toSorted()).toEqual([
      '111122223333 eu-west-1 orders closed failing',
      '111122223333 us-east-1 billing closed failing',
      '111122223333 us-east-1 orders open running',
      '444455556666 us-east-1 orders closed failing',
    ]);
  });
});

describe('two services in two VPCs', () => {
  const world = () => {
    const both = worlds['two-vpcs'].make();
    const from = worlds['failing-service'].make();
    const [service] = from.ecs.services;
    if (service === undefined) throw new Error('no service');
    const subnetOf = (vpcId: string | undefined) => both.subnets.find((subnet) => subnet.vpcId === vpcId)?.id ?? '';
    const groupOf = (vpcId: string | undefined) => both.securityGroups.find((group) => group.vpcId === vpcId)?.id ?? '';
    both.ecs = from.ecs;
    both.ecs.services = both.vpcs.slice(0, 2).map((vpc, n) => {
      const own = structuredClone(service);
      own.name = n === 0 ? 'orders' : 'billing';
      for (const rollout of own.deployments) {
        rollout.id = `ecs-svc/${n + 1}`;
        rollout.network = { subnetIds: [subnetOf(vpc.id)], groupIds: [groupOf(vpc.id)], assignPublicIp: 'DISABLED' };
      }
      return own;
    });
    return both;
  };

  it('are each judged in their own, and a plan for one makes nothing in the other', async () => {
    account = await simulated({ world: world() });
    const { audit } = await audited('--all-services');
    const homes = new Map(audit.vpcs.map(({ workload, vpcId }) => [workload?.service, vpcId]));
    expect(new Set(homes.values()).size).toBe(2);
    for (const name of ['orders', 'billing']) {
      const { stdout } = await account.run(['plan', '--cluster', 'prod', '--service', name, '--output', 'json']);
      expect(JSON.parse(stdout).vpcId).toBe(homes.get(name));
    }
    const wrong = await account.run(['plan', ...SERVICE, '--vpc-id', homes.get('billing') ?? '']);
    expect(wrong.code).toBe(ExitCode.Usage);
    expect(words(wrong.stderr)).toContain('Leave out --vpc-id');
  });

  it('or one service in subnets of both, as ECS would refuse: the first VPC is judged, and what is left out is said', async () => {
    const both = world();
    const [first, second] = both.ecs.services.map(({ deployments }) => deployments[0]?.network);
    if (first === undefined || second === undefined) throw new Error('no network');
    first.subnetIds.push(...second.subnetIds);
    account = await simulated({ world: both });
    const { audit } = await audited(...SERVICE);
    expect(audit.vpcs[0]?.workload?.notJudged.map(({ what }) => what)).toContain(`the subnet ${second.subnetIds[0]}`);
  });
});

describe('a watch that is interrupted', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s says how to go on, and ends with %i', async (signal, code) => {
    account = await simulated({ world: 'one-of-two' });
    const run = start(['watch', ...SERVICE], account.environment);
    await run.says(/Waiting:/);
    run.kill(signal);
    const { code: exit, stdout, stderr } = await run.ended;
    expect(exit).toBe(code);
    expect(stderr).toContain('Stopped watching; ECS continues by itself.');
    expect(words(stdout)).toContain('No task of orders has pulled an image until it was interrupted.');
    expect(stdout).toMatch(/pullpath watch .*--service orders/);
  });
});

describe('a service that is being deleted, or gone', () => {
  it('is refused where it is INACTIVE', async () => {
    const world = changed('failing-service', ({ services: [service] }) => {
      if (service !== undefined) service.status = 'INACTIVE';
    });
    account = await simulated({ world });
    for (const command of [['audit'], ['plan'], ['apply', '--yes']]) {
      const { code, stderr } = await account.run([...command, ...SERVICE]);
      expect(code).toBe(ExitCode.Usage);
      expect(words(stderr)).toContain('is INACTIVE: it has been deleted');
    }
  });

  it('is judged where it is DRAINING, and that it starts nothing more is said; watching it proves nothing', async () => {
    const world = changed('failing-service', ({ services: [service] }) => {
      if (service !== undefined) service.status = 'DRAINING';
    });
    account = await simulated({ world });
    const { audit } = await audited(...SERVICE);
    expect(audit.vpcs[0]?.workload?.notes.join()).toContain('DRAINING');
    expect(audit.vpcs[0]?.symptom?.state).toBe('inactive');
    const { code, stdout } = await account.run(['watch', ...SERVICE, '--output', 'json']);
    expect([code, JSON.parse(stdout).reason]).toEqual([ExitCode.Undecided, 'inactive']);
  });

  it('is said to prove nothing where it wants no task', async () => {
    const world = changed('failing-service', ({ services: [service] }) => {
      if (service !== undefined) service.desiredCount = 0;
      for (const rollout of service?.deployments ?? []) rollout.desiredCount = 0;
    });
    account = await simulated({ world });
    const { code, stdout } = await account.run(['apply', ...SERVICE, '--yes', '--watch', '--output', 'json']);
    expect(code).toBe(ExitCode.Undecided);
    expect(JSON.parse(stdout)).toMatchObject({ verified: 'open', watch: { reason: 'scaled-to-zero' } });
  });
});

describe('what the reads of ECS need', () => {
  it.each(['audit', 'plan', 'apply', 'rollback'])(
    'is in the policy of %s with --with-ecs, marked as optional, and without it not at all',
    async (mode) => {
      account = await simulated({ world: 'guide' });
      const { stdout: plain } = await account.run(['iam-policy', mode]);
      expect(plain).not.toContain('ecs:');
      const { stdout } = await account.run(['iam-policy', mode, '--with-ecs']);
      const policy: { Statement: { Sid: string; Action: string[] }[] } = JSON.parse(stdout);
      const own = policy.Statement.filter(({ Action }) => Action.some((action) => action.startsWith('ecs:')));
      expect(own.map(({ Sid }) => Sid)).toEqual(mode === 'rollback' ? [] : ['OptionalReadEcs']);
      for (const { Action } of own) expect(Action).not.toContain('ecs:UpdateService');
    },
  );
});

describe('a service that is named by its ARN', () => {
  const arn = (region: string) => `arn:aws:ecs:${region}:111122223333:service/prod/orders`;

  it('needs no cluster beside it', async () => {
    account = await simulated({ world: 'failing-service' });
    const { audit } = await audited('--service', arn('us-east-1'));
    expect(audit.vpcs[0]?.workload).toMatchObject({ cluster: 'prod', service: 'orders', notes: [] });
    expect(audit.vpcs[0]?.symptom?.state).toBe('failing');
    const { code, stdout } = await account.run(['watch', '--service', arn('us-east-1'), '--output', 'json']);
    expect([code, JSON.parse(stdout).service]).toEqual([ExitCode.NotOpen, 'orders']);
  });

  it('is refused where it is of another region, with the flag that helps', async () => {
    account = await simulated({ world: 'failing-service' });
    for (const command of ['audit', 'plan', 'watch']) {
      const { code, stderr } = await account.run([command, '--service', arn('eu-west-1')]);
      expect(code).toBe(ExitCode.Usage);
      expect(words(stderr)).toContain('--region eu-west-1');
    }
  });
});

describe('flags that contradict one another', () => {
  it.each([
    [['--all-services', ...SERVICE]],
    [['--all-services', '--task-definition', 'orders']],
    [['--all-services', '--all-vpcs']],
    [[...SERVICE, '--task', 'x']],
    [[...SERVICE, '--task-definition', 'orders']],
    [[...SERVICE, '--all-vpcs']],
    [[...SERVICE, '--regions', 'us-east-1,eu-west-1']],
    [[...SERVICE, '--subnet-tag', 'a=b']],
    [[...SERVICE, '--assign-public-ip', 'enabled']],
    [[...SERVICE, '--for', 'ec2']],
  ])('are refused before anything is read: %j', async (flags) => {
    account = await simulated({ world: 'failing-service' });
    const { code } = await account.run(['audit', ...flags]);
    expect(code).toBe(ExitCode.Usage);
    expect(account.sandbox.journal.entries).toEqual([]);
  });
});
