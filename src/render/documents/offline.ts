import { z } from 'zod';
import { type DocumentAccount, envelope, envelopeOf, NO_ACCOUNT } from './envelope.ts';

const jsonObject = z.record(z.string(), z.json());

/** The least IAM policy for a mode. */
export const IamPolicyDocument = envelopeOf('iam-policy').extend({
  mode: z.enum(['audit', 'plan', 'apply', 'rollback', 'release']),
  policy: z.object({ Version: z.literal('2012-10-17'), Statement: z.array(jsonObject) }),
  policies: z
    .array(z.object({ Version: z.literal('2012-10-17'), Statement: z.array(jsonObject) }))
    .describe('the same permissions in policies of at most 2,048 characters each, white space apart'),
  notes: z.array(z.string()).describe('what to know of the policy, as sentences'),
});
export type IamPolicyDocument = z.infer<typeof IamPolicyDocument>;

export function iamPolicyDocument(
  mode: IamPolicyDocument['mode'],
  policy: IamPolicyDocument['policy'],
  policies: IamPolicyDocument['policies'],
  notes: IamPolicyDocument['notes'],
): IamPolicyDocument {
  return { ...envelope('iam-policy', NO_ACCOUNT), mode, policy, policies, notes };
}

export const VersionDocument = envelopeOf('version').extend({
  version: z.string(),
  node: z.string(),
  sdk: z.string().nullable().describe('of the AWS SDK; null where it was not asked for'),
});
export type VersionDocument = z.infer<typeof VersionDocument>;

export function versionDocument(versions: Pick<VersionDocument, 'version' | 'node' | 'sdk'>): VersionDocument {
  return { ...envelope('version', NO_ACCOUNT), ...versions };
}

/** A simulated account that stands until it is interrupted, and how to reach it. */
export const SandboxDocument = envelopeOf('sandbox').extend({
  world: z.string(),
  url: z.string(),
  environment: z.record(z.string(), z.string()).describe('what to export for commands to use it'),
});
export type SandboxDocument = z.infer<typeof SandboxDocument>;

/** @param scope the simulated account, with the note that it is one */
export function sandboxDocument(
  scope: DocumentAccount,
  sandbox: Pick<SandboxDocument, 'world' | 'url' | 'environment'>,
): SandboxDocument {
  return { ...envelope('sandbox', scope), ...sandbox };
}

/** What a shell loads to complete command lines. */
export const CompletionDocument = envelopeOf('completion').extend({
  shell: z.enum(['bash', 'zsh', 'fish', 'powershell']),
  script: z.string(),
});
export type CompletionDocument = z.infer<typeof CompletionDocument>;

export function completionDocument(completion: Pick<CompletionDocument, 'shell' | 'script'>): CompletionDocument {
  return { ...envelope('completion', NO_ACCOUNT), ...completion };
}

export const SchemaDocument = envelopeOf('schema').extend({
  name: z.string().describe('the document that the schema is of'),
  schema: jsonObject,
});
export type SchemaDocument = z.infer<typeof SchemaDocument>;

export function schemaDocument(name: string, schema: SchemaDocument['schema']): SchemaDocument {
  return { ...envelope('schema', NO_ACCOUNT), name, schema };
}
