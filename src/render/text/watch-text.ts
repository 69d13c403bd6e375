import { type Remedy, remedyText } from '../../remedy/remedy.ts';
import type { WatchEvent } from '../../watch/event.ts';
import type { WatchOutcome } from '../../watch/outcome.ts';
import { formatList } from '../../words.ts';
import { type Formatter, formatterFor, type Style } from '../layout/formatter.ts';
import { joinBlocks, joinLines, paragraph, withTitle } from '../layout/paragraph.ts';
import { type AccountHeading, headingLines } from './heading.ts';
import { remedyLines } from './remedy.ts';

/** What following a service came to, with what to do next. */
export interface WatchView {
  readonly place: AccountHeading;
  readonly cluster: string;
  readonly service: string;
  readonly outcome: WatchOutcome;
  /** What a pull does not tell: which way it went. */
  readonly notes: readonly string[];
  readonly remedy: Remedy;
}

const VERDICTS = { proved: 'open', 'not-proved': 'closed', undecided: 'unknown' } as const;

/** The verdict first, then why, then what to do. Quiet: the verdict. */
export function watchText(view: WatchView, style: Style): string {
  const format = formatterFor(style);
  const { place, cluster, service } = view;
  if (style.verbosity === 'quiet') return joinLines(verdictLines(format, view));
  const heading = headingLines(format, place, [['Service', `${service} of cluster ${cluster}`]]);
  return joinLines(joinBlocks([heading, watchLines(format, view)]));
}

/** The same without the heading, below what else a run tells. */
export function watchLines(
  format: Formatter,
  { outcome, notes, remedy }: Pick<WatchView, 'outcome' | 'notes' | 'remedy'>,
): string[] {
  const { failure, unprovedSubnetIds, pulls } = outcome;
  const unproved = pulls.length === 0 || unprovedSubnetIds === null ? [] : unprovedSubnetIds;
  return joinBlocks([
    [
      ...verdictLines(format, { outcome }),
      ...(unproved.length === 0
        ? []
        : paragraph(
            format,
            format.plain(`No task has pulled yet in ${formatList(unproved)}: not proved there.`),
            '  ',
          )),
      ...notes.flatMap((note) => paragraph(format, format.plain(note), '  ')),
    ],
    failure === null
      ? []
      : withTitle(format.bold('What ECS reports'), [
          ...paragraph(format, format.plain(`“${failure.text}”`), '  '),
          ...paragraph(format, format.plain(failure.explanation.cause), '  '),
        ]),
    remedyText(remedy) === '' ? [] : withTitle(format.bold('What to do'), remedyLines(format, remedy, '  ')),
  ]);
}

/** `✔ proved: …` */
function verdictLines(format: Formatter, { outcome: { verdict, message } }: Pick<WatchView, 'outcome'>): string[] {
  const words = { proved: 'proved', 'not-proved': 'not proved', undecided: 'undecided' }[verdict];
  const tone = { proved: format.good, 'not-proved': format.bad, undecided: format.doubt }[verdict];
  return paragraph(format, `${format.symbol(VERDICTS[verdict])} ${tone(words)}: ${format.plain(message)}`);
}

const STAGES: { readonly [S in Extract<WatchEvent, { type: 'task-stage' }>['stage']]: string } = {
  provisioning: 'is about to pull',
  pulling: 'pulls its image',
  pulled: 'has pulled its image',
  failed: 'failed to start',
  earlier: 'was starting before the change: its end says nothing',
};

/** An event as a line on standard error. */
export function watchEventLine(event: WatchEvent, style: Style): string {
  const format = formatterFor(style);
  if (event.type === 'watch-waiting') return format.dim(`Waiting: ${event.state} …`);
  if (event.type === 'deployment-forced')
    return format.plain(`Deployment ${event.deploymentId ?? ''} begins: ECS replaces its tasks.`);
  const where = event.subnetId === null ? '' : ` in ${event.subnetId}`;
  return format.plain(`Task ${event.taskId}${where} ${STAGES[event.stage]}.`);
}
