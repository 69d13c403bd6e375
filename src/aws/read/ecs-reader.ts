import { unexpectedResponse } from '../client/validate-response.ts';
import * as sdk from './ecs-sdk.ts';
import { assertEcsShape } from './ecs-shape.ts';
import { everyItem } from './paging.ts';
import type { AwsEcsFailure, Described, EcsReader } from './workload-reader.ts';

/** Batches and pages that ECS takes at most [aws-facts: ecs-batches]. */
const PAGE = 100;
const SERVICES = 10;
const REVISIONS = 20;
const OTHERS = 100;

/** A client of ECS; made in this file so that the SDK's part for ECS is loaded with it, and only with it. */
export function ecsClient(settings: sdk.ECSClientConfig): sdk.ECSClient {
  return new sdk.ECSClient(settings);
}

/**
 * The EcsReader over the SDK's client; rejects with the SDK's own errors (see errors/wrap-errors.ts). `pageSize` only lowers
 * the size of pages, for tests.
 */
export function ecsReader(client: sdk.ECSClient, pageSize: number = PAGE): EcsReader {
  const paging = { client, pageSize: Math.min(pageSize, PAGE) };
  return {
    clusterArns: () => everyItem(sdk.paginateListClusters(paging, {}), (page) => page.clusterArns),
    clusters: (clusters) =>
      inBatches(clusters, OTHERS, async (batch) => {
        const answer = await client.send(
          new sdk.DescribeClustersCommand({ clusters: batch, include: ['CONFIGURATIONS', 'SETTINGS'] }),
        );
        return { found: answer.clusters, failures: answer.failures };
      }),
    serviceArns: (cluster) => everyItem(sdk.paginateListServices(paging, { cluster }), (page) => page.serviceArns),
    services: (cluster, services) =>
      inBatches(services, SERVICES, async (batch) => {
        const answer = await client.send(new sdk.DescribeServicesCommand({ cluster, services: batch }));
        return { found: answer.services, failures: answer.failures };
      }),
    async expressService(serviceArn) {
      const { service, $metadata } = await client.send(new sdk.DescribeExpressGatewayServiceCommand({ serviceArn }));
      if (service === undefined) throw unexpectedResponse($metadata);
      assertEcsShape(service);
      return service;
    },
    serviceRevisions: (arns) =>
      inBatches(arns, REVISIONS, async (batch) => {
        const answer = await client.send(new sdk.DescribeServiceRevisionsCommand({ serviceRevisionArns: batch }));
        return { found: answer.serviceRevisions, failures: answer.failures };
      }),
    taskArns: (cluster, { service, status }) =>
      everyItem(
        sdk.paginateListTasks(paging, { cluster, desiredStatus: status, ...(service && { serviceName: service }) }),
        (page) => page.taskArns,
      ),
    tasks: (cluster, tasks) =>
      inBatches(tasks, OTHERS, async (batch) => {
        const answer = await client.send(new sdk.DescribeTasksCommand({ cluster, tasks: batch }));
        return { found: answer.tasks, failures: answer.failures };
      }),
    async taskDefinition(name) {
      const { taskDefinition, $metadata } = await client.send(
        new sdk.DescribeTaskDefinitionCommand({ taskDefinition: name }),
      );
      if (taskDefinition === undefined) throw unexpectedResponse($metadata);
      assertEcsShape(taskDefinition);
      return taskDefinition;
    },
    capacityProviders: (cluster, names) =>
      inBatches(names, OTHERS, async (batch) => {
        // Of Managed Instances ECS tells only where the cluster is named, and not every emulator knows the parameter.
        const answer = await client.send(
          new sdk.DescribeCapacityProvidersCommand({ capacityProviders: batch, cluster }),
        );
        return { found: answer.capacityProviders, failures: answer.failures };
      }),
    containerInstanceArns: (cluster) =>
      everyItem(
        sdk.paginateListContainerInstances(paging, { cluster, status: 'ACTIVE' }),
        (page) => page.containerInstanceArns,
      ),
    containerInstances: (cluster, instances) =>
      inBatches(instances, OTHERS, async (batch) => {
        const answer = await client.send(
          new sdk.DescribeContainerInstancesCommand({ cluster, containerInstances: batch }),
        );
        return { found: answer.containerInstances, failures: answer.failures };
      }),
  };
}

interface Answer<T> {
  readonly found: T[] | undefined;
  readonly failures: AwsEcsFailure[] | undefined;
}

/** Describes any number of things, side by side; of none ECS would describe a default, so none are not asked for. */
async function inBatches<T>(
  names: readonly string[],
  size: number,
  describe: (batch: string[]) => Promise<Answer<T>>,
): Promise<Described<T>> {
  const batches: string[][] = [];
  for (let i = 0; i < names.length; i += size) batches.push(names.slice(i, i + size));
  const answers = await Promise.all(batches.map(describe));
  for (const { found, failures } of answers) {
    assertEcsShape(found);
    assertEcsShape(failures);
  }
  return {
    found: answers.flatMap(({ found }) => found ?? []),
    failures: answers.flatMap(({ failures }) => failures ?? []),
  };
}
