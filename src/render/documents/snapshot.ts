import { z } from 'zod';
import { type Recorded, UnreadSection } from '../../snapshot/recorded.ts';
import { SECTION_NAMES } from '../../snapshot/sections.ts';
import { envelope, envelopeOf, NO_ACCOUNT } from './envelope.ts';
import { printed, printedRemedy } from './remedy.ts';

/** What was saved, and where; the file itself has a schema of its own, `snapshot-file`. */
export const SnapshotDocument = envelopeOf('snapshot').extend({
  file: z.string().nullable().describe('null with --script, which writes none'),
  script: z.string().optional().describe('with --script: what collects the same with the AWS CLI'),
  redacted: z.boolean(),
  takenAt: z.string().nullable().describe('ISO 8601; null where it is not known'),
  counts: z
    .record(z.string(), z.number())
    .describe('how many things of each section there are; one left out was not read'),
  unread: z.array(UnreadSection.extend(printedRemedy)).describe('the calls that were refused or failed'),
});
export type SnapshotDocument = z.infer<typeof SnapshotDocument>;

/** @param note what must be said before anything else; null for nothing */
export function snapshotDocument(recorded: Recorded, file: string, note: string | null): SnapshotDocument {
  const { account, region, redacted, takenAt, sections, unread } = recorded;
  const counted = SECTION_NAMES.flatMap((name) => {
    const items = sections.get(name);
    return items === undefined ? [] : [[name, items.length] as const];
  });
  return {
    ...envelope('snapshot', { account, region, note }),
    file,
    redacted,
    takenAt,
    counts: Object.fromEntries(counted),
    unread: unread.map(printed),
  };
}

export function snapshotScriptDocument(script: string): SnapshotDocument {
  return {
    ...envelope('snapshot', NO_ACCOUNT),
    file: null,
    script,
    redacted: false,
    takenAt: null,
    counts: {},
    unread: [],
  };
}
