import type { SymptomBody } from '../documents/symptom.ts';

/** What ECS reports of a service, what explains it, and what to do, a line each: for formats that have no view of their own. */
export function symptomText({ message, reports, cause, remedy }: SymptomBody): string {
  const lines = [
    `What ECS reports: ${message}`,
    ...reports.map(({ text }) => `“${text}”`),
    ...(cause === null ? [] : [`What explains it: ${cause.message}`]),
    ...(remedy === null ? [] : [`What to do: ${remedy}`]),
  ];
  return lines.join('\n');
}
