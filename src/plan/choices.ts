import * as z from 'zod/mini';
import { type Need, needsOf, needsOfServices, PlatformVersion } from '../diagnose/need.ts';
import { Workload } from '../workload/workload.ts';

/**
 * The rules of the endpoints' security group: as the guide has them, or all that AWS requires
 * [aws-facts: endpoint-ingress].
 */
export const IngressProfile = z.enum(['guide', 'https']);
export type IngressProfile = z.infer<typeof IngressProfile>;

/** Who else the new group lets in on TCP 443: every subnet whose name resolution changes, or the targets only. */
export const Admit = z.enum(['vpc', 'targets']);
export type Admit = z.infer<typeof Admit>;

/** AWS's tag and group-name characters, less what a shell would need quoted. */
export const StackName = z
  .string()
  .check(
    z.regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
      'a stack name is 1 to 63 letters, digits, dots, dashes and underscores, and starts with a letter or digit',
    ),
  );

/** What the user decided: with a snapshot, all that a plan follows from. */
export const Choices = z.object({
  vpcId: z.string(),
  stack: StackName,
  /** Null: every subnet of the VPC with no way out. */
  subnetIds: z.nullable(z.array(z.string())),
  /** Null: the effective route tables of the targets. */
  routeTableIds: z.nullable(z.array(z.string())),
  platformVersion: PlatformVersion,
  with: z.array(z.string()),
  ingress: IngressProfile,
  admit: Admit,
  privateDns: z.boolean(),
  /** At most this many zones per interface endpoint; null: one per zone of the targets. */
  zones: z.nullable(z.int().check(z.positive())),
  /** Which changes of foreign things are allowed: all, or those steps by id. */
  modifyExisting: z.union([z.literal('all'), z.array(z.string())]),
  taskSecurityGroupIds: z.array(z.string()),
  /** Whether tasks get a public address, where flags say it. */
  assignPublicIp: z.optional(z.enum(['enabled', 'disabled'])),
  /** What was read of ECS, where a service, task or task definition was named. */
  workload: z.optional(Workload),
});
export type Choices = z.infer<typeof Choices>;

/** What the pull needs: what ECS tells of the workload, else what a pull on that platform needs; and the extras. */
export function needsOfChoices({ platformVersion, with: extras, workload }: Choices): Need[] {
  const services = workload?.services?.value;
  return services === undefined ? needsOf(platformVersion, extras) : needsOfServices(services, extras);
}
