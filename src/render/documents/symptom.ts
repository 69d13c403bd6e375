import { z } from 'zod';
import { commandsOf, remedyText } from '../../remedy/remedy.ts';
import { Alternative, StartReport, Symptom } from '../../symptom/schema.ts';
import { explanationBody, printedExplanation } from './explanation.ts';
import { printedRemedy } from './remedy.ts';

/** One failed start, as documents have it. */
export const StartReportBody = StartReport.extend({
  explanation: StartReport.shape.explanation.extend(printedExplanation),
});

export function startReportBody(report: StartReport): z.infer<typeof StartReportBody> {
  return { ...report, explanation: { ...report.explanation, ...explanationBody(report.explanation) } };
}

/** What ECS reports of a service, as documents have it. */
export const SymptomBody = Symptom.extend({
  ...printedRemedy,
  reports: z.array(StartReportBody),
  remedy: printedRemedy.remedy.nullable(),
  alternatives: z.array(
    Alternative.omit({ read: true }).extend({
      read: z.string().describe('what would tell; commands are between backticks'),
      commands: printedRemedy.commands,
    }),
  ),
});
export type SymptomBody = z.infer<typeof SymptomBody>;

export function symptomBody({ remedy, reports, alternatives, ...symptom }: Symptom): SymptomBody {
  return {
    ...symptom,
    reports: reports.map(startReportBody),
    remedy: remedy === null ? null : remedyText(remedy),
    commands: remedy === null ? [] : commandsOf(remedy),
    alternatives: alternatives.map(({ what, read }) => ({
      what,
      read: remedyText(read),
      commands: commandsOf(read),
    })),
  };
}
