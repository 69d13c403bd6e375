import { afterEach, describe, expect, it } from 'vitest';
import { ExitCode } from '../../src/errors.ts';
import type { AuditDocument } from '../../src/render/documents/audit.ts';
import type { PlanDocument } from '../../src/render/documents/plan.ts';
import { type World, worlds } from '../../src/sandbox/index.ts';
import { type Simulated, simulated } from './simulated.ts';

let account: Simulated;
afterEach(() => account.sandbox.close());

const SERVICE = ['--cluster', 'prod', '--service', 'orders'];
const words = (text: string) => text.replace(/\s+/g, ' ');

/** The pull path is open; ECS Exec is on, and its endpoint is missing. */
function withExec(): World {
  const world = worlds['one-of-two'].make();
  for (const service of world.ecs.services) service.enableExecuteCommand = true;
  return world;
}

describe('a hop that tasks start without', () => {
  it('is closed by itself and leaves the path open: a warning, and one step of a plan', async () => {
    account = await simulated({ world: withExec() });
    const { code, stdout } = await account.run(['audit', ...SERVICE, '--output', 'json']);
    const { verdict, vpcs, findings }: AuditDocument = JSON.parse(stdout);
    expect([code, verdict]).toEqual([ExitCode.Done, 'open']);
    for (const { hops, verdict: own } of vpcs[0]?.subnets ?? []) {
      expect(own).toBe('open');
      expect(hops.find(({ hop }) => hop === 'ssmmessages')).toMatchObject({ verdict: 'closed', optional: true });
    }
    const about = findings.filter(({ hops }) => hops.includes('ssmmessages'));
    expect(about.map(({ severity }) => severity)).toEqual(['endangers']);
    expect(about[0]?.message).toContain('Tasks start without it.');
    expect((await account.run(['audit', ...SERVICE, '--fail-on', 'risk'])).code).toBe(ExitCode.Closed);
    const plan: PlanDocument = JSON.parse((await account.run(['plan', ...SERVICE, '--output', 'json'])).stdout);
    expect(plan.steps.filter(({ kind }) => kind.startsWith('create-interface'))).toHaveLength(1);
  });

  it('counts where it is asked for by name', async () => {
    account = await simulated({ world: withExec() });
    expect((await account.run(['audit', ...SERVICE, '--with', 'ssmmessages'])).code).toBe(ExitCode.Closed);
  });

  it('is said to be none that counts, in the text and in the formats', async () => {
    account = await simulated({ world: withExec() });
    const text = words((await account.run(['audit', ...SERVICE])).stdout);
    expect(text).toContain('The pull path is ✔ open for ');
    expect(text).toContain('Tasks start without ssmmessages, so the verdict does not count it.');
    const junit = (await account.run(['audit', ...SERVICE, '--output', 'junit'])).stdout;
    expect(junit).toContain('<skipped message="ssmmessages is closed for private-a');
    expect(junit).toContain('failures="0" errors="0"');
    expect(
      JSON.parse((await account.run(['audit', ...SERVICE, '--output', 'sarif'])).stdout).runs[0].results,
    ).toMatchObject([{ level: 'warning' }]);
  });

  it('opens like any other, and is taken back', async () => {
    account = await simulated({ world: withExec() });
    expect((await account.run(['apply', ...SERVICE, '--yes'])).code).toBe(ExitCode.Done);
    const { vpcs }: AuditDocument = JSON.parse((await account.run(['audit', ...SERVICE, '--output', 'json'])).stdout);
    expect(vpcs[0]?.subnets[0]?.hops.find(({ hop }) => hop === 'ssmmessages')?.verdict).toBe('open');
    expect((await account.run(['rollback', '--yes'])).code).toBe(ExitCode.Done);
  });
});

describe('what comes after an audit', () => {
  it('is no plan where no endpoint helps', async () => {
    account = await simulated({ world: 'docker-hub' });
    const { stdout } = await account.run(['audit', ...SERVICE]);
    expect(words(stdout)).toContain('There is no plan for this: pullpath cannot open docker.io; see PP801.');
    expect(stdout).not.toContain('pullpath plan');
  });

  it('is a plan for what endpoints open, where they open a part', async () => {
    const world = worlds['failing-service'].make();
    for (const definition of world.ecs.taskDefinitions)
      definition.containers.push({ name: 'proxy', image: 'nginx:1', essential: true });
    account = await simulated({ world });
    const { stdout } = await account.run(['audit', ...SERVICE]);
    expect(words(stdout)).toContain('(pullpath cannot open docker.io; see PP801):');
    expect(stdout).toMatch(/pullpath plan .*--cluster prod --service orders/);
  });

  it('is the policy where the subnets of the service could not be read: no command that is refused', async () => {
    const faults = [{ at: 1, of: 'DescribeServices', times: 99, do: 'fail' as const, code: 'AccessDeniedException' }];
    account = await simulated({ world: 'failing-service', faults });
    const { stdout } = await account.run(['audit', ...SERVICE]);
    expect(stdout).toContain('pullpath iam-policy plan --with-ecs');
    expect(stdout).not.toMatch(/pullpath (plan|apply) .*--service/);
    const [, command = ''] = /(pullpath apply .*)/.exec(stdout) ?? [];
    expect((await account.run(['plan', ...command.split(' ').slice(2)])).code).toBe(ExitCode.Done);
  });
});
