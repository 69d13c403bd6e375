import { z } from 'zod';
import { End, Header } from './file-format.ts';
import { UnreadSection } from './recorded.ts';
import { SECTION_NAMES, sectionOf } from './sections.ts';
import { isList, type Shape } from './shape.ts';

/** A line of a snapshot file: the header, things of a section, a read that failed, or the end. */
export const SnapshotLine = z.union([
  Header,
  ...SECTION_NAMES.map((section) =>
    z.object({ section: z.literal(section), items: z.array(schemaOf(sectionOf(section).shape)) }),
  ),
  z.object({ unread: UnreadSection }),
  End,
]);

function schemaOf(shape: Shape): z.ZodType {
  if (shape === 'tags') return z.array(z.object({ Key: z.string().optional(), Value: z.string().optional() }));
  if (shape === 'number') return z.number();
  if (shape === 'boolean') return z.boolean();
  if (typeof shape === 'string') return z.string();
  if (isList(shape)) return z.array(schemaOf(shape[0]));
  const fields = Object.entries(shape).flatMap(([name, inner]) =>
    inner === undefined ? [] : [[name, schemaOf(inner).optional()] as const],
  );
  return z.object(Object.fromEntries(fields));
}
