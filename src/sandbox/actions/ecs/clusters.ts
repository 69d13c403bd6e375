import type { Cluster } from '../../ecs/types.ts';
import type { Fields } from '../../protocol/wire.ts';
import type { Action, Call } from '../action.ts';
import { clusterArn, ecsOf, invalid, missing, pageOf, shortName, tagKeys, tagList } from './request.ts';
import { strategyOf } from './rollout-view.ts';

export const ListClusters: Action = {
  mutating: false,
  run(call) {
    call.permit();
    const active = ecsOf(call).clusters.filter(({ status }) => status === 'ACTIVE');
    const { items, nextToken } = pageOf(
      call,
      active.map(({ name }) => clusterArn(call, name)),
      100,
    );
    return { clusterArns: items, nextToken };
  },
};

function view(call: Call, cluster: Cluster): Fields {
  const { services, tasks, containerInstances } = ecsOf(call);
  const inside = <Item extends { cluster: string }>(items: readonly Item[]) =>
    items.filter((item) => item.cluster === cluster.name);
  const withStatus = (status: string) => inside(tasks).filter(({ lastStatus }) => lastStatus === status).length;
  return {
    clusterArn: clusterArn(call, cluster.name),
    clusterName: cluster.name,
    status: cluster.status,
    registeredContainerInstancesCount: inside(containerInstances).length,
    runningTasksCount: withStatus('RUNNING'),
    pendingTasksCount: withStatus('PENDING') + withStatus('PROVISIONING'),
    activeServicesCount: inside(services).filter(({ status }) => status === 'ACTIVE').length,
    statistics: [],
    tags: call.form.list('include').includes('TAGS') ? tagList(cluster.tags) : [],
    settings: call.form.list('include').includes('SETTINGS') ? [{ name: 'containerInsights', value: 'disabled' }] : [],
    capacityProviders: cluster.capacityProviders,
    defaultCapacityProviderStrategy: strategyOf(cluster.defaultStrategy),
  };
}

export const DescribeClusters: Action = {
  mutating: false,
  run(call) {
    const given = call.form.list('clusters');
    if (given.length > 100) throw invalid('Clusters list can have at most 100 items.');
    const asked = (given.length > 0 ? given : ['default']).map(shortName);
    const { clusters } = ecsOf(call);
    const found = asked.map((name) => clusters.find((cluster) => cluster.name === name));
    call.permit(asked.map((name, n) => ({ arn: clusterArn(call, name), keys: tagKeys(found[n]?.tags ?? {}) })));
    return {
      clusters: found.filter((cluster) => cluster !== undefined).map((cluster) => view(call, cluster)),
      failures: asked.filter((_, n) => !found[n]).map((name) => missing(clusterArn(call, name))),
    };
  },
};
