import type { Event } from '../../src/apply/event.ts';
import type { CatalogueEntry } from '../../src/diagnose/catalogue/catalogue-entry.ts';
import { PullpathError } from '../../src/errors.ts';
import { explanationSchema } from '../../src/explain/explanation.ts';
import { aws, placeholder, pullpath } from '../../src/remedy/command.ts';
import type { Style } from '../../src/render/layout/formatter.ts';
import { eventLine, type LastSaid } from '../../src/render/plan/event-line.ts';
import { outcomeText } from '../../src/render/plan/outcome-text.ts';
import { planText } from '../../src/render/plan/plan-text.ts';
import { progressLines } from '../../src/render/plan/progress-lines.ts';
import { progressOf, withEvent } from '../../src/render/plan/step-progress.ts';
import { auditText } from '../../src/render/text/audit-text.ts';
import { errorText } from '../../src/render/text/error-text.ts';
import { explainText } from '../../src/render/text/explain-text.ts';
import { findingPage } from '../../src/render/text/finding-page.ts';
import { CLOSED, id, LABEL, OPEN, PLACE, regionAudit, sixty, VPC } from './fixtures.ts';
import { CHANGES, NOTHING, PLAN, RESULTS, ROLLBACK } from './plan-fixtures.ts';

const SIMULATED = { ...PLACE, note: 'Simulated account, world guide: nothing here is AWS.' };

const SEE = {
  what: 'To see what would open it',
  command: { program: 'pullpath', args: ['plan', '--region', 'us-east-1', '--vpc-id', `${VPC}`] },
};
const APPLY = {
  what: 'To apply it',
  command: { program: 'pullpath', args: ['apply', '--region', 'us-east-1', '--vpc-id', `${VPC}`] },
};
const BACK = {
  what: 'To undo',
  command: { program: 'pullpath', args: ['rollback', '--region', 'us-east-1', '--vpc-id', `${VPC}`] },
};
const ON = { what: 'To continue', command: APPLY.command };
const SAME = {
  what: 'To do the same without questions',
  command: { ...APPLY.command, args: [...APPLY.command.args, '--yes'] },
};

export const DENIED = new PullpathError('refused-by-aws', {
  code: 'UnauthorizedOperation',
  message: 'AWS refused ec2:CreateVpcEndpoint for arn:aws:sts::123456789012:assumed-role/Operator/anna.',
  remedy: ['Allow it to the caller; the whole policy:', { program: 'pullpath', args: ['iam-policy', 'apply'] }],
  requestId: '0a1b2c3d-0000-4444-8888-0123456789ab',
});

export const EXPLANATION = explanationSchema.parse({
  family: 'pull-timeout',
  class: 'network',
  hop: 'ecr.dkr',
  cause: 'The task found the registry but no packet came back: something on the way lets no TCP 443 through.',
  remedy: 'Let the subnet of the task in on TCP 443 in the security group of the endpoint.',
  evidence: ['dial tcp 10.0.1.5:443: i/o timeout'],
  service: 'ecr.dkr',
  address: {
    ip: '10.0.1.5',
    port: 443,
    scope: 'private',
    meaning: 'A private address: the name resolved to the interface of an endpoint, so name resolution is right.',
  },
  region: 'us-east-1',
  regionSource: 'host',
  partition: 'aws',
  account: '123456789012',
  repository: {
    kind: 'ecr',
    registry: '123456789012.dkr.ecr.us-east-1.amazonaws.com',
    name: 'team/app',
    tag: 'latest',
    digest: null,
    account: '123456789012',
    region: 'us-east-1',
  },
  hosts: ['123456789012.dkr.ecr.us-east-1.amazonaws.com'],
  ids: {
    vpcs: [],
    subnets: [],
    securityGroups: [],
    endpoints: [],
    routeTables: [],
    networkInterfaces: [],
    tasks: [],
    clusters: [],
    requests: [],
  },
  next: { program: 'pullpath', command: 'audit', options: { region: 'us-east-1' } },
  instead: [{ program: 'aws', args: ['ec2', 'describe-vpc-endpoints'], flags: { region: 'us-east-1' } }],
  references: [
    {
      title: 'Amazon ECS: CannotPullContainer task errors',
      url: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html',
    },
  ],
  also: [
    {
      family: 'logs-denied',
      class: 'permission',
      hop: 'logs',
      cause: 'The execution role may not create the log stream.',
      remedy: 'Allow logs:CreateLogStream.',
      evidence: [],
    },
  ],
  charactersNotRead: 12,
});

export const ENTRY: CatalogueEntry = {
  code: 'PP201',
  title: 'No interface endpoint for the service',
  subject: 'endpoint-service',
  verdict: 'closed',
  severity: 'closes',
  hops: 'every service that an interface endpoint serves',
  message: '{vpc} has no interface endpoint for {service}.',
  why: 'Without an endpoint the name leads to public addresses, which a subnet without a way out cannot reach.',
  remedy: ['Run', pullpath('apply', { vpcId: '{vpc}' }), ', which makes the endpoint.'],
  command: aws('ec2 create-vpc-endpoint', {
    'vpc-id': placeholder('<vpc>'),
    'vpc-endpoint-type': 'Interface',
    'service-name': placeholder('<service>'),
  }),
  fixedBy: 'apply',
  sources: ['https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html'],
  securityHub: { 'ecr.api': 'EC2.55', 'ecr.dkr': 'EC2.56' },
};

export const EVENTS: readonly Event[] = [
  { type: 'step-started', step: 'security-group', atMs: 0 },
  { type: 'step-done', step: 'security-group', atMs: 1200, resourceId: id('sg', 9) },
  { type: 'step-started', step: 'ingress', atMs: 1200 },
  { type: 'step-done', step: 'ingress', atMs: 2400 },
  { type: 'step-started', step: 'endpoint:ecr.api', atMs: 2400 },
  { type: 'step-started', step: 'endpoint:ecr.dkr', atMs: 2400 },
  { type: 'step-throttled', step: 'endpoint:ecr.dkr', atMs: 2500, forMs: 3400 },
  { type: 'step-waiting', step: 'endpoint:ecr.api', atMs: 3000, state: 'pending' },
  { type: 'step-waiting', step: 'endpoint:ecr.api', atMs: 8000, state: 'pending' },
  { type: 'step-waiting', step: 'endpoint:ecr.api', atMs: 33_500, state: 'pending' },
  { type: 'step-waiting', step: 'endpoint:ecr.api', atMs: 38_500, state: 'available, 1 of 2 interfaces' },
  {
    type: 'step-failed',
    step: 'endpoint:ecr.dkr',
    atMs: 42_000,
    error: { code: 'VpcEndpointLimitExceeded', message: 'You have reached the limit.', remedy: 'Ask for more.' },
  },
  { type: 'step-skipped', step: 'endpoint:s3', atMs: 42_000, because: 'an earlier step failed' },
];

/** The plain lines for a row of events. */
export function linesFor(events: readonly Event[], style: Style): string[] {
  let said: LastSaid = new Map();
  return events.flatMap((event) => {
    const next = eventLine(said, event, PLAN, style);
    said = next.said;
    return next.line ?? [];
  });
}

const other = regionAudit(OPEN, {
  place: { ...PLACE, region: 'eu-west-1' },
  vpcs: [{ label: { ...LABEL, vpcId: id('vpc', 0x2b), name: 'shop' }, diagnosis: OPEN, stack: 'default' }],
});
const denied = regionAudit(OPEN, { place: { ...PLACE, region: 'eu-central-1' }, vpcs: [], error: DENIED });

const outcome = { plan: PLAN, place: PLACE, vpc: LABEL, elapsedMs: 151_000, interrupted: false, before: CLOSED };

/** Every view for people, with an example of each kind of content. */
const SHORT: Readonly<Record<string, (style: Style) => string>> = {
  audit: (style) => auditText({ regions: [regionAudit(CLOSED)], next: SEE }, style),
  'audit-open': (style) => auditText({ regions: [{ ...other, place: SIMULATED }], next: null }, style),
  'audit-sixty': (style) => auditText({ regions: [regionAudit(sixty())], next: SEE }, style),
  'audit-estate': (style) => auditText({ regions: [other, regionAudit(CLOSED), denied], next: SEE }, style),
  'audit-denied': (style) => auditText({ regions: [denied], next: null }, style),
  plan: (style) => planText({ plan: PLAN, place: SIMULATED, vpc: LABEL, next: APPLY }, style),
  'plan-changes': (style) => planText({ plan: CHANGES, place: PLACE, vpc: LABEL, next: APPLY }, style),
  'plan-nothing': (style) => planText({ plan: NOTHING, place: PLACE, vpc: LABEL, next: null }, style),
  'plan-rollback': (style) => planText({ plan: ROLLBACK, place: PLACE, vpc: LABEL, next: null }, style),
  outcome: (style) => outcomeText({ ...outcome, results: RESULTS, after: OPEN, next: [BACK, SAME] }, style),
  'outcome-partial': (style) =>
    outcomeText(
      {
        ...outcome,
        results: RESULTS.map((result, i) => {
          if (i === 3) return { step: result.step, status: 'failed', error: { ...DENIED, message: DENIED.message } };
          return i < 3 ? result : { step: result.step, status: 'skipped', because: 'an earlier step failed' };
        }),
        after: CLOSED,
        next: [ON, BACK],
      },
      style,
    ),
  'outcome-interrupted': (style) =>
    outcomeText(
      {
        ...outcome,
        elapsedMs: 800,
        interrupted: true,
        results: RESULTS.map(({ step }) => ({ step, status: 'skipped', because: 'stopped by the user' })),
        after: null,
        next: [ON],
      },
      style,
    ),
  'outcome-rollback': (style) =>
    outcomeText(
      {
        ...outcome,
        plan: ROLLBACK,
        results: ROLLBACK.steps.map(({ id: step }) => ({ step, status: 'done' })),
        before: OPEN,
        after: CLOSED,
        next: [],
      },
      style,
    ),
  progress: (style) =>
    `${progressLines(EVENTS.slice(0, -2).reduce(withEvent, progressOf(PLAN)), 40_000, 900_000, style).join('\n')}\n`,
  'progress-begun': (style) =>
    `${progressLines(EVENTS.slice(0, 7).reduce(withEvent, progressOf(PLAN)), 3000, 900_000, style).join('\n')}\n`,
  'progress-failed': (style) =>
    `${progressLines(EVENTS.reduce(withEvent, progressOf(PLAN)), 42_000, 900_000, style).join('\n')}\n`,
  error: (style) => errorText(DENIED, style),
  'error-unexpected': (style) => errorText(new TypeError('x is not a function'), style),
  explain: (style) => explainText(EXPLANATION, style),
  'finding-page': (style) => findingPage('endpoint-missing', ENTRY, style),
};

/** Every view; those that can be longer or shorter also verbose and quiet. */
export const VIEWS: Readonly<Record<string, (style: Style) => string>> = {
  ...SHORT,
  ...Object.fromEntries(
    ['audit', 'plan', 'outcome', 'outcome-partial', 'explain'].flatMap((name) =>
      (['verbose', 'quiet'] as const).map((verbosity) => [
        `${name}-${verbosity}`,
        (style: Style) => SHORT[name]?.({ ...style, verbosity }) ?? '',
      ]),
    ),
  ),
};
