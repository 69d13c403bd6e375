import { z } from 'zod';
import { EXPORT_FORMATS, type Exported, type ExportFormat, type ExportModel } from '../../export/model.ts';
import { envelope, envelopeOf } from './envelope.ts';
import { printed, printedRemedy } from './remedy.ts';

/** An export: the text, and what it does not say. */
export const ExportDocument = envelopeOf('export').extend({
  format: z.enum(EXPORT_FORMATS),
  origin: z.enum(['plan', 'stack']).describe('what a plan would create, or what exists of the stack'),
  stack: z.string(),
  text: z.string().describe('the whole configuration, template or script'),
  resources: z
    .array(z.object({ address: z.string(), id: z.string().nullable() }))
    .describe('what it declares, by the name in the text; the id is null for what is to be made'),
  importList: z.string().nullable().describe('cloudformation: what --resources-to-import takes; else null'),
  limits: z
    .array(z.object({ message: z.string(), ...printedRemedy }))
    .describe('what the format does not say, with what to do instead'),
  files: z.array(z.string()).describe('what was written with --out'),
});
export type ExportDocument = z.infer<typeof ExportDocument>;

/** @param note what must be said of the account before anything else; null for nothing */
export function exportDocument({
  format,
  model,
  exported,
  files,
  note,
}: {
  readonly format: ExportFormat;
  readonly model: ExportModel;
  readonly exported: Exported;
  readonly files: readonly string[];
  readonly note: string | null;
}): ExportDocument {
  const { account, region, origin, stack } = model;
  const { text, resources, importList, limits } = exported;
  return {
    ...envelope('export', { account, region, note }),
    format,
    origin,
    stack,
    text,
    resources: resources.map((each) => ({ ...each })),
    importList,
    limits: limits.map(printed),
    files: [...files],
  };
}
