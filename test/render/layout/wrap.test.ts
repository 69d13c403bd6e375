import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import wrapAnsi from 'wrap-ansi';
import { formatterFor } from '../../../src/render/layout/formatter.ts';
import { widthOf } from '../../../src/render/layout/width.ts';
import { wrapAtBlanks } from '../../../src/render/layout/wrap.ts';
import { COLOUR_80 } from '../fixtures.ts';

/** Names as people give them, each with what makes it hard to measure. */
const NAMES: [what: string, name: string][] = [
  ['nothing beyond ASCII', 'orders-private-a'],
  ['accents', 'Größe für Ælfrēd'],
  ['accents of their own', 'cafe\u0301'],
  ['Greek and Cyrillic', 'δίκτυο сеть'],
  ['Chinese', '生产环境 private'],
  ['Japanese, wide and half wide', 'プライベート ﾌﾟﾗｲﾍﾞｰﾄ'],
  ['Hangul as syllables', '사설 서브넷'],
  ['Hangul as letters', '\u1112\u1161\u11ab\u1100\u1173\u11af'],
  ['Thai', 'เครือข่าย'],
  ['Hebrew and Arabic', 'רשת شبكة'],
  ['an emoji', 'prod 🚀'],
  ['an emoji with a skin tone', 'ops 👩🏽'],
  ['a family of emoji', 'team 👩‍👩‍👧‍👦'],
  ['a flag', 'eu 🇪🇺'],
  ['a sign drawn as an emoji', 'love ❤️ and ✔️'],
  ['a key', 'step 1️⃣'],
  ['a joiner and a soft hyphen', 'a\u200bb\u00adc'],
  ['our own signs', '✔ open → ✘ closed … “a” – b — c · × ≤ ≥ « »'],
];

describe('the width of a text', () => {
  it.each(NAMES)('with %s is what the library that knows every character says', (_, name) => {
    expect(widthOf(name)).toBe(stringWidth(name));
  });

  it('is the same whatever its colours', () => {
    const format = formatterFor(COLOUR_80);
    for (const [, name] of NAMES) expect(widthOf(format.bad(format.bold(name)))).toBe(widthOf(format.plain(name)));
  });
});

describe('wrapping at blanks', () => {
  const format = formatterFor(COLOUR_80);
  const words = fc.array(
    fc.oneof(fc.stringMatching(/^[a-z0-9-]{0,12}$/), fc.constantFrom(...NAMES.map((row) => row[1]))),
  );
  const said = words.map((list) => list.join(' ').trim() || 'x');
  const inked = fc
    .array(
      fc.tuple(fc.constantFrom(format.plain, format.bold, format.dim, format.good, format.bad, format.doubt), said),
    )
    .map((parts) => parts.map(([paint, text]) => paint(text)).join(' '));

  it('does with inked text what the library does, which also breaks words and knows all escape sequences', () => {
    fc.assert(
      fc.property(inked, fc.integer({ min: 1, max: 60 }), (text, columns) => {
        const lines = wrapAnsi(text, columns).split('\n');
        // It also composes accents and syllables, which no terminal needs.
        expect(wrapAtBlanks(text.normalize(), columns)).toEqual(lines);
      }),
      { numRuns: 500 },
    );
  });
});
