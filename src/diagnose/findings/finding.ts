import { z } from 'zod';
import { Remedy } from '../../remedy/schema.ts';
import { SEVERITIES } from '../severity.ts';
import { Verdict } from '../verdict.ts';

export const Severity = z.enum(SEVERITIES);
export type Severity = z.infer<typeof Severity>;

/**
 * The thing that a finding or a step is about; `id` is what AWS calls it, or a service name where nothing exists yet.
 */
export const Subject = z.object({
  type: z.enum([
    'region',
    'vpc',
    'subnet',
    'route-table',
    'network-acl',
    'security-group',
    'vpc-endpoint',
    'endpoint-service',
    'nat-gateway',
    'network-interface',
    'dhcp-options',
    'hosted-zone',
    'resolver-rule',
    'profile',
    'transit-gateway',
    'image',
    'workload',
  ]),
  id: z.string(),
});
export type Subject = z.infer<typeof Subject>;

/**
 * One fact that closes, endangers or leaves undecided a hop. The code is stable; its page is generated from the
 * catalogue.
 */
export const Finding = z.object({
  code: z.string().regex(/^PP\d{3}$/),
  verdict: Verdict,
  severity: Severity,
  subject: Subject,
  /** One sentence: what was seen, with the ids and values that show it. */
  message: z.string(),
  /** What the code means, in a few words. */
  title: z.string(),
  /** What to do now. */
  remedy: Remedy,
  /** The page of AWS that tells most about it. */
  helpUri: z.string(),
  /** The facts that decided, e.g. `{ rule: '100 deny tcp 443 0.0.0.0/0' }`. */
  evidence: z.record(z.string(), z.string()),
  /** Which hops of which subnets it concerns; both empty where it is about the VPC as a whole. */
  hops: z.array(z.string()),
  subnetIds: z.array(z.string()),
});
export type Finding = z.infer<typeof Finding>;
