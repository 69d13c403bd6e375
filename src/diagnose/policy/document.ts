import * as z from 'zod/mini';
import { QUOTAS } from '../../facts/quotas.ts';

/** White space counts. */
const POLICY_LIMIT = QUOTAS.endpointPolicyCharacters.default;

const Texts = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((value) => (typeof value === 'string' ? [value] : value)),
);
/** Condition values may be written as JSON booleans and numbers. */
const Values = z.pipe(
  z.union([z.string(), z.boolean(), z.number(), z.array(z.union([z.string(), z.boolean(), z.number()]))]),
  z.transform((value) => (Array.isArray(value) ? value : [value]).map(String)),
);
const Principals = z.union([z.literal('*'), z.record(z.string(), Texts)]);

const EndpointPolicyStatement = z.object({
  Sid: z.optional(z.string()),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.optional(Principals),
  NotPrincipal: z.optional(Principals),
  Action: z.optional(Texts),
  NotAction: z.optional(Texts),
  Resource: z.optional(Texts),
  NotResource: z.optional(Texts),
  Condition: z.optional(z.record(z.string(), z.record(z.string(), Values))),
});
export type EndpointPolicyStatement = z.infer<typeof EndpointPolicyStatement>;

const Document = z.object({
  Statement: z.pipe(
    z.union([EndpointPolicyStatement, z.array(EndpointPolicyStatement)]),
    z.transform((value) => (Array.isArray(value) ? value : [value])),
  ),
});

/** The statements of a policy, or what is wrong with it, in words that complete «the policy is …». */
export function readPolicy(
  text: string,
): { readonly statements: readonly EndpointPolicyStatement[] } | { readonly defect: string } {
  if (text.length > POLICY_LIMIT) return { defect: `${text.length} characters long, more than AWS accepts` };
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
