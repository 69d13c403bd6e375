import type { Entry } from '../diagnose/catalogue/entry.ts';
import { SEVERITY_WORDS } from './causes.ts';
import { type Ink, inkOf } from './ink.ts';
import { commandLine } from './next.ts';
import { paragraph, stacked, textOf, titled } from './paragraph.ts';
import { remedyLines } from './remedy.ts';
import type { Style } from './style.ts';

/** What a finding code means: for `explain PP201`. @param name the entry's key in the catalogue, e.g. `endpoint-missing` */
export function findingPage(name: string, entry: Entry, style: Style): string {
  const ink = inkOf(style);
  const hub = Object.entries(entry.securityHub ?? {}).map(([service, control]) => `${control} (${service})`);
  return textOf(
    stacked([
      [
        ...paragraph(ink, `${ink.bold(`${entry.code}  ${entry.title}`)} ${ink.dim(`(${name})`)}`),
        ...paragraph(ink, ink.plain(`${capitalized(SEVERITY_WORDS[entry.severity])}. Bears on ${entry.hops}.`)),
      ],
      titled(ink.bold('What was seen'), paragraph(ink, ink.plain(blanks(entry.seen)), '  ')),
      titled(ink.bold('Why it matters'), paragraph(ink, ink.plain(entry.why), '  ')),
      titled(ink.bold('What to do'), [
        ...remedyLines(ink, blanks(entry.remedy), '  '),
        ...(entry.command === undefined ? [] : byHand(ink, entry.command, entry.mends !== null)),
      ]),
      titled(ink.bold('AWS Security Hub'), hub.length === 0 ? [] : paragraph(ink, ink.plain(hub.join(', ')), '  ')),
      titled(
        ink.bold('Sources'),
        entry.sources.map((source) => `  ${ink.plain(source)}`),
      ),
    ]),
  );
}

function byHand(ink: Ink, command: string, besides: boolean): string[] {
  return [...(besides ? [`  ${ink.plain('Or by hand:')}`] : []), commandLine(ink, blanks(command), '    ')];
}

/** `{vpc}`, which a finding fills in, as `<vpc>`. */
function blanks(template: string): string {
  return template.replace(/\{(\w+)\}/g, '<$1>');
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
