import { definitionOf, nameOfDefinition } from '../ecs/find.ts';
import { inProgress } from '../ecs/messages.ts';
import { rolloutId } from '../ecs/rollout.ts';
import type { Cluster, ContainerDefinition, EcsService, Rollout, TaskDefinition } from '../ecs/types.ts';
import type { SecurityGroup, Subnet, World } from '../network/types.ts';
import { partitionOf } from '../state/partition.ts';

const bornAt = Date.UTC(2025, 0, 29);

type ContainerOptions = Partial<Omit<ContainerDefinition, 'name'>> & { name?: string };

interface ServiceOptions extends Partial<Omit<EcsService, 'name' | 'cluster' | 'deployments' | 'taskSets'>> {
  subnets: readonly Subnet[];
  groups?: readonly SecurityGroup[];
  publicIp?: boolean;
  /** What the deployment or task set has beside those. */
  rollout?: Partial<Rollout>;
  /** An older deployment whose tasks run still. */
  older?: Partial<Rollout>;
}

/** Writes what ECS has in a world, in few lines. */
export class EcsBuilder {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  get #ecs() {
    return this.#world.ecs;
  }

  cluster(name: string, options: Partial<Cluster> = {}): Cluster {
    const cluster: Cluster = {
      name,
      status: 'ACTIVE',
      capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
      defaultStrategy: [],
      tags: {},
      ...options,
    };
    this.#ecs.clusters.push(cluster);
    return cluster;
  }

  /** The URI of an image in a private registry: of this account and region unless told otherwise. */
  image(repository: string, region = this.#world.region, accountId = this.#world.accountId): string {
    return `${accountId}.dkr.ecr.${region}.${partitionOf(region).dnsSuffix}/${repository}`;
  }

  /** The ARN of a secret of Secrets Manager. */
  secret(name: string): string {
    const { region, accountId } = this.#world;
    return `arn:${partitionOf(region).name}:secretsmanager:${region}:${accountId}:secret:${name}`;
  }

  /** Logs to CloudWatch in this region, or in another. */
  awslogs(group: string, region = this.#world.region) {
    const options = { 'awslogs-group': group, 'awslogs-region': region, 'awslogs-stream-prefix': 'ecs' };
    return { logDriver: 'awslogs', options };
  }

  /**
   * The next revision of a family, for Fargate. The image is `FAMILY:1` of this account where a container names none.
   */
  definition(
    family: string,
    containers: readonly ContainerOptions[],
    options: Partial<TaskDefinition> = {},
  ): TaskDefinition {
    const { accountId, region } = this.#world;
    const definition: TaskDefinition = {
      family,
      revision: this.#ecs.taskDefinitions.filter((each) => each.family === family).length + 1,
      status: 'ACTIVE',
      networkMode: 'awsvpc',
      compatibilities: ['FARGATE'],
      cpu: '256',
      memory: '512',
      executionRoleArn: `arn:${partitionOf(region).name}:iam::${accountId}:role/ecsTaskExecutionRole`,
      operatingSystemFamily: 'LINUX',
      containers: containers.map((container) => ({
        name: family,
        image: this.image(`${family}:1`),
        essential: true,
        ...container,
      })),
      tags: {},
      ...options,
    };
    this.#ecs.taskDefinitions.push(definition);
    return definition;
  }

  /** A service on Fargate with one task that begins when the sandbox does, unless told otherwise. */
  service(cluster: Cluster, name: string, definition: TaskDefinition, options: ServiceOptions): EcsService {
    const { subnets, groups = [], publicIp = false, rollout = {}, older, ...rest } = options;
    const service: EcsService = {
      name,
      cluster: cluster.name,
      status: 'ACTIVE',
      controller: 'ECS',
      desiredCount: 1,
      enableExecuteCommand: false,
      deployments: [],
      taskSets: [],
      events: [],
      createdAt: bornAt,
      tags: {},
      ...rest,
    };
    const launch = rollout.strategy ? {} : { launchType: 'FARGATE' as const };
    const id = rolloutId(cluster.name, name, 1);
    const current: Rollout = {
      id,
      status: 'PRIMARY',
      taskDefinition: nameOfDefinition(definitionOf(this.#ecs, nameOfDefinition(definition))),
      ...launch,
      strategy: [],
      platformVersion: 'LATEST',
      network: {
        subnetIds: subnets.map((subnet) => subnet.id),
        groupIds: groups.map((group) => group.id),
        assignPublicIp: publicIp ? 'ENABLED' : 'DISABLED',
      },
      desiredCount: service.desiredCount,
      alreadyRunning: 0,
      failedTasks: 0,
      failuresInARow: 0,
      nextStartAt: 0,
      rolloutState: 'IN_PROGRESS',
      rolloutStateReason: inProgress(id),
      createdAt: 0,
      updatedAt: 0,
      ...rollout,
    };
    const list = service.controller === 'ECS' ? service.deployments : service.taskSets;
    list.push(current);
    if (older) {
      const olderId = rolloutId(cluster.name, name, 0);
      const state = { rolloutState: 'COMPLETED', rolloutStateReason: `ECS deployment ${olderId} completed.` } as const;
      const ages = { alreadyRunning: service.desiredCount, createdAt: bornAt, updatedAt: bornAt };
      list.push({ ...current, id: olderId, status: 'ACTIVE', ...state, ...ages, ...older });
    }
    this.#ecs.services.push(service);
    return service;
  }
}
