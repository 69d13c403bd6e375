import { z } from 'zod';

/** Rises when a field goes away or changes its meaning; new fields may come at any time. */
const FORMAT_VERSION = 1;

export const Command = z.enum([
  'apply',
  'audit',
  'plan',
  'rollback',
  'explain',
  'export',
  'iam-policy',
  'sandbox',
  'schema',
  'completion',
  'version',
]);
export type Command = z.infer<typeof Command>;

/** Whose account and which region a document is about; null where it is about none, or about several. */
export interface Scope {
  readonly account: string | null;
  readonly region: string | null;
  /** What must be said before anything else: `simulated account: nothing here is AWS`. */
  readonly note?: string | null;
}

export const NOWHERE: Scope = { account: null, region: null };

/** What every document has, whatever the command. */
export function envelopeOf<C extends Command>(command: C) {
  return z.object({
    formatVersion: z.literal(FORMAT_VERSION).describe('rises when a field goes away or changes its meaning'),
    command: z.literal(command),
    account: z.string().nullable().describe('the AWS account; null where the document is about none, or about several'),
    region: z.string().nullable().describe('the AWS region; null where the document is about none, or about several'),
    note: z.string().optional().describe('holds for the whole document, e.g. that the account is simulated'),
  });
}

export function envelope<C extends Command>(command: C, { account, region, note }: Scope) {
  return { formatVersion: FORMAT_VERSION, command, account, region, ...(note == null ? {} : { note }) } as const;
}
