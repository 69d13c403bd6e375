import type { Diagnosis } from '../../../diagnose/diagnosis.ts';
import type { EcsSnapshot } from '../../../discover/ecs/ecs-snapshot.ts';
import type { Symptom } from '../../../symptom/schema.ts';
import { symptomOf } from '../../../symptom/symptom.ts';
import type { RunTarget } from '../../line/command-line.ts';
import { completedRemedy, completedReport } from '../user-flags.ts';

/** What ECS reports of the service that was named, with commands that can be pasted; null where none was read. */
export function symptomOfAudit(ecs: EcsSnapshot, diagnosis: Diagnosis, run: RunTarget): Symptom | null {
  const [service] = ecs.services;
  if (service === undefined || run.region === null) return null;
  const symptom = symptomOf({ snapshot: ecs, service, region: run.region, diagnosis });
  return {
    ...symptom,
    reports: symptom.reports.map((report) => completedReport(report, run)),
    remedy: symptom.remedy === null ? null : completedRemedy(symptom.remedy, run),
    alternatives: symptom.alternatives.map(({ what, read }) => ({ what, read: completedRemedy(read, run) })),
  };
}
