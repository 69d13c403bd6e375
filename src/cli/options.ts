import { z } from 'zod';
import { PlatformVersion } from '../diagnose/need.ts';
import { PullpathError } from '../errors.ts';
import { Admit, IngressProfile, StackName } from '../plan/choices.ts';

const id = (prefix: string, noun: string) =>
  z.string().regex(new RegExp(`^${prefix}-[0-9a-f]{8,17}$`), {
    error: (issue) => `${String(issue.input)} is no ${noun} id (${prefix}-…)`,
  });

const ids = (prefix: string, noun: string) => z.array(id(prefix, noun)).min(1, `name at least one ${noun}`).optional();

const TagChoice = z.string().transform((text, context) => {
  const at = text.indexOf('=');
  if (at > 0) return { key: text.slice(0, at), value: text.slice(at + 1) };
  context.addIssue({ code: 'custom', message: `${text} is no tag; write it as KEY=VALUE` });
  return z.NEVER;
});

export const OutputFormat = z.enum(['text', 'json', 'jsonl', 'sarif', 'junit', 'markdown']);
export type OutputFormat = z.infer<typeof OutputFormat>;

const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d+$/;
const region = z
  .string()
  .regex(REGION, { error: (issue) => `${String(issue.input)} is no region; a region looks like eu-west-1` });

/**
 * The command line, checked as a whole before any work: undefined is what the user left open, for the wizard to ask or a
 * default to fill. Flags of other commands are simply absent.
 */
export const Options = z.object({
  region: region.optional(),
  profile: z.string().min(1).optional(),
  endpointUrl: z
    .url({ protocol: /^https?$/, error: (issue) => `${String(issue.input)} is no http or https address` })
    .optional(),
  roleArn: z
    .array(
      z
        .string()
        .regex(/^arn:[\w-]+:iam::\d{12}:role\/.+$/, 'a role ARN looks like arn:aws:iam::111122223333:role/NAME'),
    )
    .default([]),
  vpcId: id('vpc', 'VPC').optional(),
  subnetIds: ids('subnet', 'subnet'),
  subnetTag: z.array(TagChoice).default([]),
  routeTableIds: ids('rtb', 'route table'),
  routeTableTag: z.array(TagChoice).default([]),
  platformVersion: PlatformVersion.optional(),
  with: z
    .array(
      z.string().regex(/^[a-z][a-z0-9.-]*$/, {
        error: (issue) => `${String(issue.input)} is no service name; one looks like secretsmanager`,
      }),
    )
    .optional(),
  taskSecurityGroupIds: z.array(id('sg', 'security group')).default([]),
  ingress: IngressProfile.optional(),
  admit: Admit.default('vpc'),
  stack: StackName.default('default'),
  privateDns: z.boolean().default(true),
  azs: z.number({ error: 'must be a number' }).int('must be a whole number').positive('must be at least 1').optional(),
  prices: z.string().min(1).optional(),
  yes: z.boolean().default(false),
  modifyExisting: z.boolean().default(false),
  checkPermissions: z.boolean().default(false),
  timeout: z
    .number({ error: 'must be a number of seconds' })
    .positive('must be more than 0 seconds')
    .max(86_400, 'must be at most 86400 seconds, a day')
    .default(600),
  allVpcs: z.boolean().default(false),
  regions: z.array(z.union([z.literal('all'), region])).optional(),
  failOn: z.enum(['closed', 'unknown', 'risk']).default('unknown'),
  dryRun: z.boolean().default(false),
  out: z.string().min(1).optional(),
  detailedExitcode: z.boolean().default(false),
  output: OutputFormat.default('text'),
  color: z.boolean().optional(),
  quiet: z.boolean().default(false),
  debug: z.boolean().default(false),
  sandbox: z.string().optional(),
  /** Positional arguments. */
  plan: z.string().optional(),
  text: z.string().optional(),
  mode: z.string().optional(),
  world: z.string().optional(),
});
export type Options = z.infer<typeof Options>;

/** The options as given, or one usage error that names every complaint at once. */
export function parseOptions(raw: Readonly<Record<string, unknown>>, complaints: readonly string[]): Options {
  const parsed = Options.safeParse(raw);
  const invalid = parsed.success ? [] : parsed.error.issues.map((issue) => `${flagOf(issue.path)}: ${issue.message}`);
  const all = [...complaints, ...invalid];
  if (parsed.success && all.length === 0) return parsed.data;
  throw new PullpathError('usage', {
    code: 'Usage',
    message: sentences(all),
    remedy: 'pullpath --help lists the commands and flags.',
  });
}

/** A question closes itself. */
function sentences(complaints: readonly string[]): string {
  return complaints.map((text) => (/[.?]$/.test(text) ? text : `${text}.`)).join(' ');
}

function flagOf(path: readonly PropertyKey[]): string {
  const name = String(path[0] ?? '');
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
