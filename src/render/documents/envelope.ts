import { z } from 'zod';

/** Rises when a field goes away or changes its meaning; new fields may come at any time. */
const FORMAT_VERSION = 1;

export const DocumentCommand = z.enum([
  'apply',
  'audit',
  'plan',
  'rollback',
  'release',
  'watch',
  'snapshot',
  'status',
  'explain',
  'export',
  'iam-policy',
  'sandbox',
  'schema',
  'completion',
  'version',
]);
export type DocumentCommand = z.infer<typeof DocumentCommand>;

/** Whose account and which region a document is about; null where it is about none, or about several. */
export interface DocumentAccount {
  readonly account: string | null;
  readonly region: string | null;
  /** What must be said before anything else: `simulated account: nothing here is AWS`. */
  readonly note?: string | null;
}

export const NO_ACCOUNT: DocumentAccount = { account: null, region: null };

/** What every document has, whatever the command. */
export function envelopeOf<C extends DocumentCommand>(command: C) {
  return z.object({
    formatVersion: z.literal(FORMAT_VERSION).describe('rises when a field goes away or changes its meaning'),
    command: z.literal(command),
    account: z.string().nullable().describe('the AWS account; null where the document is about none, or about several'),
    region: z.string().nullable().describe('the AWS region; null where the document is about none, or about several'),
    note: z.string().optional().describe('holds for the whole document, e.g. that the account is simulated'),
  });
}

export function envelope<C extends DocumentCommand>(command: C, { account, region, note }: DocumentAccount) {
  return { formatVersion: FORMAT_VERSION, command, account, region, ...(note == null ? {} : { note }) } as const;
}
