import { z } from 'zod';
import { SubnetClass } from '../discover/routing/subnet-class.ts';
import { Finding } from './findings/finding.ts';
import { Verdict } from './verdict.ts';

export const HopVerdict = z.object({
  /** `dns`, or the service of a need: `ecr.api`, `ecr.dkr`, `s3`, `logs`, … */
  hop: z.string(),
  verdict: Verdict,
  /** Codes of the findings that concern this hop of this subnet. */
  findings: z.array(z.string()),
  skipped: z
    .boolean()
    .optional()
    .describe(
      'true where the hop is unknown because what decides it was left aside: the target subnets are closed anyway',
    ),
  optional: z
    .boolean()
    .optional()
    .describe('true where tasks start without this hop, so that it does not count for the verdict of the subnet'),
  noEndpoint: z
    .boolean()
    .optional()
    .describe('true where no endpoint of the region can open the hop: an image elsewhere, a service of another region'),
});
export type HopVerdict = z.infer<typeof HopVerdict>;

export const SubnetDiagnosis = z.object({
  subnetId: z.string(),
  name: z.string().nullable(),
  cidrBlock: z.string().nullable(),
  availabilityZone: z.string(),
  class: SubnetClass,
  target: z.boolean(),
  verdict: Verdict,
  hops: z.array(HopVerdict),
});
export type SubnetDiagnosis = z.infer<typeof SubnetDiagnosis>;

/** The answer for one VPC: per subnet and hop, and the findings behind it. The VPC's verdict is that of its targets. */
export const Diagnosis = z.object({
  vpcId: z.string(),
  name: z.string().nullable(),
  verdict: Verdict,
  subnets: z.array(SubnetDiagnosis),
  findings: z.array(Finding),
  /** What the verdict does not speak of, in words that go into a list. */
  notJudged: z.array(z.string()).optional(),
});
export type Diagnosis = z.infer<typeof Diagnosis>;
