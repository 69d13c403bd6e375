import type { CatalogueEntry } from '../../diagnose/catalogue/catalogue-entry.ts';
import { blanked, pageRemedy } from '../../diagnose/catalogue/template.ts';
import type { CommandReference } from '../../remedy/command.ts';
import type { Style } from '../layout/formatter.ts';
import { type Formatter, formatterFor } from '../layout/formatter.ts';
import { joinBlocks, joinLines, paragraph, withTitle } from '../layout/paragraph.ts';
import { SEVERITY_WORDS } from './finding-groups.ts';
import { commandLine } from './next.ts';
import { remedyLines } from './remedy.ts';

/**
 * What a finding code means: for `explain PP201`. @param name the entry's key in the catalogue, e.g. `endpoint-missing`
 */
export function findingPage(name: string, entry: CatalogueEntry, style: Style): string {
  const format = formatterFor(style);
  const { remedy, command } = pageRemedy(entry);
  const hub = Object.entries(entry.securityHub ?? {}).map(([service, control]) => `${control} (${service})`);
  return joinLines(
    joinBlocks([
      [
        ...paragraph(format, `${format.bold(`${entry.code}  ${entry.title}`)} ${format.dim(`(${name})`)}`),
        ...paragraph(format, format.plain(`${capitalized(SEVERITY_WORDS[entry.severity])}. Affects ${entry.hops}.`)),
      ],
      withTitle(format.bold('Message'), paragraph(format, format.plain(blanked(entry.message)), '  ')),
      withTitle(format.bold('Why it matters'), paragraph(format, format.plain(entry.why), '  ')),
      withTitle(format.bold('What to do'), [
        ...remedyLines(format, remedy, '  '),
        ...(command === null ? [] : byHand(format, command, entry.fixedBy !== null)),
      ]),
      withTitle(
        format.bold('AWS Security Hub'),
        hub.length === 0 ? [] : paragraph(format, format.plain(hub.join(', ')), '  '),
      ),
      withTitle(
        format.bold('Sources'),
        entry.sources.map((source) => `  ${format.plain(source)}`),
      ),
    ]),
  );
}

function byHand(format: Formatter, command: CommandReference, besides: boolean): string[] {
  return [...(besides ? [`  ${format.plain('Or manually:')}`] : []), commandLine(format, command, '    ')];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
