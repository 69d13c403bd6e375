import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { ExitCode } from '../../src/errors.ts';
import { worlds } from '../../src/sandbox/index.ts';
import type { Tags, World } from '../../src/sandbox/network/types.ts';
import { WorldBuilder } from '../../src/sandbox/worlds/builder.ts';
import type { Run } from '../program.ts';
import { type Simulated, simulated } from './simulated.ts';

let account: Simulated;
afterEach(() => account.sandbox.close());

/** The guide's VPC, and in it an endpoint for logs that somebody made long ago. */
function guideWithLogs(): World {
  const world = worlds.guide.make();
  const builder = new WorldBuilder({ region: world.region, accountId: world.accountId });
  for (let i = 0; i < 100; i += 1) for (const prefix of ['vpce', 'eni']) builder.ids.next(prefix);
  Object.assign(builder, { world });
  const vpc = world.vpcs[0]!;
  const subnets = world.subnets.filter(({ vpcId }) => vpcId === vpc.id).slice(-1);
  builder.endpoint(vpc, 'logs', { subnets, groups: world.securityGroups.slice(0, 1), privateDns: true });
  return world;
}

const theirs = () => account.sandbox.network().endpoints.find(({ serviceName }) => serviceName.endsWith('.logs'))!;
const network = () => account.sandbox.network() as World;

/** All that is ours at the moment, with tags that can be written. */
const ours = (): { tags: Tags }[] =>
  [...network().endpoints, ...network().securityGroups].filter(
    ({ tags }) => tags['pullpath:managed-by'] === 'pullpath',
  );

/** As a script does that copies tags from one endpoint to all. */
function copyTags(): void {
  const copied = ours().find(({ tags }) => (tags.Name ?? '').includes('ecr'))?.tags;
  if (copied !== undefined) Object.assign(theirs().tags, copied);
}

/** Ours without some of their tags, or with others. */
const MEDDLING: readonly ((tags: Tags) => Tags)[] = [
  (tags) => ({ ...tags, 'pullpath:stack': 'green' }),
  ({ Name: _, ...tags }) => tags,
  ({ 'pullpath:managed-by': _, ...tags }) => tags,
];

/** Changes tags until it is told to stop, and leaves ours as they were. */
async function meddle(isOver: () => boolean, pauseMs: number): Promise<void> {
  for (let i = 0; !isOver(); i += 1) {
    copyTags();
    const changed = ours().map((thing) => ({ thing, before: thing.tags }));
    for (const { thing, before } of changed) thing.tags = MEDDLING[i % MEDDLING.length]!(before);
    await delay(pauseMs / 4);
    for (const { thing, before } of changed) thing.tags = before;
    copyTags();
    await delay(pauseMs);
  }
}

const ENDS: readonly (number | null)[] = [
  ExitCode.Done,
  ExitCode.Failed,
  ExitCode.Partial,
  ExitCode.NeedsPerson,
  ExitCode.NotOpen,
  ExitCode.RefusedByAws,
];

it.each([60, 400])(
  'two applies, a rollback and somebody who changes tags every %i ms: every process ends, and nothing of others is touched',
  async (pauseMs) => {
    account = await simulated({ world: guideWithLogs(), timing: { pendingMs: 300, deletingMs: 200 } });
    const before = account.sandbox.state();
    const endpoint = structuredClone(theirs());
    let over = false;
    const stranger = meddle(() => over, pauseMs);
    const begin = async (afterMs: number, ...args: string[]): Promise<Run> => {
      await delay(afterMs);
      return account.run([...args, '--yes', '--timeout', '20', '--output', 'json']);
    };
    // `run` kills what has not ended long after its --timeout: then there is no exit code.
    const runs = await Promise.all([
      begin(0, 'apply'),
      begin(100, 'apply'),
      begin(500, 'rollback'),
      begin(900, 'apply'),
    ]);
    over = true;
    await stranger;
    for (const { code, stdout, stderr } of runs) {
      expect(ENDS, `${stdout}${stderr}`).toContain(code);
      expect(`${stdout}${stderr}`).not.toMatch(/defect|InternalError/);
      expect(() => JSON.parse(stdout)).not.toThrow();
    }
    expect({ ...theirs(), tags: {} }).toEqual({ ...endpoint, tags: {} });
    theirs().tags = endpoint.tags;
    expect(await account.run(['rollback', '--yes'])).toMatchObject({ code: ExitCode.Done });
    expect(account.sandbox.state()).toEqual(before);
  },
);
