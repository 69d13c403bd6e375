import type { Item } from '../sections.ts';
import type { Redactor } from './redactor.ts';

/** Keys that a tool or a convention gives; all others are names. */
const KNOWN_KEYS =
  /^(Name|aws:.*|pullpath:.*|pulumi:.*|(managed|created|provisioned)[-_:. ]?by|provisioner|iac|terraform|Accelerator|Accel-P|accelerator:.*|GuardDutyManaged|AmazonECSManaged|AWSServiceName|aws-cdk:.*|alpha\.eksctl\.io\/.*|eksctl\..*|kubernetes\.io\/(cluster|role)\/?|copilot-\w+|elasticbeanstalk:.*|awsApplication)$/i;

/** Values that say which tool it is, and nothing of whose; in any spelling they stay the tool's name. */
const TOOLS =
  /^(true|false|yes|no|terraform|opentofu|tofu|pulumi|aws[- ]?cdk|cdk|cloudformation|eksctl|copilot|pullpath|-)$/i;

/** Tags with other keys and values; what tells the owner of a thing, or belongs to pullpath, still does. */
export function tagsText(tags: readonly Item[], redactor: Redactor): Item[] {
  return tags.map(({ Key = '', Value = '' }) => {
    const key = String(Key);
    const value = String(Value);
    return { Key: keyText(key, redactor), Value: valueText(key, value, redactor) };
  });
}

function keyText(key: string, redactor: Redactor): string {
  // What follows is the name of a cluster.
  const [, prefix = '', cluster = ''] = /^(kubernetes\.io\/(?:cluster|role)\/)(.+)$/.exec(key) ?? [];
  if (prefix !== '') return prefix + redactor.name(cluster);
  return KNOWN_KEYS.test(key) ? key : redactor.name(key);
}

function valueText(key: string, value: string, redactor: Redactor): string {
  if (key === 'pullpath:managed-by' || /^pullpath:(undo:)?run$/.test(key) || TOOLS.test(value)) return value;
  // Ids of groups, `false`, `-`.
  if (key.startsWith('pullpath:undo:')) return redactor.ids(value);
  if (key === 'pullpath:stack') redactor.names.addStack(value);
  if (/^arn:/.test(value)) return redactor.arn(value);
  // `managed by terraform`, `Terraform Cloud`: the tool, without the rest.
  const tool = KNOWN_KEYS.test(key) && !/^(Name|aws:)/.test(key) ? /terraform|opentofu|pulumi|cdk/i.exec(value) : null;
  return tool === null ? redactor.name(value) : tool[0];
}
