import { describe, expect, it } from 'vitest';
import { explain } from '../../src/explain/explain.ts';
import { explanationSchema } from '../../src/explain/explanation.ts';
import { ExplainDocument, explanationDocument } from '../../src/render/documents/explain.ts';
import { TEXTS } from './texts/index.ts';

describe.each(TEXTS)('explain reads %s', (_group, rows) => {
  it.each(rows)('%s', (_title, text, expected) => {
    const explanation = explanationSchema.parse(explain(text));
    expect(ExplainDocument.parse(explanationDocument(explanation))).toMatchObject(expected);
  });
});
