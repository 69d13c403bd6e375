import { z } from 'zod';
import { StepError, StepResult } from '../../apply/event.ts';
import { HopVerdict, SubnetDiagnosis } from '../../diagnose/diagnosis.ts';
import { Finding, Severity, Subject } from '../../diagnose/findings/finding.ts';
import { Verdict } from '../../diagnose/verdict.ts';
import { SubnetClass } from '../../discover/routing/subnet-class.ts';
import { Blocker } from '../../plan/blocker.ts';
import { Preview } from '../../plan/plan.ts';
import { Step } from '../../plan/step.ts';
import { SnapshotLine } from '../../snapshot/file-schema.ts';
import { ApplyDocument, ReleaseDocument, RollbackDocument } from './apply.ts';
import { AuditBody, AuditDocument } from './audit.ts';
import { ErrorBody, ErrorDocument } from './error.ts';
import { EventDocument } from './event.ts';
import { ExplainDocument } from './explain.ts';
import { ExportDocument } from './export.ts';
import { CompletionDocument, IamPolicyDocument, SandboxDocument, SchemaDocument, VersionDocument } from './offline.ts';
import { PlanDocument } from './plan.ts';
import { SnapshotDocument } from './snapshot.ts';
import { StatusDocument } from './status.ts';
import { WatchBody, WatchDocument } from './watch.ts';

/**
 * Every document, by the name that `pullpath schema` takes: the commands', what any of them prints on failure, and the
 * lines of `jsonl`.
 */
export const DOCUMENTS = {
  apply: ApplyDocument,
  audit: AuditDocument,
  plan: PlanDocument,
  rollback: RollbackDocument,
  release: ReleaseDocument,
  watch: WatchDocument,
  status: StatusDocument,
  snapshot: SnapshotDocument,
  'snapshot-file': SnapshotLine,
  explain: ExplainDocument,
  export: ExportDocument,
  'iam-policy': IamPolicyDocument,
  sandbox: SandboxDocument,
  schema: SchemaDocument,
  completion: CompletionDocument,
  version: VersionDocument,
  error: ErrorDocument,
  event: EventDocument,
} as const satisfies Record<string, z.ZodType>;

export type DocumentName = keyof typeof DOCUMENTS;

export const DOCUMENT_NAMES = Object.keys(DOCUMENTS) as DocumentName[];

/** What comes up more than once is defined once, under its own name. */
const DEFINITIONS = {
  AuditBody,
  ErrorBody,
  Finding,
  HopVerdict,
  Outlook: Preview,
  Refusal: Blocker,
  Severity,
  Step,
  StepError,
  StepResult,
  Subject,
  SubnetClass,
  SubnetDiagnosis,
  Verdict,
  WatchBody,
};

/**
 * The JSON schema (draft 2020-12) of a document. It leaves room for fields to come: a reader ignores what it does not
 * know.
 */
export function schemaOf(name: DocumentName): SchemaDocument['schema'] {
  for (const [id, definition] of Object.entries(DEFINITIONS)) z.globalRegistry.add(definition, { id });
  // The library's type allows values that JSON has not; what it makes of these documents is JSON, as a test sees.
  const schema = z.toJSONSchema(DOCUMENTS[name], { io: 'input' }) as Record<string, unknown>;
  return { title: `pullpath ${name}`, ...schema } as SchemaDocument['schema'];
}
