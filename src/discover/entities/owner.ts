import type { Tags } from './tags.ts';

/** Tags by which people mark what a tool manages, beside those that the tools set by themselves. */
const MARKS = /^(managed[-_:. ]?by|created[-_:. ]?by|provisioned[-_:. ]?by|provisioner|iac|terraform)$/i;

/** Names of tools as a tag's value has them, and as people write them. */
const TOOLS: readonly (readonly [RegExp, string])[] = [
  [/terraform|^true$/i, 'Terraform'],
  [/opentofu|tofu/i, 'OpenTofu'],
  [/pulumi/i, 'Pulumi'],
  [/cdk/i, 'AWS CDK'],
];

/**
 * Who manages something, as far as its tags tell: `CloudFormation stack network-prod`, `Terraform`. AWS sets the tags of
 * CloudFormation itself, so those are sure; the others are what people wrote. Null where no tag tells.
 */
export function ownerOf(tags: Tags): string | null {
  const stack = tags['aws:cloudformation:stack-name'];
  if (stack !== undefined)
    return /^StackSet-AWSControlTower/i.test(stack) ? 'Control Tower' : `CloudFormation stack ${stack}`;
  for (const [key, value] of Object.entries(tags)) {
    if (/^pulumi:/.test(key)) return 'Pulumi';
    const tool = MARKS.test(key) ? TOOLS.find(([pattern]) => pattern.test(value)) : undefined;
    if (tool !== undefined && (!/^true$/i.test(value) || /^terraform$/i.test(key))) return tool[1];
  }
  return null;
}
