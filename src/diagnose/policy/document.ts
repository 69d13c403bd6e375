import { z } from 'zod';

/** AWS holds no longer endpoint policy; white space counts [aws-facts 2.10]. */
export const POLICY_LIMIT = 20_480;

const Texts = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? [value] : value));
/** Condition values may be written as JSON booleans and numbers. */
const Values = z
  .union([z.string(), z.boolean(), z.number(), z.array(z.union([z.string(), z.boolean(), z.number()]))])
  .transform((value) => (Array.isArray(value) ? value : [value]).map(String));
const Principals = z.union([z.literal('*'), z.record(z.string(), Texts)]);

const Statement = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: Principals.optional(),
  NotPrincipal: Principals.optional(),
  Action: Texts.optional(),
  NotAction: Texts.optional(),
  Resource: Texts.optional(),
  NotResource: Texts.optional(),
  Condition: z.record(z.string(), z.record(z.string(), Values)).optional(),
});
export type Statement = z.infer<typeof Statement>;

const Document = z.object({
  Statement: z.union([Statement, z.array(Statement)]).transform((value) => (Array.isArray(value) ? value : [value])),
});

/** The statements of a policy, or what is wrong with it, in words that complete «the policy is …». */
export function readPolicy(text: string): { readonly statements: readonly Statement[] } | { readonly defect: string } {
  if (text.length > POLICY_LIMIT) return { defect: `${text.length} characters long, which is more than AWS takes` };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { defect: 'not JSON' };
  }
  const parsed = Document.safeParse(json);
  if (parsed.success) return { statements: parsed.data.Statement };
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  return { defect: `not a policy document (at ${path === '' ? 'its top' : path})` };
}
