import { z } from 'zod';
import { StackStatus } from '../../plan/status/stack-status.ts';
import type { Remedy } from '../../remedy/remedy.ts';
import { type DocumentAccount, envelope, envelopeOf } from './envelope.ts';
import { ErrorBody, errorBody } from './error.ts';
import { printed, printedRemedy } from './remedy.ts';

/** The stacks that stand, with advice and never an action. */
export const StatusDocument = envelopeOf('status').extend({
  stacks: z.array(StackStatus.extend(printedRemedy)),
  otherStacks: z.array(z.string()).describe('stacks that were not asked about'),
  notRead: z.array(z.object({ region: z.string(), error: ErrorBody })),
});
export type StatusDocument = z.infer<typeof StatusDocument>;

export interface AdvisedStack extends StackStatus {
  readonly remedy: Remedy;
}

export interface StatusReport {
  readonly stacks: readonly AdvisedStack[];
  readonly otherStacks: readonly string[];
  readonly notRead: readonly { readonly region: string; readonly error: unknown }[];
}

export function statusDocument(scope: DocumentAccount, { stacks, otherStacks, notRead }: StatusReport): StatusDocument {
  return {
    ...envelope('status', scope),
    stacks: stacks.map(printed),
    otherStacks: [...otherStacks],
    notRead: notRead.map(({ region, error }) => ({ region, error: errorBody(error) })),
  };
}
