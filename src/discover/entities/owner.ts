import * as z from 'zod/mini';
import type { Tags } from './tags.ts';

/** Who manages something that pullpath did not make, as far as its tags and names tell. */
export const Owner = z.object({
  name: z.string().check(z.describe('e.g. CloudFormation stack network-prod, Terraform, Firewall Manager')),
  evidence: z.string().check(z.describe('the sign that tells, e.g. tag aws:cloudformation:stack-name')),
  undoes: z.enum(['likely', 'possible']).check(z.describe('whether its next run undoes a change made by others')),
  message: z.string().check(z.describe('when it does')),
});
export type Owner = z.infer<typeof Owner>;

/** What tells an owner besides tags. */
export interface OwnedThing {
  readonly tags: Tags;
  readonly requesterManaged?: boolean;
  /** Of a security group. */
  readonly name?: string;
  readonly description?: string;
}

/** What an owner does to changes of others [aws-facts: ownership]. */
const PIPELINE = ['likely', 'its next run is likely to undo this'] as const;
const REMEDIATION = ['likely', 'it is likely to undo this within minutes'] as const;
const CODE = ['possible', 'its next apply undoes this where the code sets that property'] as const;
const STACK = ['possible', 'its next update of that property may undo this'] as const;
const SERVICE = ['likely', 'the service manages it, and may undo this at any time'] as const;

/** Signs in the order in which they count: the more special first. Each is a tag's key and value, and the owner's name. */
const SIGNS: readonly (readonly [
  key: RegExp,
  value: RegExp,
  name: (value: string, key: string) => string,
  undoes: readonly ['likely' | 'possible', string],
])[] = [
  [/^(Accelerator|Accel-P|accelerator:.*)$/, /./, () => 'Landing Zone Accelerator', PIPELINE],
  [
    /^aws:cloudformation:stack-name$/,
    /^(StackSet-)?(AWSAccelerator|ASEA-)/,
    () => 'Landing Zone Accelerator',
    PIPELINE,
  ],
  [/^aws:cloudformation:stack-name$/, /^StackSet-AWSControlTower|^AWSControlTower/i, () => 'Control Tower', PIPELINE],
  [/^Name$/, /^aws-controltower-VPC/i, () => 'Control Tower', PIPELINE],
  [/^GuardDutyManaged$/, /^true$/i, () => 'GuardDuty', SERVICE],
  [/^copilot-application$/, /./, (value) => `Copilot application ${value}`, STACK],
  [/^alpha\.eksctl\.io\/cluster-name$/, /./, (value) => `eksctl cluster ${value}`, STACK],
  [/^aws:servicecatalog:provisionedProductArn$/, /./, () => 'Service Catalog', STACK],
  [/^elasticbeanstalk:environment-name$/, /./, (value) => `Elastic Beanstalk environment ${value}`, STACK],
  [/^aws:cloudformation:stack-name$/, /^StackSet-/, (value) => `CloudFormation StackSet ${value}`, PIPELINE],
  [/^aws:cloudformation:stack-name$/, /./, (value) => `CloudFormation stack ${value}`, STACK],
  [/^aws:eks:cluster-name$/, /./, (value) => `EKS cluster ${value}`, SERVICE],
  [
    /^kubernetes\.io\/cluster\/.+/,
    /^owned$/,
    (_, key) => `Kubernetes cluster ${key.slice('kubernetes.io/cluster/'.length)}`,
    SERVICE,
  ],
  [/^aws-cdk:/, /./, () => 'AWS CDK', STACK],
  [/^pulumi:/, /./, () => 'Pulumi', CODE],
];

/** Tags by which people mark what a tool manages, beside those that the tools set by themselves. */
const MARKS = /^(managed[-_:. ]?by|created[-_:. ]?by|provisioned[-_:. ]?by|provisioner|iac|terraform)$/i;

/** Names of tools as a tag's value has them, and as people write them. */
const TOOLS: readonly (readonly [RegExp, string])[] = [
  [/terraform|^true$/i, 'Terraform'],
  [/opentofu|tofu/i, 'OpenTofu'],
  [/pulumi/i, 'Pulumi'],
  [/cdk/i, 'AWS CDK'],
  [/cloudformation/i, 'CloudFormation'],
];

/**
 * Who manages something, with the sign that tells and what becomes of a change of ours. AWS sets the tags of
 * CloudFormation and its services itself, so those are sure; the others are what people and tools wrote. Null where
 * nothing tells, which is not to say that nobody does: Terraform leaves no mark of its own.
 */
export function ownershipOf({ tags, requesterManaged = false, name = '', description = '' }: OwnedThing): Owner | null {
  if (requesterManaged) return owner('an AWS service', 'it is requester-managed', SERVICE);
  if (/^FMManagedSecurityGroup/.test(name)) return owner('Firewall Manager', 'its name', REMEDIATION);
  if (/^GuardDutyManagedSecurityGroup-/.test(name)) return owner('GuardDuty', 'its name', SERVICE);
  const entries = Object.entries(tags);
  for (const [key, value, called, undoes] of SIGNS) {
    const sign = entries.find(([tag, text]) => key.test(tag) && value.test(text));
    if (sign !== undefined) return owner(called(sign[1], sign[0]), `the tag ${sign[0]}`, undoes);
  }
  for (const [key, value] of entries) {
    const tool = MARKS.test(key) ? TOOLS.find(([pattern]) => pattern.test(value)) : undefined;
    if (tool !== undefined && (!/^true$/i.test(value) || /^terraform$/i.test(key)))
      return owner(tool[1], `the tag ${key}`, CODE);
  }
  const [, tool] = /^Managed by (Terraform|Pulumi)\b/.exec(description) ?? [];
  return tool === undefined ? null : owner(tool, 'its description', CODE);
}

/** The owner's name: `CloudFormation stack network-prod`, `Terraform`. Null where no tag tells. */
export function ownerOf(tags: Tags): string | null {
  return ownershipOf({ tags })?.name ?? null;
}

function owner(name: string, evidence: string, [undoes, message]: readonly ['likely' | 'possible', string]): Owner {
  return { name, evidence, undoes, message };
}

/** `Terraform manages vpce-1 (the tag ManagedBy)` */
export function ownerText(id: string, { name, evidence }: Owner): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} manages ${id} (${evidence})`;
}
