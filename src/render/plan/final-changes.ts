import { formatterFor, type Style } from '../layout/formatter.ts';
import { joinLines, paragraph } from '../layout/paragraph.ts';

/** What a release makes final, shown before all else that it does. */
export function finalChangesText(changes: readonly string[], style: Style): string {
  const format = formatterFor(style);
  return joinLines([
    ...paragraph(
      format,
      format.bold('These are changes of what others made. Once released, rollback can no longer undo them:'),
    ),
    ...changes.flatMap((change) => paragraph(format, format.plain(change), '  ! ')),
    '',
  ]);
}
