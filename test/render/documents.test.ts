import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PermissionReport } from '../../src/apply/permissions.ts';
import { PullpathError } from '../../src/errors.ts';
import { cloudformation } from '../../src/export/cloudformation/cloudformation.ts';
import { modelOfPlan } from '../../src/export/from-plan.ts';
import { applyDocument, releaseDocument, rollbackDocument } from '../../src/render/documents/apply.ts';
import { auditDocument } from '../../src/render/documents/audit.ts';
import { errorDocument } from '../../src/render/documents/error.ts';
import { eventDocument, regionEventDocument, watchEventDocument } from '../../src/render/documents/event.ts';
import { explanationDocument, findingPageDocument } from '../../src/render/documents/explain.ts';
import { exportDocument } from '../../src/render/documents/export.ts';
import { jsonLine } from '../../src/render/documents/json.ts';
import {
  completionDocument,
  iamPolicyDocument,
  sandboxDocument,
  schemaDocument,
  versionDocument,
} from '../../src/render/documents/offline.ts';
import { planDocument } from '../../src/render/documents/plan.ts';
import { DOCUMENT_NAMES, DOCUMENTS, type DocumentName, schemaOf } from '../../src/render/documents/schemas.ts';
import { snapshotDocument } from '../../src/render/documents/snapshot.ts';
import { statusDocument } from '../../src/render/documents/status.ts';
import { type WatchReport, watchDocument } from '../../src/render/documents/watch.ts';
import { linesOf } from '../../src/snapshot/file-format.ts';
import type { Recorded } from '../../src/snapshot/recorded.ts';
import { judgeWatch } from '../../src/watch/judge-watch.ts';
import { at, current, failed, pulled, terms } from '../ecs-tasks.ts';
import { CLOSED, diagnosis, LABEL, OPEN, PLACE, regionAudit, sixty } from './fixtures.ts';
import { CHANGES, NOTHING, PLAN, RESULTS, ROLLBACK } from './plan-fixtures.ts';
import { DENIED, ENTRY, EVENTS, EXPLANATION } from './views.ts';
import { jsonText } from './written.ts';

const scope = { account: PLACE.account, region: PLACE.region };
const note = 'Simulated account: nothing here is AWS.';
const elsewhere = regionAudit(OPEN, { place: { ...PLACE, region: 'eu-west-1', note } });
const denied = regionAudit(OPEN, { vpcs: [], error: DENIED });
const REPORT: PermissionReport = {
  missing: [{ action: 'ec2:CreateVpcEndpoint', resource: null, reason: 'AWS gives no reason' }],
  unchecked: ['ec2:AuthorizeSecurityGroupIngress: the security group does not exist yet.'],
  spent: ['CreateVpcEndpoint'],
};
const outcome = { plan: PLAN, results: RESULTS, verified: 'open' } as const;

const WATCHED: Omit<WatchReport, 'outcome'> = {
  cluster: 'prod',
  service: 'orders',
  forcedDeployment: null,
  notes: ['x'],
  remedy: ['Then:', { program: 'pullpath', command: 'watch', options: { service: 'orders' } }],
};

const RECORDED: Recorded = {
  account: PLACE.account,
  arn: PLACE.arn,
  region: PLACE.region,
  takenAt: '2026-11-28T02:00:00.000Z',
  vpcIds: null,
  ecs: 'all',
  redacted: false,
  sections: new Map([
    ['Vpcs', [{ VpcId: 'vpc-0a000000000000001', IsDefault: false, Tags: [{ Key: 'Name', Value: 'a' }] }]],
    ['Subnets', []],
  ]),
  unread: [
    { action: 'ec2:DescribeNetworkAcls', code: 'UnauthorizedOperation', message: 'no', why: 'denied', remedy: 'x' },
  ],
};

/** Examples of every document. */
const EXAMPLES: { readonly [N in DocumentName]: readonly object[] } = {
  audit: [[regionAudit(CLOSED)], [regionAudit(CLOSED), elsewhere, denied], [regionAudit(sixty())], []].map(
    auditDocument,
  ),
  release: [releaseDocument({ plan: { ...ROLLBACK, purpose: 'release' }, results: [], verified: 'open' }, ['x'])],
  status: [
    statusDocument(scope, {
      stacks: [
        {
          region: 'eu-west-1',
          vpcId: 'vpc-1',
          vpcName: null,
          stack: 'default',
          resources: [{ type: 'vpc-endpoint', id: 'vpce-1', what: 'ecr.api', state: 'available' }],
          changed: ['vpce-2'],
          createdAt: '2026-11-28T02:00:00.000Z',
          ageDays: 1,
          monthlyUsd: null,
          verdict: 'open',
          use: 'unused',
          useBecause: 'x',
          remedy: ['If nothing needs it any more:', { program: 'pullpath', command: 'rollback' }],
        },
      ],
      otherStacks: ['blue in vpc-2, eu-west-1'],
      notRead: [{ region: 'eu-west-2', error: DENIED }],
    }),
  ],
  snapshot: [snapshotDocument(RECORDED, 'snapshot.jsonl', null)],
  'snapshot-file': [...linesOf(RECORDED, '0.1.0')].map((line) => JSON.parse(line)),
  plan: [PLAN, CHANGES, NOTHING].map((plan) => planDocument(plan, null, null)).concat(planDocument(PLAN, note, REPORT)),
  apply: [
    applyDocument(outcome),
    applyDocument({ ...outcome, results: [], verified: 'unknown', note, error: DENIED }),
    applyDocument({
      ...outcome,
      plan: CHANGES,
      results: [{ step: 'x', status: 'skipped', because: 'it was stopped' }],
    }),
  ],
  rollback: [rollbackDocument({ ...outcome, plan: ROLLBACK })],
  watch: [
    watchDocument({ ...WATCHED, outcome: judgeWatch(current([pulled('t', at(12, 11))]), terms([]))! }, scope),
    watchDocument({ ...WATCHED, outcome: judgeWatch(current([failed('t', at(12, 11))]), terms([]))! }, scope),
  ],
  explain: [explanationDocument(EXPLANATION), findingPageDocument('endpoint-missing', ENTRY)],
  export: [
    exportDocument({
      format: 'cloudformation',
      model: modelOfPlan(PLAN, { cluster: 'prod', service: 'orders' }),
      exported: cloudformation(modelOfPlan(PLAN, { cluster: 'prod', service: 'orders' })),
      files: ['endpoints.yaml'],
      note,
    }),
  ],
  'iam-policy': [
    iamPolicyDocument(
      'audit',
      {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: ['ec2:DescribeVpcs'], Resource: '*' }],
      },
      [],
      ['granted in case AWS checks it'],
    ),
  ],
  sandbox: [
    sandboxDocument({ ...scope, note }, { world: 'guide', url: 'http://127.0.0.1:1', environment: { A: 'b' } }),
  ],
  schema: [schemaDocument('audit', schemaOf('audit'))],
  completion: [completionDocument({ shell: 'bash', script: '# nothing' })],
  version: [versionDocument({ version: '0.1.0', node: 'v20.19.0', sdk: null })],
  error: [
    errorDocument('apply', scope, DENIED),
    errorDocument('completion', { account: null, region: null }, new TypeError('x is not a function')),
  ],
  event: [
    ...EVENTS.map((event) => eventDocument('apply', scope, event)),
    watchEventDocument('watch', scope, {
      type: 'task-stage',
      atMs: 1,
      taskId: 't',
      subnetId: null,
      stage: 'pulling',
    }),
    regionEventDocument(regionAudit(CLOSED)),
    regionEventDocument(denied),
  ],
};

const CASES = DOCUMENT_NAMES.flatMap((name) => EXAMPLES[name].map((document, i) => [name, i, document] as const));

describe('a document', () => {
  it.each(CASES)('of %s (%i) says nothing that its schema does not', (name, _, document) => {
    expect(DOCUMENTS[name].parse(document)).toEqual(document);
  });

  it.each(CASES)(
    'of %s (%i) is the same after a round trip through JSON, on many lines or one',
    (_name, _, document) => {
      expect(JSON.parse(jsonText(document))).toEqual(document);
      expect(JSON.parse(jsonLine(document))).toEqual(document);
      expect(jsonLine(document)).toMatch(/^[^\n]+\n$/);
    },
  );

  // The lines of a file are no documents of a run.
  it.each(CASES.filter(([name]) => name !== 'snapshot-file'))(
    'of %s (%i) begins with format, command, account and region',
    (_name, _, document) => {
      expect(Object.keys(document).slice(0, 4)).toEqual(['formatVersion', 'command', 'account', 'region']);
    },
  );

  it('is about no region in particular where several were audited', () => {
    const several = auditDocument([regionAudit(CLOSED), elsewhere]);
    expect([several.account, several.region, several.note]).toEqual([PLACE.account, null, note]);
  });

  it('does not call an estate open of which a part was not audited', () => {
    expect(auditDocument([regionAudit(OPEN)]).verdict).toBe('open');
    expect(auditDocument([regionAudit(OPEN), denied]).verdict).toBe('unknown');
    expect(auditDocument([regionAudit(CLOSED), denied]).verdict).toBe('closed');
  });

  it('of an audit has its findings in order, the worst first, and says where each is', () => {
    const { findings } = auditDocument([regionAudit(diagnosis(CLOSED.subnets, CLOSED.findings))]);
    expect(findings.map(({ code, vpcId }) => [code, vpcId])).toEqual([
      ['PP201', LABEL.vpcId],
      ['PP201', LABEL.vpcId],
      ['PP301', LABEL.vpcId],
      ['PP502', LABEL.vpcId],
    ]);
  });

  it('of an error keeps AWS’s code and request id, and shows no stack of a defect', () => {
    expect(errorDocument('apply', scope, DENIED).error).toEqual({
      code: 'UnauthorizedOperation',
      message: DENIED.message,
      remedy: 'Allow it to the caller; the whole policy: `pullpath iam-policy apply`',
      commands: [['pullpath', 'iam-policy', 'apply']],
      requestId: DENIED.requestId,
    });
    expect(errorDocument('apply', scope, new Error('boom')).error).toMatchObject({
      code: 'InternalError',
      message: 'boom',
    });
    expect(errorDocument('apply', scope, 'text').error.message).toBe('text');
    const plain = new PullpathError('usage', { code: 'X', message: 'm', remedy: 'r' });
    expect(errorDocument('apply', scope, plain).error).toEqual({ code: 'X', message: 'm', remedy: 'r', commands: [] });
  });
});

describe('the shipped schema', () => {
  it.each(DOCUMENT_NAMES)('of %s is the one that the types give (UPDATE_DOCS=1 writes it)', (name) => {
    const path = fileURLToPath(new URL(`../../schema/${name}.json`, import.meta.url));
    const text = jsonText(schemaOf(name));
    if (process.env.UPDATE_DOCS === '1') writeFileSync(path, text);
    expect(existsSync(path) ? readFileSync(path, 'utf8') : 'missing').toBe(text);
  });

  it.each(CASES)('of %s accepts example %i', (name, _, document) => {
    const read = z.fromJSONSchema(JSON.parse(jsonText(schemaOf(name))));
    expect(read.safeParse(JSON.parse(jsonText(document))).error).toBeUndefined();
  });

  it.each(DOCUMENT_NAMES)('of %s refuses what is something else', (name) => {
    const read = z.fromJSONSchema(JSON.parse(jsonText(schemaOf(name))));
    expect(read.safeParse({ formatVersion: 1, command: 'nothing' }).success).toBe(false);
  });
});
