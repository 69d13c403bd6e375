import * as z from 'zod/mini';

/**
 * What pulls and starts a task's containers. Fargate's platform versions differ in which interface carries what; on EC2
 * and Managed Instances the instance pulls [aws-facts: task-interface, instance-interface]. `LATEST` is 1.4.0 on Linux
 * and 1.0.0 on Windows.
 */
export const Platform = z.enum(['fargate-1.4.0', 'fargate-1.3.0', 'fargate-windows', 'ec2', 'managed-instances']);
export type Platform = z.infer<typeof Platform>;

/** A value with where it was read or who chose it, in words: `--subnet-ids`, `service orders of cluster prod`. */
function withOrigin<T extends z.ZodMiniType>(value: T) {
  return z.object({ value, from: z.string() });
}

/** An image as a container names it. */
const ContainerImage = z.object({ container: z.string(), image: z.string() });

/** A service of AWS that a start needs, by its suffix (`logs`, `ecr.api`), and why. */
export const ServiceNeed = z.object({
  service: z.string(),
  /** Null: the task's own; the endpoints there serve no other. */
  region: z.nullable(z.string()),
  /** Whose network interface the requests leave by. */
  carrier: z.enum(['task', 'instance']),
  /** Whether the task does not start without it; else something in it fails later. */
  blocks: z.boolean(),
  because: z.string(),
});
export type ServiceNeed = z.infer<typeof ServiceNeed>;

/** What the start, or something after it, depends on that no verdict speaks of. */
export const NotJudged = z.object({ what: z.string(), because: z.string() });
export type NotJudged = z.infer<typeof NotJudged>;

/** A read of ECS that told nothing, so that something of the workload may be unknown. */
const UnreadCall = z.object({ action: z.string(), why: z.enum(['denied', 'refused', 'failed']), error: z.string() });

/**
 * One thing that pulls, whoever described it: ECS, flags or the wizard. Null is what nobody has said; what follows from
 * that (default targets, unknown) is for those who decide by it.
 */
export const Workload = z.object({
  /** The ECS service or task; null where the workload was put together by hand. */
  cluster: z.nullable(z.string()),
  service: z.nullable(z.string()),
  /** The id of the task, where one task was asked about. */
  task: z.nullable(z.string()),
  taskDefinition: z.nullable(z.string()),
  subnetIds: z.nullable(withOrigin(z.array(z.string()))),
  /** The groups of the task's own network interface. An empty list means the VPC's default group. */
  securityGroupIds: z.nullable(withOrigin(z.array(z.string()))),
  /** Whether the task's interface gets a public IPv4 address (`assignPublicIp`). */
  publicAddress: z.nullable(withOrigin(z.boolean())),
  platform: z.nullable(withOrigin(Platform)),
  images: z.nullable(withOrigin(z.array(ContainerImage))),
  /** Services beyond those of the pull itself. */
  services: z.nullable(withOrigin(z.array(ServiceNeed))),
  /** True for hosts outside the VPC (launch type EXTERNAL), where there is nothing to audit. */
  external: z.boolean(),
  /** What a reader may not expect, in sentences: the cluster that nobody named, a service that is being deleted. */
  notes: z.array(z.string()),
  notJudged: z.array(NotJudged),
  unread: z.array(UnreadCall),
});
export type Workload = z.infer<typeof Workload>;

/** A workload of which nothing is known yet. */
export const UNKNOWN_WORKLOAD: Workload = {
  cluster: null,
  service: null,
  task: null,
  taskDefinition: null,
  subnetIds: null,
  securityGroupIds: null,
  publicAddress: null,
  platform: null,
  images: null,
  services: null,
  external: false,
  notes: [],
  notJudged: [],
  unread: [],
};
