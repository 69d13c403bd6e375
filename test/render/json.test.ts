import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeJson } from '../../src/render/documents/json.ts';
import { jsonText } from './written.ts';

const value = fc.oneof(fc.jsonValue({ maxDepth: 8 }), fc.constant(undefined));
const documents = fc.oneof(fc.array(value), fc.dictionary(fc.string(), value));

it('a document in pieces is the one that JavaScript writes at once', () => {
  fc.assert(
    fc.property(documents, (document) => {
      expect(jsonText(document)).toBe(`${JSON.stringify(document, null, 2)}\n`);
    }),
    { numRuns: 500 },
  );
});

it('a large document comes in pieces of whole lines, none of them large', () => {
  const pieces: string[] = [];
  const document = {
    findings: Array.from({ length: 20_000 }, (_, i) => ({ code: 'PP201', subject: { id: String(i) } })),
  };
  writeJson(document, (lines) => pieces.push(lines));
  expect(pieces.length).toBeGreaterThan(10);
  for (const piece of pieces) {
    expect(piece.endsWith('\n')).toBe(true);
    expect(piece.length).toBeLessThan(100_000);
  }
});
