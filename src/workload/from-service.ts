import type { ContainerInstance } from '../discover/ecs/cluster.ts';
import type { EcsSnapshot } from '../discover/ecs/ecs-snapshot.ts';
import type { Launch, TaskNetwork } from '../discover/ecs/launch.ts';
import type { EcsService } from '../discover/ecs/service.ts';
import type { EcsTask } from '../discover/ecs/task.ts';
import { compare } from '../order.ts';
import { type PullingNetwork, UNKNOWN_NETWORK, unreadCalls, workloadOfLaunch } from './launched.ts';
import { type NotJudged, type Platform, UNKNOWN_WORKLOAD, type Workload } from './workload.ts';

/**
 * The workload of a service, from what was read: its PRIMARY deployment or task set, for which ECS starts tasks now.
 * What could not be read or told stays null. On EC2 and Managed Instances the subnets are those of the instances, which
 * pull [aws-facts: ecs-network-configuration, instance-interface].
 * @param region where the service runs
 */
export function workloadOfService(snapshot: EcsSnapshot, service: EcsService, region: string): Workload {
  const launch = currentLaunch(service);
  const workload = ofLaunch(snapshot, service, launch, region);
  const guard = isGuarded(snapshot, service) ? [GUARDED] : [];
  return {
    ...workload,
    notes: [...workload.notes, ...notesOf(service), ...guard],
    notJudged: [...workload.notJudged, ...olderDeployments(service, launch), ...unreadGuard(snapshot)],
  };
}

function notesOf({ status, desiredCount }: EcsService): string[] {
  if (status === 'DRAINING')
    return ['The service is DRAINING: it is being deleted, and ECS starts no more tasks for it.'];
  return desiredCount === 0 ? ['The desired count of the service is 0, so ECS starts no task that could show it.'] : [];
}

/** What GuardDuty adds to a task, and what that depends on [aws-facts: guardduty-image]. */
const GUARDED =
  "GuardDuty's agent runs next to the containers: its image comes from an ECR repository of AWS, over the same path. An endpoint policy that admits only your own account's repositories stops it; the task starts without it.";

/** By what ECS says of the revision, else by the side-car that its tasks show. */
function isGuarded({ tasks }: EcsSnapshot, { name, cluster, guardDuty }: EcsService): boolean {
  if (guardDuty !== null) return guardDuty;
  const own = tasks.filter((task) => task.group === `service:${name}` && task.cluster === cluster);
  return own.some(hasAgent);
}

function hasAgent({ containers }: EcsTask): boolean {
  return containers.some((container) => container.name.startsWith('aws-guardduty-agent'));
}

function unreadGuard({ unread }: EcsSnapshot): NotJudged[] {
  return unread
    .filter(({ part }) => part === 'serviceRevisions')
    .slice(0, 1)
    .map(({ action, code }) => ({
      what: "whether GuardDuty's agent runs next to the containers",
      because: `${action} answered ${code}; tasks start without it`,
    }));
}

/**
 * The workload of one task: what its service launched it with where it has one, and what the task tells beyond that: its
 * subnet, platform version and revision. Of a task by itself ECS tells neither groups nor whether it got a public address.
 */
export function workloadOfTask(snapshot: EcsSnapshot, task: EcsTask, region: string): Workload {
  const name = task.group?.startsWith('service:') ? task.group.slice('service:'.length) : null;
  const service = snapshot.services.find((candidate) => candidate.name === name);
  const own = {
    taskDefinition: task.taskDefinition,
    ...(task.platformVersion === null ? {} : { platformVersion: task.platformVersion }),
    ...(task.platformFamily === null ? {} : { platformFamily: task.platformFamily }),
  };
  if (service === undefined) return ofTaskAlone(snapshot, task, region);
  const launched = [...service.deployments, ...service.taskSets].find(({ id }) => id === task.startedBy);
  const launch = { ...(launched ?? currentLaunch(service)), ...own };
  const network = launch.network ?? service.network;
  const subnetIds = task.subnetId === null ? network?.subnetIds : [task.subnetId];
  const placed = network === null || subnetIds === undefined ? network : { ...network, subnetIds };
  const workload = ofLaunch(snapshot, service, { ...launch, network: placed }, region);
  return { ...workload, task: task.id, notes: [...workload.notes, ...(hasAgent(task) ? [GUARDED] : [])] };
}

/** Where ECS told neither service nor task: their names, and why. */
export function unreadWorkload(
  names: { readonly cluster: string; readonly service: string | null; readonly task: string | null },
  snapshot: EcsSnapshot,
): Workload {
  return { ...UNKNOWN_WORKLOAD, ...names, unread: unreadCalls(snapshot) };
}

function ofTaskAlone(snapshot: EcsSnapshot, task: EcsTask, region: string): Workload {
  const launch = {
    launchType: task.launchType,
    capacityProviders: task.capacityProvider === null ? [] : [task.capacityProvider],
    platformVersion: task.platformVersion,
    platformFamily: task.platformFamily,
    taskDefinition: task.taskDefinition,
    network: null,
  };
  const instance = snapshot.containerInstances.find(({ arn }) => arn === task.containerInstance);
  const workload = workloadOfLaunch(
    snapshot,
    {
      cluster: task.cluster,
      from: `task ${task.id} of cluster ${task.cluster}`,
      // A task on Fargate names its launch type and, with a strategy, its provider as well.
      launch: launch.launchType === null ? launch : { ...launch, capacityProviders: [] },
      network: (platform) =>
        onInstances(platform)
          ? networkOfInstances(instance === undefined ? [] : [instance], task.cluster)
          : { ...UNKNOWN_NETWORK, subnetIds: task.subnetId === null ? null : [task.subnetId] },
      enableExecuteCommand: task.enableExecuteCommand,
      serviceConnect: null,
    },
    region,
  );
  return { ...workload, task: task.id, notes: [...workload.notes, ...(hasAgent(task) ? [GUARDED] : [])] };
}

function ofLaunch(snapshot: EcsSnapshot, service: EcsService, launch: Launch, region: string): Workload {
  const deployment = service.deployments.find(({ status }) => status === 'PRIMARY');
  const workload = workloadOfLaunch(
    snapshot,
    {
      cluster: service.cluster,
      from: `service ${service.name} of cluster ${service.cluster}`,
      launch,
      network: (platform, providers) => networkOf(snapshot, service, launch.network, providers, platform),
      enableExecuteCommand: service.enableExecuteCommand,
      serviceConnect: deployment?.serviceConnect ? { log: deployment.serviceConnectLog } : null,
    },
    region,
  );
  return { ...workload, service: service.name };
}

/**
 * With the rolling controller the PRIMARY deployment, with the others the PRIMARY task set; else what the service says.
 */
function currentLaunch(service: EcsService): Launch {
  const all = service.deploymentController === 'ECS' ? service.deployments : service.taskSets;
  const primary: Launch | undefined = all.find(({ status }) => status === 'PRIMARY');
  return primary === undefined ? service : { ...primary, network: primary.network ?? service.network };
}

/** Deployments before the PRIMARY one whose tasks still run, and differently. */
function olderDeployments({ deployments, deploymentController }: EcsService, current: Launch): NotJudged[] {
  if (deploymentController !== 'ECS') return [];
  const differs = ({ network, taskDefinition, platformVersion }: Launch) =>
    JSON.stringify([network ?? current.network, taskDefinition, platformVersion]) !==
    JSON.stringify([current.network, current.taskDefinition, current.platformVersion]);
  return deployments
    .filter((each) => each.status === 'ACTIVE' && differs(each))
    .map(({ id, taskDefinition }) => ({
      what: `the older deployment ${id} (${revisionOf(taskDefinition)})`,
      because:
        'ECS replaces its tasks with those of the PRIMARY deployment, and it differs in subnets, groups, revision or platform',
    }));
}

/** `…:task-definition/orders:7` → `orders:7` */
function revisionOf(arn: string | null): string {
  return arn === null ? 'no task definition' : arn.slice(arn.lastIndexOf('/') + 1);
}

function onInstances(platform: Platform | null): boolean {
  return platform === 'ec2' || platform === 'managed-instances';
}

function networkOf(
  snapshot: EcsSnapshot,
  service: EcsService,
  network: TaskNetwork | null,
  providers: readonly string[],
  platform: Platform | null,
): PullingNetwork {
  if (platform === 'managed-instances') {
    const [instances] = snapshot.capacityProviders
      .filter(({ name }) => providers.includes(name))
      .flatMap((provider) => provider.instances ?? []);
    if (instances !== undefined && instances.subnetIds.length > 0) return { ...instances, assignPublicIp: null };
  }
  if (onInstances(platform)) return networkOfInstances(instancesOf(snapshot, service, providers), service.cluster);
  return platform === null ? UNKNOWN_NETWORK : (network ?? UNKNOWN_NETWORK);
}

/** Those of the providers, else all of the cluster. */
function instancesOf(
  { containerInstances }: EcsSnapshot,
  { cluster }: EcsService,
  providers: readonly string[],
): ContainerInstance[] {
  return containerInstances.filter(
    ({ arn, capacityProvider }) =>
      arn.includes(`/${cluster}/`) && (providers.length === 0 || providers.includes(capacityProvider ?? '')),
  );
}

/**
 * How instances stand in the network. Null is what one of them does not tell, since part of a list would look like all of
 * it, and what differs among them: a group of one instance lets nothing out of another.
 */
function networkOfInstances(instances: readonly ContainerInstance[], cluster: string): PullingNetwork {
  if (instances.length === 0) {
    const why = `No container instance of cluster ${cluster} is known that could run its tasks, so in which subnets they pull is not known.`;
    return { ...UNKNOWN_NETWORK, why };
  }
  const told = instances.flatMap(({ subnetId }) => subnetId ?? []);
  const common = <T>(values: readonly (T | null)[]) =>
    new Set(values.map((value) => JSON.stringify(value))).size === 1 ? (values[0] ?? null) : null;
  return {
    subnetIds: told.length < instances.length ? null : [...new Set(told)],
    securityGroupIds: common(instances.map(({ securityGroupIds }) => securityGroupIds?.toSorted(compare) ?? null)),
    assignPublicIp: common(instances.map(({ publicAddress }) => publicAddress)),
    from: `container instances of cluster ${cluster}`,
  };
}
