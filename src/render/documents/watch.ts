import { z } from 'zod';
import type { Remedy } from '../../remedy/remedy.ts';
import { WatchOutcome } from '../../watch/outcome.ts';
import { type DocumentAccount, envelope, envelopeOf } from './envelope.ts';
import { printed, printedRemedy } from './remedy.ts';
import { StartReportBody, startReportBody } from './symptom.ts';

/** What following a service came to; part of `apply --watch` too. */
export const WatchBody = z.object({
  cluster: z.string(),
  service: z.string(),
  ...WatchOutcome.shape,
  failure: StartReportBody.nullable(),
  forcedDeployment: z.string().nullable().describe('the deployment that was forced; null where none was'),
  notes: z.array(z.string()).describe('what a pull does not prove'),
  ...printedRemedy,
});
export type WatchBody = z.infer<typeof WatchBody>;

export const WatchDocument = envelopeOf('watch').extend(WatchBody.shape);
export type WatchDocument = z.infer<typeof WatchDocument>;

export interface WatchReport {
  readonly cluster: string;
  readonly service: string;
  readonly outcome: WatchOutcome;
  readonly forcedDeployment: string | null;
  readonly notes: readonly string[];
  readonly remedy: Remedy;
}

export function watchBody({ cluster, service, outcome, forcedDeployment, notes, remedy }: WatchReport): WatchBody {
  const failure = outcome.failure === null ? null : startReportBody(outcome.failure);
  return printed({ cluster, service, ...outcome, failure, forcedDeployment, notes: [...notes], remedy });
}

export function watchDocument(report: WatchReport, scope: DocumentAccount): WatchDocument {
  return { ...envelope('watch', scope), ...watchBody(report) };
}
