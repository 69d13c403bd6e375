/**
 * What ECS itself says about container instances: no task was placed, so nothing was pulled [aws-facts:
 * agent-endpoints].
 */
import { aws } from '../../remedy/command.ts';
import type { Family } from '../family.ts';

export const PLACEMENT: readonly Family[] = [
  {
    id: 'agent-disconnected',
    class: 'network',
    certainty: 'likely',
    hop: 'ecs-agent',
    all: [
      [
        'encountered error "AGENT"',
        "doesn't have the agent connected",
        'does not have the agent connected',
        'Reason: AGENT',
        'agent is not connected',
      ],
    ],
    cause:
      'The ECS agent of the container instance is not connected to ECS. In an isolated subnet that is its way to ECS: it needs three endpoints. It also happens when the agent or Docker has stopped, or runs full.',
    remedy:
      'See whether ecs-agent, ecs-telemetry and ecs are reachable from the subnet of the instance, then restart the agent.',
    next: { command: 'audit' },
    instead: [
      aws('ecs describe-container-instances', {
        cluster: '{cluster|<cluster>}',
        'container-instances': '<id>',
        region: '{region}',
      }),
    ],
    references: ['ecsEndpoints', 'serviceEvents'],
  },
  {
    id: 'no-container-instances',
    class: 'network',
    certainty: 'likely',
    hop: 'ecs-agent',
    all: [['No Container Instances were found in your cluster', 'No Container Instances were found']],
    cause:
      'No container instance is registered with the cluster: either none runs, or those that run cannot reach ECS to register.',
    remedy:
      'If instances run, they need endpoints for ecs-agent, ecs-telemetry and ecs, an instance role, and ECS_CLUSTER set to the name of the cluster. If none runs, look at the Auto Scaling group; for Fargate, set the launch type.',
    next: { command: 'audit' },
    instead: [aws('ecs list-container-instances', { cluster: '{cluster|<cluster>}', region: '{region}' })],
    references: ['ecsEndpoints', 'serviceEvents'],
  },
  {
    id: 'no-room-on-instances',
    class: 'capacity',
    certainty: 'sure',
    hop: null,
    all: [
      [
        'insufficient CPU units available',
        'insufficient memory available',
        'RESOURCE:MEMORY',
        'RESOURCE:CPU',
        'RESOURCE:PORTS',
        'is already using a port required by your task',
        'encountered error "RESOURCE',
      ],
    ],
    cause: 'No container instance has room for the task: CPU, memory or a port is taken. Nothing was pulled yet.',
    remedy: 'Add instances, use larger ones, or ask for less in the task definition.',
    next: null,
    instead: [
      aws('ecs describe-container-instances', {
        cluster: '{cluster|<cluster>}',
        'container-instances': '<id>',
        query: 'containerInstances[].remainingResources',
        region: '{region}',
      }),
    ],
    references: ['serviceEvents'],
  },
  {
    id: 'instance-lacks-attribute',
    class: 'configuration',
    certainty: 'sure',
    hop: null,
    all: [['is missing an attribute required by your task', 'encountered error "ATTRIBUTE"']],
    cause:
      'No container instance offers what the task definition asks for: a log driver, a network mode, an execution role or an architecture. Nothing was pulled yet.',
    remedy: 'Update the agent or enable the feature on the instances, or leave it out of the task definition.',
    next: null,
    instead: [
      aws('ecs describe-task-definition', {
        'task-definition': '<name>',
        query: 'taskDefinition.requiresAttributes',
        region: '{region}',
      }),
    ],
    references: ['serviceEvents'],
  },
];
