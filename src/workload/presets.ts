import type { Platform } from './workload.ts';

/** What runs the containers, where no ECS service tells it. */
export const PRESETS = ['fargate', 'ec2', 'batch', 'eks-fargate', 'managed-instances'] as const;
export type Preset = (typeof PRESETS)[number];

interface PresetNeeds {
  readonly platform: Platform;
  /** Services that the host itself needs, beside those of the pull. */
  readonly services: readonly string[];
}

/** Instances register with ECS through these three, and one is of no use without the others. */
const AGENT = ['ecs', 'ecs-agent', 'ecs-telemetry'];

/**
 * The services of hosts [aws-facts: agent-endpoints, managed-instances, batch-jobs, eks-fargate]. Jobs of Batch on EC2
 * instances write to awslogs unless told otherwise; pods on EKS Fargate sign in through STS. For Managed Instances AWS
 * lists no endpoints.
 */
export const PRESET_NEEDS: { readonly [P in Preset]: PresetNeeds } = {
  fargate: { platform: 'fargate-1.4.0', services: [] },
  ec2: { platform: 'ec2', services: AGENT },
  batch: { platform: 'ec2', services: [...AGENT, 'logs'] },
  'eks-fargate': { platform: 'fargate-1.4.0', services: ['sts'] },
  'managed-instances': { platform: 'managed-instances', services: [] },
};
