import type { Diagnosis } from '../../../diagnose/diagnosis.ts';
import type { EcsSnapshot } from '../../../discover/ecs/ecs-snapshot.ts';
import type { Symptom } from '../../../symptom/schema.ts';
import { symptomOf, symptomOfTask } from '../../../symptom/symptom.ts';
import type { Workload } from '../../../workload/workload.ts';
import type { RunTarget } from '../../line/command-line.ts';
import { completedRemedy, completedReport } from '../user-flags.ts';

/**
 * What ECS reports of the service or task whose path was judged, with commands that can be pasted; null where ECS told of
 * neither.
 */
export function symptomOfAudit(
  snapshot: EcsSnapshot,
  { cluster, service: name, task: id }: Pick<Workload, 'cluster' | 'service' | 'task'>,
  diagnosis: Diagnosis,
  run: RunTarget,
): Symptom | null {
  const { region } = run;
  const service = snapshot.services.find((each) => each.cluster === cluster && each.name === name);
  const task = snapshot.tasks.find((each) => each.id === id);
  if (region === null || (service === undefined && task === undefined)) return null;
  const at = { snapshot, region, diagnosis };
  const found =
    service === undefined
      ? task === undefined
        ? null
        : symptomOfTask({ ...at, task })
      : symptomOf({ ...at, service });
  return found === null ? null : withCommands(found, run);
}

function withCommands(symptom: Symptom, run: RunTarget): Symptom {
  return {
    ...symptom,
    reports: symptom.reports.map((report) => completedReport(report, run)),
    remedy: symptom.remedy === null ? null : completedRemedy(symptom.remedy, run),
    alternatives: symptom.alternatives.map(({ what, read }) => ({ what, read: completedRemedy(read, run) })),
  };
}
