export {
  DescribeCapacityProviders,
  DescribeContainerInstances,
  ListAccountSettings,
  ListContainerInstances,
} from './capacity.ts';
export { DescribeClusters, ListClusters } from './clusters.ts';
export { DescribeServices, DescribeTaskSets, ListServices } from './services.ts';
export { DescribeTaskDefinition, ListTaskDefinitions } from './task-definitions.ts';
export { DescribeTasks, ListTasks } from './tasks.ts';
export { UpdateService } from './update-service.ts';
