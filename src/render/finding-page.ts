import type { Entry } from '../diagnose/catalogue/entry.ts';
import { blanked, pageRemedy } from '../diagnose/catalogue/template.ts';
import type { CommandReference } from '../remedy/command.ts';
import { SEVERITY_WORDS } from './causes.ts';
import { type Ink, inkOf } from './ink.ts';
import { commandLine } from './next.ts';
import { paragraph, stacked, textOf, titled } from './paragraph.ts';
import { remedyLines } from './remedy.ts';
import type { Style } from './style.ts';

/** What a finding code means: for `explain PP201`. @param name the entry's key in the catalogue, e.g. `endpoint-missing` */
export function findingPage(name: string, entry: Entry, style: Style): string {
  const ink = inkOf(style);
  const { remedy, command } = pageRemedy(entry);
  const hub = Object.entries(entry.securityHub ?? {}).map(([service, control]) => `${control} (${service})`);
  return textOf(
    stacked([
      [
        ...paragraph(ink, `${ink.bold(`${entry.code}  ${entry.title}`)} ${ink.dim(`(${name})`)}`),
        ...paragraph(ink, ink.plain(`${capitalized(SEVERITY_WORDS[entry.severity])}. Bears on ${entry.hops}.`)),
      ],
      titled(ink.bold('What was seen'), paragraph(ink, ink.plain(blanked(entry.seen)), '  ')),
      titled(ink.bold('Why it matters'), paragraph(ink, ink.plain(entry.why), '  ')),
      titled(ink.bold('What to do'), [
        ...remedyLines(ink, remedy, '  '),
        ...(command === null ? [] : byHand(ink, command, entry.mends !== null)),
      ]),
      titled(ink.bold('AWS Security Hub'), hub.length === 0 ? [] : paragraph(ink, ink.plain(hub.join(', ')), '  ')),
      titled(
        ink.bold('Sources'),
        entry.sources.map((source) => `  ${ink.plain(source)}`),
      ),
    ]),
  );
}

function byHand(ink: Ink, command: CommandReference, besides: boolean): string[] {
  return [...(besides ? [`  ${ink.plain('Or by hand:')}`] : []), commandLine(ink, command, '    ')];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
