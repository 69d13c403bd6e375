/** What `explain` gives: plain data with sentences and commands in it. */
import { z } from 'zod';
import { PullpathCommand, Remedy } from '../remedy/schema.ts';
import { HOPS } from './hop.ts';

/**
 * - `network`: packets do not get there or back
 * - `permission`: the call arrived and was refused
 * - `not-found`: the call arrived; what it asked for is not there
 * - `rate-limit`: the call arrived, and was one too many
 * - `not-fixable-by-endpoints`: the network, but of a host that no VPC endpoint serves
 * - `configuration`: what was asked for cannot work as it is written
 * - `capacity`: addresses, disk or quota are used up
 * - `service-fault`: the other side failed by itself
 * - `after-the-pull`: the image arrived; the container failed
 * - `unknown`: the text does not decide it
 */
export const errorClassSchema = z.enum([
  'network',
  'permission',
  'not-found',
  'rate-limit',
  'not-fixable-by-endpoints',
  'configuration',
  'capacity',
  'service-fault',
  'after-the-pull',
  'unknown',
]);

export type ErrorClass = z.infer<typeof errorClassSchema>;

const hopSchema = z.enum(HOPS).nullable();

const matchSchema = z.strictObject({
  /** The stable name of the rule that matched. */
  family: z.string(),
  class: errorClassSchema,
  /** The hop at which it stopped; null where it is none of the path, or the text does not tell. */
  hop: hopSchema,
  cause: z.string(),
  remedy: Remedy,
  /** The fragments of the text that decided, as they were written. */
  evidence: z.array(z.string()),
});

export const explanationSchema = z.strictObject({
  ...matchSchema.shape,
  /** The suffix of the endpoint service that would serve the hop, e.g. `ecr-fips.api`; null where none would. */
  service: z.string().nullable(),
  /** The address that the message ends at. */
  address: z
    .strictObject({
      /** Null where it was blanked out of the text. */
      ip: z.string().nullable(),
      port: z.int().nullable(),
      scope: z.enum(['public', 'private', 'link-local', 'loopback', 'unknown']),
      meaning: z.string(),
    })
    .nullable(),
  /** Where the task runs, as far as the text tells. */
  region: z.string().nullable(),
  /**
   * What says so: the user; the ARN of a task or cluster; that of something else; the host of a service; the image,
   * which may lie in another region than the task; or any word of the text. All but the first two are guesses.
   */
  regionSource: z.enum(['given', 'task', 'arn', 'host', 'image', 'text']).nullable(),
  partition: z.string().nullable(),
  account: z.string().nullable(),
  repository: z
    .strictObject({
      /** Whose registry it is; what helps differs. */
      kind: z.enum(['ecr', 'ecr-public', 'other']),
      registry: z.string(),
      name: z.string().nullable(),
      tag: z.string().nullable(),
      digest: z.string().nullable(),
      account: z.string().nullable(),
      region: z.string().nullable(),
    })
    .nullable(),
  /** Every host of a service or registry that the text names. */
  hosts: z.array(z.string()),
  ids: z.strictObject({
    vpcs: z.array(z.string()),
    subnets: z.array(z.string()),
    securityGroups: z.array(z.string()),
    endpoints: z.array(z.string()),
    routeTables: z.array(z.string()),
    networkInterfaces: z.array(z.string()),
    tasks: z.array(z.string()),
    clusters: z.array(z.string()),
    requests: z.array(z.string()),
  }),
  /** The next pullpath command; null where no endpoint can help. */
  next: PullpathCommand.nullable(),
  /** What to do instead, or besides: mostly a command of the AWS CLI or of Docker. */
  instead: Remedy.nullable(),
  references: z.array(z.strictObject({ title: z.string(), url: z.string() })),
  /** What else the text says, in order; empty most of the time. */
  also: z.array(matchSchema),
  /** Characters in the middle of a very long text that were not read. */
  charactersNotRead: z.int(),
});

export type Explanation = z.infer<typeof explanationSchema>;
