import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PullpathError } from '../../src/errors.ts';
import { auditText } from '../../src/render/text/audit-text.ts';
import { errorText } from '../../src/render/text/error-text.ts';
import { explainText } from '../../src/render/text/explain-text.ts';
import { CLOSED, COLOUR_80, diagnosis, finding, LABEL, PLACE, PLAIN_80, regionAudit } from './fixtures.ts';
import { EXPLANATION } from './views.ts';

/** Text as somebody might put it into a tag, an error message or a pipe to play tricks on a terminal. */
const hostile = fc
  .array(
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\u001b[2J', '\u001b]0;x\u0007', '\r', '\n', '\u202e')),
  )
  .map((parts) => parts.join(' '));

const control = (text: string) => text.replaceAll('\n', '').match(/[\p{Cc}\p{Bidi_Control}]/u);

function views(text: string, style: typeof PLAIN_80): string[] {
  const own = diagnosis(
    CLOSED.subnets.map((each) => ({ ...each, name: text })),
    [finding({ message: text, remedy: text })],
  );
  const vpcs = [{ label: { ...LABEL, name: text }, diagnosis: own, stack: text }];
  const place = { ...PLACE, arn: text, note: text };
  return [
    auditText({ regions: [regionAudit(own, { vpcs, place })], next: null }, style),
    errorText(new PullpathError('failed', { code: 'X', message: text, remedy: text }), style),
    errorText(text, style),
    explainText({ ...EXPLANATION, evidence: [text], cause: text, hosts: [text], instead: text }, style),
  ];
}

describe('text of others', () => {
  it('reaches the terminal without control characters and without changing its direction', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const view of views(text, PLAIN_80)) expect(control(view)).toBeNull();
      }),
      { numRuns: 40 },
    );
  });

  it('can be told from our colours: what is left when these are taken off is harmless', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const view of views(text, COLOUR_80)) expect(control(stripVTControlCharacters(view))).toBeNull();
      }),
      { numRuns: 40 },
    );
  });
});
