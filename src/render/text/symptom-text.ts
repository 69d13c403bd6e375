import type { Agreement, StartPhase, StartReport, Symptom } from '../../symptom/schema.ts';
import { formatCount, truncateList } from '../../words.ts';
import type { Formatter } from '../layout/formatter.ts';
import { joinBlocks, paragraph, withTitle } from '../layout/paragraph.ts';
import { remedyLines } from './remedy.ts';

/** Further reports that are quoted; the rest is counted. */
const MOST_REPORTS = 3;

const PHASES: { readonly [P in StartPhase]: string } = {
  'before-the-pull': 'before the pull began',
  'in-the-pull': 'in the pull',
  'after-the-pull': 'after the image had come',
};

/** A service as ECS tells of it: the symptom first, then what explains it, then what to do. */
export function symptomLines(format: Formatter, symptom: Symptom): string[] {
  const { reports, cause, remedy, alternatives, limits } = symptom;
  return joinBlocks([
    withTitle(format.bold('What ECS reports'), [
      ...paragraph(format, format.plain(symptom.message), '  '),
      ...reports.slice(0, MOST_REPORTS).flatMap((report) => reportLines(format, report)),
      ...(reports.length > MOST_REPORTS
        ? paragraph(
            format,
            format.plain(`And ${formatCount(reports.length - MOST_REPORTS, 'more kind')} of failure.`),
            '  ',
          )
        : []),
      ...limits.flatMap((limit) => paragraph(format, format.dim(limit), '  ')),
    ]),
    cause === null
      ? []
      : withTitle(
          format.bold('What explains it'),
          paragraph(format, `${markOf(format, cause.agreement)} ${format.plain(cause.message)}`, '  '),
        ),
    withTitle(
      format.bold('What else it can be'),
      alternatives.flatMap(({ what, read }) => [
        ...paragraph(format, format.plain(what), '  - '),
        ...remedyLines(format, read, '      '),
      ]),
    ),
    remedy === null ? [] : withTitle(format.bold('What to do'), remedyLines(format, remedy, '  ')),
  ]);
}

/** `13 tasks, the newest at 00:12:31 UTC in subnet-1, before the pull began:` and the text. */
function reportLines(format: Formatter, report: StartReport): string[] {
  return [
    ...paragraph(format, format.plain(`${whatStopped(report)}:`), '  '),
    ...paragraph(format, format.plain(`“${report.text}”`), '    '),
  ];
}

function whatStopped({ source, taskIds, at, subnetIds, phase, container }: StartReport): string {
  const when = at === null ? '' : ` at ${at.slice(11, 19)} UTC`;
  if (source === 'event') return `Event of the service${when}`;
  if (source === 'deployment') return 'The deployment';
  const isOne = taskIds.length === 1;
  const who = isOne ? `Task ${taskIds[0]}` : formatCount(taskIds.length, 'task');
  const where = subnetIds.length === 0 ? '' : ` in ${truncateList(subnetIds, 2)}`;
  const what = container === null ? '' : `, container ${container}`;
  const newest = isOne || when === '' ? when : `, the newest${when}`;
  const how = phase === null ? '' : `, ${PHASES[phase]}`;
  return `${who}${where}${newest}${what}${how}`;
}

function markOf(format: Formatter, agreement: Agreement): string {
  return agreement === 'explained' || agreement === 'answered' ? format.symbol('closed') : format.symbol('unknown');
}
