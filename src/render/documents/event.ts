import { z } from 'zod';
import { Event } from '../../apply/event.ts';
import type { RegionAudit } from '../audit.ts';
import { AuditBody, auditBody } from './audit.ts';
import { Command, envelope, envelopeOf, type Scope } from './envelope.ts';
import { ErrorBody, errorBody } from './error.ts';

const AnyEvent = z.discriminatedUnion('type', [
  ...Event.options,
  z.object({ type: z.literal('region-audited'), audit: AuditBody }),
  z.object({ type: z.literal('region-not-audited'), error: ErrorBody }),
]);

/** A line of `--output jsonl`, as it happens; the last line is the command's document. */
export const EventDocument = envelopeOf('apply').extend({ command: Command, event: AnyEvent });
export type EventDocument = z.infer<typeof EventDocument>;

export function eventDocument(command: Command, scope: Scope, event: Event): EventDocument {
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
