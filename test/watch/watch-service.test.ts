import { describe, expect, it, onTestFinished } from 'vitest';
import type { Clock } from '../../src/apply/clock.ts';
import { connect } from '../../src/aws/client/clients.ts';
import { readService } from '../../src/discover/ecs/read-service.ts';
import { manualClock, type Network, startSandbox, type World, type WorldName } from '../../src/sandbox/index.ts';
import type { WatchEvent } from '../../src/watch/event.ts';
import { startOf } from '../../src/watch/task-stages.ts';
import { watchService } from '../../src/watch/watch-service.ts';
import { openPath, shutPath } from '../sandbox/ecs/opening.ts';

/** A simulated service that is followed; time passes only where it is waited for. */
async function followed(world: WorldName | World, name = 'orders') {
  const time = manualClock();
  const sandbox = await startSandbox({ world, clock: time });
  const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' };
  const connection = await connect({ region: sandbox.region, endpointUrl: sandbox.url, credentials });
  onTestFinished(async () => {
    connection.close();
    await sandbox.close();
  });
  const clock: Clock = { now: () => time.now(), sleep: async (ms) => time.advance(ms) };
  const reader = await connection.ecs();
  const read = () => readService(reader, 'prod', name);
  const events: WatchEvent[] = [];
  async function watch(over: { deploymentId?: string | null; timeoutMs?: number; stop?: AbortSignal } = {}) {
    const first = await read();
    const outcome = await watchService({
      terms: {
        start: startOf(first, null, over.deploymentId ?? null),
        subnetIds: first.service.network?.subnetIds ?? null,
        instanceSubnets: new Map(),
        region: sandbox.region,
        external: false,
      },
      first,
      read,
      clock,
      timeoutMs: over.timeoutMs ?? 60_000,
      emit: (event) => events.push(event),
      stop: over.stop ?? new AbortController().signal,
    });
    return outcome;
  }
  const network: Network = sandbox.network();
  return { watch, events, network, force: async () => (await connection.ecsWriter()).forceNewDeployment('prod', name) };
}

describe('following a service', () => {
  it('the next failure, explained', async () => {
    const { watch, events } = await followed('failing-service');
    const outcome = await watch();
    expect(outcome).toMatchObject({
      verdict: 'not-proved',
      failure: { phase: 'before-the-pull', explanation: { class: 'network', hop: 'ecr.api' } },
    });
    expect(
      events.filter(({ type }) => type === 'task-stage').map((event) => 'stage' in event && event.stage),
    ).toContain('failed');
  });

  it('the first pull after the path was opened', async () => {
    const { watch, network } = await followed('failing-service');
    openPath(network);
    const outcome = await watch();
    expect(outcome).toMatchObject({ verdict: 'proved', failure: null, pulls: [{ overNetwork: true }] });
    const [pull] = outcome.pulls;
    const ids = network.subnets.map(({ id }) => id);
    expect(outcome.unprovedSubnetIds).toEqual(ids.filter((id) => id !== pull?.subnetId));
  });

  it('a service that runs as it should gives no proof by itself, and a forced deployment does', async () => {
    const { watch, force } = await followed('one-of-two');
    expect(await watch({ timeoutMs: 5000 })).toMatchObject({ verdict: 'undecided', reason: 'time-out' });
    const deploymentId = await force();
    expect(deploymentId).toMatch(/^ecs-svc\//);
    expect(await watch({ deploymentId })).toMatchObject({ verdict: 'proved', unprovedSubnetIds: expect.any(Array) });
  });

  it('what ran before the path was shut does not prove it open', async () => {
    const { watch, force, network } = await followed('one-of-two');
    shutPath(network);
    const deploymentId = await force();
    expect(await watch({ deploymentId })).toMatchObject({ verdict: 'not-proved' });
  });

  it('ends politely where it is interrupted', async () => {
    const { watch } = await followed('one-of-two');
    const stop = AbortSignal.abort();
    expect(await watch({ stop })).toMatchObject({ verdict: 'undecided', reason: 'interrupted' });
  });

  it('ECS refuses to force what CODE_DEPLOY deploys', async () => {
    const { force } = await followed('code-deploy');
    await expect(force()).rejects.toMatchObject({ kind: 'refused-by-aws', action: 'ecs:UpdateService' });
  });
});
