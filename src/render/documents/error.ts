import { z } from 'zod';
import { problemOf } from '../text/problem.ts';
import { type DocumentAccount, DocumentCommand, envelope, envelopeOf } from './envelope.ts';
import { printed, printedRemedy } from './remedy.ts';

export const ErrorBody = z.object({
  code: z.string().describe('stable; where AWS refused a call, its own code'),
  message: z.string(),
  ...printedRemedy,
  requestId: z.string().optional().describe('of the call that AWS refused'),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** What any command prints when it fails as a whole. */
export const ErrorDocument = envelopeOf('apply').extend({ command: DocumentCommand, error: ErrorBody });
export type ErrorDocument = z.infer<typeof ErrorDocument>;

export function errorDocument(command: DocumentCommand, scope: DocumentAccount, error: unknown): ErrorDocument {
  return { ...envelope(command, scope), error: errorBody(error) };
}

export function errorBody(error: unknown): ErrorBody {
  const { expected: _, ...body } = problemOf(error);
  return printed(body);
}
