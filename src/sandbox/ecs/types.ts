/**
 * What ECS knows in one region of one account, as plain data. A world writes clusters, definitions and services; tasks,
 * deployments' counts and events come to be while the sandbox runs. Times in milliseconds since the epoch.
 */
import type { Tags } from '../network/types.ts';

export type LaunchType = 'FARGATE' | 'EC2' | 'EXTERNAL' | 'MANAGED_INSTANCES';

export interface StrategyItem {
  capacityProvider: string;
  weight: number;
  base: number;
}

/** `awsvpcConfiguration`. */
export interface TaskNetwork {
  subnetIds: string[];
  /** Empty: the VPC's default group [aws-facts: ecs-network-configuration]. */
  groupIds: string[];
  assignPublicIp: 'ENABLED' | 'DISABLED';
}

export interface Cluster {
  name: string;
  status: 'ACTIVE' | 'INACTIVE';
  capacityProviders: string[];
  defaultStrategy: StrategyItem[];
  tags: Tags;
}

/** As ECS's API writes it; what the start of a task does not look at is passed on as it is. */
export interface ContainerDefinition {
  name: string;
  image: string;
  essential: boolean;
  repositoryCredentials?: { credentialsParameter: string };
  secrets?: { name: string; valueFrom: string }[];
  environmentFiles?: { value: string; type: 's3' }[];
  logConfiguration?: {
    logDriver: string;
    options?: Record<string, string>;
    secretOptions?: { name: string; valueFrom: string }[];
  };
  firelensConfiguration?: { type: string; options?: Record<string, string> };
}

export interface TaskDefinition {
  family: string;
  revision: number;
  status: 'ACTIVE' | 'INACTIVE';
  networkMode: 'awsvpc' | 'bridge' | 'host' | 'none';
  compatibilities: LaunchType[];
  cpu: string;
  memory: string;
  executionRoleArn: string;
  operatingSystemFamily: string;
  containers: ContainerDefinition[];
  tags: Tags;
}

/** What starts tasks: a deployment, or a task set. */
export interface Rollout {
  /** `ecs-svc/…`, which tasks carry as `startedBy`. */
  id: string;
  /** `PRIMARY`, `ACTIVE`, and of task sets also `DRAINING`. */
  status: 'PRIMARY' | 'ACTIVE' | 'DRAINING';
  /** `family:revision`. */
  taskDefinition: string;
  launchType?: LaunchType;
  strategy: StrategyItem[];
  platformVersion: string;
  network?: TaskNetwork;
  desiredCount: number;
  /** Tasks that run already when the sandbox starts, from better days. */
  alreadyRunning: number;
  failedTasks: number;
  /** Starts that failed one after the other, which lengthen the pause before the next. */
  failuresInARow: number;
  nextStartAt: number;
  rolloutState: 'COMPLETED' | 'FAILED' | 'IN_PROGRESS';
  rolloutStateReason: string;
  /** 0 in a world: it began `historyMs` before the sandbox. */
  createdAt: number;
  updatedAt: number;
}

export interface ServiceEvent {
  id: string;
  createdAt: number;
  message: string;
}

export interface EcsService {
  name: string;
  /** The cluster's name. */
  cluster: string;
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE';
  controller: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';
  desiredCount: number;
  circuitBreaker?: { enable: boolean; rollback: boolean };
  enableExecuteCommand: boolean;
  /** Of Express Mode: ECS manages its parts, and another call tells them. */
  express?: boolean;
  /** GuardDuty watches its tasks. */
  guardDuty?: boolean;
  /** The newest first. Empty with a controller other than ECS. */
  deployments: Rollout[];
  /** Only with a controller other than ECS. */
  taskSets: Rollout[];
  /** The newest first, at most 100. */
  events: ServiceEvent[];
  createdAt: number;
  tags: Tags;
}

export interface TaskContainer {
  name: string;
  image: string;
  imageDigest?: string;
  reason?: string;
}

export interface Task {
  /** 32 hexadecimal digits. */
  id: string;
  cluster: string;
  service: string;
  startedBy: string;
  taskDefinition: string;
  launchType: LaunchType;
  capacityProvider?: string;
  platformVersion?: string;
  containerInstanceId?: string;
  lastStatus: 'PROVISIONING' | 'PENDING' | 'RUNNING' | 'STOPPED';
  desiredStatus: 'RUNNING' | 'STOPPED';
  /** Where the task's own interface is or was; absent without `awsvpc`. */
  subnetId?: string;
  interfaceId?: string;
  privateIp?: string;
  groupIds: string[];
  publicIp: boolean;
  containers: TaskContainer[];
  stopCode?: 'TaskFailedToStart' | 'ServiceSchedulerInitiated';
  stoppedReason?: string;
  createdAt: number;
  connectivityAt?: number;
  pullStartedAt?: number;
  pullStoppedAt?: number;
  startedAt?: number;
  stoppingAt?: number;
  stoppedAt?: number;
}

export interface CapacityProvider {
  name: string;
  type: 'EC2_AUTOSCALING' | 'MANAGED_INSTANCES';
  autoScalingGroupArn?: string;
  /** Of Managed Instances. */
  network?: { subnetIds: string[]; groupIds: string[] };
}

export interface ContainerInstance {
  /** 32 hexadecimal digits. */
  id: string;
  cluster: string;
  instanceId: string;
  capacityProvider?: string;
  agentConnected: boolean;
}

export interface Ecs {
  clusters: Cluster[];
  taskDefinitions: TaskDefinition[];
  services: EcsService[];
  capacityProviders: CapacityProvider[];
  containerInstances: ContainerInstance[];
  /** Images that their registry does not have, as a definition writes them. */
  missingImages: string[];
  tasks: Task[];
}

/** A region where nobody has used ECS. */
export function emptyEcs(): Ecs {
  return {
    clusters: [],
    taskDefinitions: [],
    services: [],
    capacityProviders: [],
    containerInstances: [],
    missingImages: [],
    tasks: [],
  };
}
