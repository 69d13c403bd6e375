import type {
  CapacityProvider,
  Cluster,
  ContainerInstance,
  ECSExpressGatewayService,
  Failure,
  Service,
  ServiceRevision,
  Task,
  TaskDefinition,
} from '@aws-sdk/client-ecs';

/** ECS's own shapes, by type only. */
export type AwsEcsCapacityProvider = CapacityProvider;
export type AwsEcsCluster = Cluster;
export type AwsEcsContainerInstance = ContainerInstance;
export type AwsEcsExpressService = ECSExpressGatewayService;
export type AwsEcsFailure = Failure;
export type AwsEcsService = Service;
export type AwsEcsServiceRevision = ServiceRevision;
export type AwsEcsTask = Task;
export type AwsEcsTaskDefinition = TaskDefinition;

/** What ECS describes, and what it says of the rest: under HTTP 200 it lists what is MISSING. */
export interface Described<T> {
  readonly found: readonly T[];
  readonly failures: readonly AwsEcsFailure[];
}

/** Which tasks of a cluster: ECS's `STOPPED` are those of the last hour, `RUNNING` those that are to run. */
export interface TaskFilter {
  readonly service?: string | undefined;
  readonly status: 'RUNNING' | 'STOPPED';
}

/**
 * Every call that reads ECS, and no other. Each method answers all pages and batches, or rejects with a `PullpathError`
 * (see faults.ts). Things are named by name or ARN; a `cluster` by either.
 */
export interface EcsReader {
  clusterArns(): Promise<string[]>;
  clusters(names: readonly string[]): Promise<Described<AwsEcsCluster>>;
  serviceArns(cluster: string): Promise<string[]>;
  services(cluster: string, names: readonly string[]): Promise<Described<AwsEcsService>>;
  /** An Express service by its ARN: what ECS manages of it. */
  expressService(arn: string): Promise<AwsEcsExpressService>;
  /** What services run as by now, by the ARNs of their revisions; older deployments have none. */
  serviceRevisions(arns: readonly string[]): Promise<Described<AwsEcsServiceRevision>>;
  taskArns(cluster: string, filter: TaskFilter): Promise<string[]>;
  tasks(cluster: string, ids: readonly string[]): Promise<Described<AwsEcsTask>>;
  /** By `FAMILY`, `FAMILY:REVISION` or ARN. */
  taskDefinition(name: string): Promise<AwsEcsTaskDefinition>;
  capacityProviders(cluster: string, names: readonly string[]): Promise<Described<AwsEcsCapacityProvider>>;
  containerInstanceArns(cluster: string): Promise<string[]>;
  containerInstances(cluster: string, ids: readonly string[]): Promise<Described<AwsEcsContainerInstance>>;
}
