import type { Diagnosis, SubnetDiagnosis } from '../../src/diagnose/diagnosis.ts';
import type { Finding } from '../../src/diagnose/findings/finding.ts';
import { type Verdict, worstOf } from '../../src/diagnose/verdict.ts';
import { aws, pullpath } from '../../src/remedy/command.ts';
import type { RegionAudit } from '../../src/render/audit.ts';
import type { Style } from '../../src/render/layout/formatter.ts';
import type { AccountHeading, VpcLabel } from '../../src/render/text/heading.ts';

/** An id as long as those of AWS: `subnet-0000000000000000a`. */
export function id(kind: string, n: number): string {
  return `${kind}-${n.toString(16).padStart(17, '0')}`;
}

export const PLAIN_80: Style = { colour: false, width: 80, unicode: true };
export const PLAIN_120: Style = { colour: false, width: 120, unicode: true };
export const ASCII_80: Style = { colour: false, width: 80, unicode: false };
export const COLOUR_80: Style = { colour: true, width: 80, unicode: true };

export const VPC = id('vpc', 0x1a);

export const PLACE: AccountHeading = {
  account: '123456789012',
  arn: 'arn:aws:sts::123456789012:assumed-role/Operator/anna',
  region: 'us-east-1',
  regionSource: 'AWS_REGION',
  note: null,
};

export const LABEL: VpcLabel = { vpcId: VPC, name: 'guide', cidrBlocks: ['10.0.0.0/16'] };

const HOPS = ['dns', 'ecr.api', 'ecr.dkr', 's3'];
export const MANY_HOPS = [...HOPS, 'logs', 'secretsmanager', 'ssmmessages', 'kms'];

/** A subnet whose hops have these verdicts, in order. */
export function subnet(
  n: number,
  verdicts: readonly Verdict[],
  more: Partial<SubnetDiagnosis> = {},
  hops: readonly string[] = HOPS,
): SubnetDiagnosis {
  return {
    subnetId: id('subnet', n),
    name: null,
    cidrBlock: `10.0.${n}.0/24`,
    availabilityZone: `us-east-1${'abc'[n % 3]}`,
    class: 'isolated',
    target: true,
    verdict: worstOf(verdicts),
    hops: hops.map((hop, i) => ({ hop, verdict: verdicts[i] ?? 'unknown', findings: [] })),
    ...more,
  };
}

export function diagnosis(subnets: SubnetDiagnosis[], findings: Finding[] = []): Diagnosis {
  const targets = subnets.filter((each) => each.target);
  return { vpcId: VPC, name: 'guide', verdict: worstOf(targets.map((each) => each.verdict)), subnets, findings };
}

export function finding(more: Partial<Finding> = {}): Finding {
  return {
    code: 'PP201',
    title: 'No interface endpoint for the service',
    verdict: 'closed',
    severity: 'closes',
    subject: { type: 'endpoint-service', id: 'com.amazonaws.us-east-1.ecr.api' },
    message: `${VPC} has no interface endpoint for com.amazonaws.us-east-1.ecr.api.`,
    remedy: ['Run', pullpath('apply', { vpcId: VPC }), ', which makes the endpoint.'],
    helpUri: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
    evidence: {},
    hops: ['ecr.api'],
    subnetIds: [id('subnet', 1), id('subnet', 2)],
    ...more,
  };
}

const missing = (service: string) =>
  finding({
    subject: { type: 'endpoint-service', id: `com.amazonaws.us-east-1.${service}` },
    message: `${VPC} has no interface endpoint for com.amazonaws.us-east-1.${service}.`,
    hops: [service],
  });

/** The guide's network before anything is done: two isolated subnets in two zones, a public one beside them. */
export const CLOSED = diagnosis(
  [
    subnet(1, ['open', 'closed', 'closed', 'closed'], { name: 'private-a', availabilityZone: 'us-east-1a' }),
    subnet(2, ['open', 'closed', 'closed', 'closed'], { name: 'private-b', availabilityZone: 'us-east-1b' }),
    subnet(3, ['open', 'open', 'open', 'open'], {
      name: 'public-a',
      availabilityZone: 'us-east-1a',
      class: 'public',
      target: false,
    }),
  ],
  [
    finding({
      code: 'PP502',
      title: 'The endpoint’s group has rules that nothing uses',
      severity: 'note',
      verdict: 'open',
      subject: { type: 'security-group', id: id('sg', 7) },
      message: `${id('sg', 7)} lets in TCP 80 and UDP 53, which no endpoint answers.`,
      remedy: 'Use `--ingress https` for new stacks; existing rules do no harm beyond their number.',
      hops: [],
      subnetIds: [],
    }),
    missing('ecr.api'),
    missing('ecr.dkr'),
    finding({
      code: 'PP301',
      title: 'No route to the gateway endpoint',
      subject: { type: 'route-table', id: id('rtb', 1) },
      message: `${id('rtb', 1)} has no route to S3.`,
      remedy: [
        'Take the route out, or point it to something that stands:',
        aws('ec2 delete-route', {
          region: 'us-east-1',
          'route-table-id': id('rtb', 1),
          'destination-cidr-block': '52.216.0.0/15',
        }),
      ],
      hops: ['s3'],
      subnetIds: [id('subnet', 1)],
    }),
  ],
);

export const OPEN = diagnosis(
  CLOSED.subnets.map((each) => ({
    ...each,
    verdict: 'open',
    hops: each.hops.map((hop) => ({ ...hop, verdict: 'open' })),
  })),
);

export function regionAudit(own: Diagnosis, more: Partial<RegionAudit> = {}): RegionAudit {
  return { place: PLACE, vpcs: [{ label: LABEL, diagnosis: own, stack: null }], error: null, ...more };
}

/** Sixty target subnets in three zones, with eight hops; those of one zone miss an endpoint, one cannot be judged. */
export function sixty(): Diagnosis {
  const open: Verdict[] = MANY_HOPS.map(() => 'open');
  const closed: Verdict[] = MANY_HOPS.map((hop) => (hop === 'secretsmanager' ? 'closed' : 'open'));
  const unknown: Verdict[] = MANY_HOPS.map((hop) => (hop === 's3' ? 'unknown' : 'open'));
  const of = (n: number) => (n === 7 ? unknown : n % 3 === 0 ? closed : open);
  return diagnosis(
    Array.from({ length: 60 }, (_, i) => subnet(i + 1, of(i + 1), { name: `private-${i + 1}` }, MANY_HOPS)),
  );
}
