import { z } from 'zod';
import { EVENTS, type Event, StepError, StepFailed, StepResult } from '../../apply/event.ts';
import { WATCH_EVENTS, type WatchEvent } from '../../watch/event.ts';
import type { RegionAudit } from '../audit.ts';
import { AuditBody, auditBody } from './audit.ts';
import { type DocumentAccount, DocumentCommand, envelope, envelopeOf } from './envelope.ts';
import { ErrorBody, errorBody } from './error.ts';
import { printed, printedRemedy } from './remedy.ts';

const PrintedError = StepError.extend(printedRemedy);

export const PrintedResult = StepResult.extend({ error: PrintedError.optional() });

/** What became of a step, as documents have it. */
export function printedResult({ error, ...result }: StepResult): z.infer<typeof PrintedResult> {
  return error === undefined ? result : { ...result, error: printed(error) };
}

const AnyEvent = z.discriminatedUnion('type', [
  ...EVENTS,
  StepFailed.extend({ error: PrintedError }),
  ...WATCH_EVENTS,
  z.object({ type: z.literal('region-audited'), audit: AuditBody }),
  z.object({ type: z.literal('region-not-audited'), error: ErrorBody }),
  z
    .object({ type: z.literal('result') })
    .check(z.describe('the last line: the document of the command, or what is left of it to tell')),
  z.object({ type: z.literal('error') }).check(z.describe('the last line: why the run failed')),
]);

/** A line of `--output jsonl`, as it happens. The last line is the command's document, with an event of its own. */
export const EventDocument = envelopeOf('apply').extend({ command: DocumentCommand, event: AnyEvent });
export type EventDocument = z.infer<typeof EventDocument>;

export function eventDocument(command: DocumentCommand, scope: DocumentAccount, event: Event): EventDocument {
  const shown = event.type === 'step-failed' ? { ...event, error: printed(event.error) } : event;
  return { ...envelope(command, scope), event: shown };
}

/** What happens to the service that is followed. */
export function watchEventDocument(command: DocumentCommand, scope: DocumentAccount, event: WatchEvent): EventDocument {
  return { ...envelope(command, scope), event };
}

/** One region's audit, as soon as it is known. */
export function regionEventDocument(audit: RegionAudit): EventDocument {
  const { account, region, note } = audit.place;
  const event =
    audit.error === null
      ? ({ type: 'region-audited', audit: auditBody([audit]) } as const)
      : ({ type: 'region-not-audited', error: errorBody(audit.error) } as const);
  return { ...envelope('audit', { account, region, note }), event };
}
