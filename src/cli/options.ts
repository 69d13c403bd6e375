import { en } from 'zod/locales';
import * as z from 'zod/mini';
import { PlatformVersion } from '../diagnose/need.ts';
import { PullpathError } from '../errors.ts';
import { Admit, IngressProfile, StackName } from '../plan/choices.ts';
import { nameOf } from './flag-name.ts';

// The mini variant of zod does the same and is loaded in a third of the time; it has no words of its own. What is parsed
// once is not worth a parser made for it.
z.config({ ...en(), jitless: true });

/** Text of a certain form. */
const like = (form: RegExp, complaint: string | ((text: string) => string)) =>
  z.string().check(
    z.regex(form, {
      error: (issue) => (typeof complaint === 'string' ? complaint : complaint(String(issue.input))),
    }),
  );

const id = (prefix: string, noun: string) =>
  like(new RegExp(`^${prefix}-[0-9a-f]{8,17}$`), (text) => `${text} is no ${noun} id (${prefix}-…)`);

const ids = (prefix: string, noun: string) =>
  z.optional(z.array(id(prefix, noun)).check(z.minLength(1, `name at least one ${noun}`)));

const some = z.string().check(z.minLength(1));

const TagChoice = z.pipe(
  z.string(),
  z.transform((text: string, context) => {
    const at = text.indexOf('=');
    if (at > 0) return { key: text.slice(0, at), value: text.slice(at + 1) };
    context.issues.push({
      code: 'custom',
      message: `${text} is no tag; write it as KEY=VALUE, with \\, for a comma`,
      input: text,
    });
    return z.NEVER;
  }),
);

const list = <T extends z.ZodMiniType>(item: T) => z._default(z.array(item), []);
const flag = (standard: boolean) => z._default(z.boolean(), standard);

const OutputFormat = z.enum(['text', 'json', 'jsonl', 'sarif', 'junit', 'markdown']);
export type OutputFormat = z.infer<typeof OutputFormat>;

const region = like(/^[a-z]{2,4}(-[a-z]+)+-\d+$/, (text) => `${text} is no region; a region looks like eu-west-1`);

/**
 * The command line, checked as a whole before any work: undefined is what the user left open, for the wizard to ask or a
 * default to fill. Flags of other commands are simply absent.
 */
export const Options = z.object({
  region: z.optional(region),
  profile: z.optional(some),
  endpointUrl: z.optional(
    z.url({ protocol: /^https?$/, error: (issue) => `${String(issue.input)} is no http or https address` }),
  ),
  roleArn: list(like(/^arn:[\w-]+:iam::\d{12}:role\/.+$/, 'a role ARN looks like arn:aws:iam::111122223333:role/NAME')),
  vpcId: z.optional(id('vpc', 'VPC')),
  subnetIds: ids('subnet', 'subnet'),
  subnetTag: list(TagChoice),
  routeTableIds: ids('rtb', 'route table'),
  routeTableTag: list(TagChoice),
  platformVersion: z.optional(PlatformVersion),
  with: z.optional(
    z.array(like(/^[a-z][a-z0-9.-]*$/, (text) => `${text} is no service name; one looks like secretsmanager`)),
  ),
  taskSecurityGroupIds: list(id('sg', 'security group')),
  ingress: z.optional(IngressProfile),
  admit: z._default(Admit, 'vpc'),
  stack: z._default(StackName, 'default'),
  privateDns: flag(true),
  azs: z.optional(
    z.number({ error: 'must be a number' }).check(z.int('must be a whole number'), z.positive('must be at least 1')),
  ),
  prices: z.optional(some),
  yes: flag(false),
  modifyExisting: flag(false),
  checkPermissions: flag(false),
  timeout: z._default(
    z
      .number({ error: 'must be a number of seconds' })
      .check(z.positive('must be more than 0 seconds'), z.maximum(86_400, 'must be at most 86400 seconds, a day')),
    600,
  ),
  allVpcs: flag(false),
  regions: z.optional(z.array(z.union([z.literal('all'), region]))),
  failOn: z._default(z.enum(['closed', 'unknown', 'risk']), 'unknown'),
  dryRun: flag(false),
  out: z.optional(some),
  detailedExitcode: flag(false),
  output: z._default(OutputFormat, 'text'),
  color: z.optional(z.boolean()),
  quiet: flag(false),
  debug: flag(false),
  sandbox: z.optional(z.string()),
  /** Positional arguments. */
  plan: z.optional(z.string()),
  text: z.optional(z.string()),
  mode: z.optional(z.string()),
  world: z.optional(z.string()),
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
  return `--${nameOf(String(path[0] ?? ''))}`;
}
