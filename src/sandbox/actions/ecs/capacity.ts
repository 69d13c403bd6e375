import type { CapacityProvider, ContainerInstance } from '../../ecs/types.ts';
import type { Fields } from '../../protocol/wire.ts';
import type { Action, Call } from '../action.ts';
import { arn, clusterName, ecsOf, findCluster, missing, names, pageOf, shortName, useIn } from './request.ts';

const fargate = ['FARGATE', 'FARGATE_SPOT'];

function providerView(call: Call, { name, type, autoScalingGroupArn, network }: CapacityProvider): Fields {
  return {
    capacityProviderArn: arn(call, `capacity-provider/${name}`),
    name,
    status: 'ACTIVE',
    type,
    autoScalingGroupProvider: autoScalingGroupArn && { autoScalingGroupArn, managedTerminationProtection: 'DISABLED' },
    managedInstancesProvider: network && {
      instanceLaunchTemplate: {
        networkConfiguration: { subnets: network.subnetIds, securityGroups: network.groupIds },
      },
    },
    tags: [],
  };
}

/** FARGATE and FARGATE_SPOT are there in every account. */
export const DescribeCapacityProviders: Action = {
  mutating: false,
  run(call) {
    const own = ecsOf(call).capacityProviders;
    const given = call.form.list('capacityProviders').map(shortName);
    const asked = given.length > 0 ? given : [...fargate, ...own.map(({ name }) => name)];
    call.permit(asked.map((name) => ({ arn: arn(call, `capacity-provider/${name}`) })));
    const views = asked.map((name) => {
      const found = own.find((each) => each.name === name);
      if (found) return providerView(call, found);
      const usual = { capacityProviderArn: arn(call, `capacity-provider/${name}`), name, status: 'ACTIVE', type: name };
      return fargate.includes(name) ? { ...usual, tags: [] } : undefined;
    });
    return {
      capacityProviders: views.filter((view) => view !== undefined),
      failures: asked.filter((_, n) => !views[n]).map((name) => missing(arn(call, `capacity-provider/${name}`))),
    };
  },
};

const instanceArn = (call: Call, id: string) => arn(call, `container-instance/${clusterName(call)}/${id}`);

const instancesIn = (call: Call) =>
  ecsOf(call).containerInstances.filter(({ cluster }) => cluster === clusterName(call));

export const ListContainerInstances: Action = {
  mutating: false,
  run(call) {
    findCluster(call);
    call.permit([useIn(call, arn(call, `cluster/${clusterName(call)}`))]);
    const { items, nextToken } = pageOf(
      call,
      instancesIn(call).map(({ id }) => instanceArn(call, id)),
      100,
    );
    return { containerInstanceArns: items, nextToken };
  },
};

function instanceView(call: Call, { id, instanceId, capacityProvider, agentConnected }: ContainerInstance): Fields {
  const { tasks } = ecsOf(call);
  // The agent tells where its instance stands.
  const card = call.region.network.interfaces.find((each) => each.instanceId === instanceId);
  const on = tasks.filter((task) => task.containerInstanceId === id && task.lastStatus === 'RUNNING');
  return {
    containerInstanceArn: instanceArn(call, id),
    ec2InstanceId: instanceId,
    capacityProviderName: capacityProvider,
    status: 'ACTIVE',
    agentConnected,
    runningTasksCount: on.length,
    pendingTasksCount: 0,
    attributes: card && [
      { name: 'ecs.subnet-id', value: card.subnetId },
      { name: 'ecs.vpc-id', value: card.vpcId },
    ],
    attachments: [],
    tags: [],
  };
}

export const DescribeContainerInstances: Action = {
  mutating: false,
  run(call) {
    const asked = names(call, 'containerInstances', 100).map(shortName);
    findCluster(call);
    call.permit(asked.map((id) => useIn(call, instanceArn(call, id))));
    const found = asked.map((id) => instancesIn(call).find((each) => each.id === id));
    return {
      containerInstances: found.filter((each) => each !== undefined).map((each) => instanceView(call, each)),
      failures: asked.filter((_, n) => !found[n]).map((id) => missing(instanceArn(call, id))),
    };
  },
};

/** Nobody has changed one: GuardDuty off, FIPS off, logs that do not block [aws-facts: guardduty-image, log-mode]. */
const settings = { fargateFIPSMode: 'disabled', guardDutyActivate: 'off', defaultLogDriverMode: 'non-blocking' };

export const ListAccountSettings: Action = {
  mutating: false,
  run(call) {
    call.permit();
    const { caller, form } = call;
    const wanted = form.text('name');
    const all = form.flag('effectiveSettings') ? Object.entries(settings) : [];
    const listed = all.filter(([name]) => wanted === undefined || name === wanted);
    return {
      settings: listed.map(([name, value]) => ({ name, value, principalArn: `arn:aws:iam::${caller.accountId}:root` })),
    };
  },
};
