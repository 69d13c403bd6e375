import { apply } from '../../src/apply/apply.ts';
import type { Clock } from '../../src/apply/clock.ts';
import { connect } from '../../src/aws/client/clients.ts';
import { Options } from '../../src/cli/line/options.ts';
import { diagnoser } from '../../src/cli/run/audit/diagnoser.ts';
import { chooseTargets } from '../../src/cli/run/targets/choose-targets.ts';
import { assertPlaced, vpcOf } from '../../src/cli/run/targets/workload-vpc.ts';
import type { EcsSnapshot } from '../../src/discover/ecs/ecs-snapshot.ts';
import { readWorkload } from '../../src/discover/ecs/read-ecs.ts';
import { readService } from '../../src/discover/ecs/read-service.ts';
import type { EcsService } from '../../src/discover/ecs/service.ts';
import { discover, readVpcDetails } from '../../src/discover/reading/discover.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { PRICES } from '../../src/plan/preview/prices.ts';
import { makeRollbackPlan } from '../../src/plan/rollback/rollback-plan.ts';
import {
  manualClock,
  type Network,
  startSandbox,
  type Task,
  type WorldName,
  walkTask,
  worldNames,
  worlds,
} from '../../src/sandbox/index.ts';
import { symptomOf } from '../../src/symptom/symptom.ts';
import type { WatchOutcome } from '../../src/watch/outcome.ts';
import { startOf } from '../../src/watch/task-stages.ts';
import { watchService } from '../../src/watch/watch-service.ts';
import { workloadOfService } from '../../src/workload/from-service.ts';
import { runId } from './stage.ts';

/** Every service of every world, by the world's name. */
export const SERVICES: readonly (readonly [world: WorldName, service: string])[] = worldNames.flatMap((world) =>
  worlds[world].make().ecs.services.map(({ name }) => [world, name] as const),
);

/** A service of a simulated account, with pullpath's own parts around it; time passes only where it is waited for. */
export async function openService(world: WorldName, name: string) {
  const time = manualClock();
  const sandbox = await startSandbox({ world, clock: time });
  const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' };
  const connection = await connect({ region: sandbox.region, endpointUrl: sandbox.url, credentials });
  const clock: Clock = { now: () => time.now(), sleep: async (ms) => time.advance(ms) };
  const [cluster] = sandbox.network().ecs.clusters.map((each) => each.name);
  const { reader } = connection;
  const region = sandbox.region;
  const ecs = async (): Promise<{ snapshot: EcsSnapshot; service: EcsService }> => {
    const snapshot = await readWorkload(await connection.ecs(), { cluster, service: name });
    return { snapshot, service: snapshot.services[0]! };
  };
  /** What audit and plan work on. */
  const chosen = async () => {
    const { snapshot: told, service } = await ecs();
    const options = Options.parse({ cluster, service: name, modifyExisting: true });
    const workload = workloadOfService(told, service, region);
    const wide = await discover(reader, { region });
    const vpcId = vpcOf(wide, options, workload);
    const snapshot = await readVpcDetails(reader, wide, [vpcId]);
    const choices = chooseTargets(snapshot, options, vpcId, workload);
    return { told, service, options, snapshot, choices, diagnose: diagnoser(choices, options) };
  };
  let runs = 0;
  const carryOut = async (plan: Plan) => {
    const { failure } = await apply({
      plan,
      reader,
      writer: connection.writer(),
      clock,
      awsTimeMs: () => time.now(),
      timeoutMs: 3_600_000,
      emit: () => undefined,
      stop: new AbortController().signal,
    });
    if (failure !== undefined) throw failure;
  };
  return {
    network: (): Network => sandbox.network(),
    /** The newest task that failed, as the sandbox has it. */
    newestFailed: (): Task | undefined =>
      sandbox
        .network()
        .ecs.tasks.filter((task) => task.service === name && task.stopCode === 'TaskFailedToStart')
        .at(-1),
    async symptom() {
      const { told, service, snapshot, diagnose } = await chosen();
      return symptomOf({ snapshot: told, service, region, diagnosis: diagnose(snapshot) });
    },
    async plan(): Promise<Plan> {
      const { snapshot, choices, diagnose } = await chosen();
      assertPlaced(choices.workload);
      runs += 1;
      return makePlan({ snapshot, choices, diagnose, run: runId(runs, time.now()), prices: PRICES });
    },
    apply: carryOut,
    async rollback(vpcId: string) {
      runs += 1;
      const snapshot = await discover(reader, { region, vpcIds: [vpcId] });
      const made = {
        snapshot,
        vpcId,
        stack: 'default',
        run: runId(runs, time.now()),
        prices: PRICES,
        modifyExisting: true,
      };
      await carryOut(makeRollbackPlan(made) as Plan);
    },
    force: async () => (await connection.ecsWriter()).forceNewDeployment(cluster ?? '', name),
    /** @param deploymentId the one whose tasks count; null for any */
    async watch(deploymentId: string | null): Promise<WatchOutcome> {
      const { snapshot, service } = await ecs();
      const first = { service, tasks: snapshot.tasks };
      const lookUp = await connection.ecs();
      return watchService({
        terms: {
          start: startOf(first, deploymentId === null ? new Date(time.now()).toISOString() : null, deploymentId),
          subnetIds: service.network?.subnetIds ?? null,
          instanceSubnets: new Map(snapshot.containerInstances.map(({ arn, subnetId }) => [arn, subnetId])),
          region,
          external: false,
        },
        first,
        read: () => readService(lookUp, cluster ?? '', name),
        clock,
        timeoutMs: 3_600_000,
        emit: () => undefined,
        stop: new AbortController().signal,
      });
    },
    close: async () => {
      connection.close();
      await sandbox.close();
    },
  };
}

/** The hops that the walk of a task like this one finds shut, by the names that audit gives them. */
export function shutHops(network: Network, task: Task): string[] {
  const shut = walkTask(network, task).filter(({ walk }) => walk.reached !== true);
  return shut.flatMap(({ service, host, image, walk }) => {
    const home = image?.ecrRegion ?? /\.([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(host)?.[1] ?? network.region;
    const registry = image?.registry === undefined ? [] : [image.registry.replace('registry-1.', '')];
    const names = home === network.region ? [service] : [`${service}@${home}`, `ecr@${home}`];
    return [...(service === 'registry' ? [...registry, host] : names), ...(walk.stage === 'dns' ? ['dns'] : [])];
  });
}
