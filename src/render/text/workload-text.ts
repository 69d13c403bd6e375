import type { ServiceNeed, Workload } from '../../workload/workload.ts';
import type { Formatter } from '../layout/formatter.ts';
import { paragraph } from '../layout/paragraph.ts';

/** Lines of a heading that say whose path is judged; none where nobody asked ECS. */
export function workloadFacts(workload: Workload | undefined): (readonly [string, string | null])[] {
  if (workload === undefined) return [];
  const { cluster, service, task, taskDefinition, platform } = workload;
  const of = cluster === null ? '' : ` of cluster ${cluster}`;
  return [
    ['Service', service === null ? null : `${service}${of}`],
    ['Task', task === null ? null : service === null ? `${task}${of}` : task],
    ['Tasks', [revisionOf(taskDefinition), platform?.value].filter((part) => part != null).join(', ') || null],
  ];
}

/** `…:task-definition/orders:7` → `orders:7` */
function revisionOf(taskDefinition: string | null): string | null {
  return taskDefinition === null ? null : taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1);
}

/** What a reader may not expect, a sentence each. */
export function workloadNotes(format: Formatter, workload: Workload | undefined): string[][] {
  return (workload?.notes ?? []).map((note) => paragraph(format, format.doubt(note)));
}

/** What the tasks need and why, and what no verdict speaks of. */
export function workloadBlocks(format: Formatter, workload: Workload | undefined): string[][] {
  if (workload === undefined) return [];
  const needs = workload.services?.value ?? [];
  const { notJudged } = workload;
  return [
    needs.length === 0 ? [] : [format.bold('What the tasks need'), ...needs.flatMap((need) => needLines(format, need))],
    notJudged.length === 0
      ? []
      : [
          format.bold('Not judged'),
          ...notJudged.flatMap(({ what, because }) => paragraph(format, format.plain(`${what}: ${because}`), '  ')),
        ],
  ];
}

function needLines(format: Formatter, { service, region, because, blocks }: ServiceNeed): string[] {
  const name = region === null ? service : `${service}@${region}`;
  const rest = blocks ? '' : '; the task starts without it';
  return paragraph(format, format.plain(`${because}${rest}`), format.dim(`  ${name.padEnd(15)} `));
}
