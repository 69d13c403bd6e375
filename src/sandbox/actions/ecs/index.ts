import type { Action } from '../action.ts';
import {
  DescribeCapacityProviders,
  DescribeContainerInstances,
  ListAccountSettings,
  ListContainerInstances,
} from './capacity.ts';
import { DescribeClusters, ListClusters } from './clusters.ts';
import { DescribeExpressGatewayService, DescribeServiceRevisions } from './revisions.ts';
import { DescribeServices, DescribeTaskSets, ListServices } from './services.ts';
import { DescribeTaskDefinition, ListTaskDefinitions } from './task-definitions.ts';
import { DescribeTasks, ListTasks } from './tasks.ts';
import { UpdateService } from './update-service.ts';

/** Every action of ECS that the sandbox answers, under AWS's name. */
export const ecsActions: Readonly<Record<string, Action>> = {
  DescribeCapacityProviders,
  DescribeClusters,
  DescribeContainerInstances,
  DescribeExpressGatewayService,
  DescribeServiceRevisions,
  DescribeServices,
  DescribeTaskDefinition,
  DescribeTasks,
  DescribeTaskSets,
  ListAccountSettings,
  ListClusters,
  ListContainerInstances,
  ListServices,
  ListTaskDefinitions,
  ListTasks,
  UpdateService,
};
