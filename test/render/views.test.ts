import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Style } from '../../src/render/layout/formatter.ts';
import { ASCII_80, COLOUR_80, PLAIN_80, PLAIN_120 } from './fixtures.ts';
import { VIEWS } from './views.ts';

const STYLES: Readonly<Record<string, Style>> = {
  '80': PLAIN_80,
  '120': PLAIN_120,
  '80.ascii': ASCII_80,
  '80.colour': COLOUR_80,
};

/** Views with everything in them that has a colour or a sign of its own. */
const RICH = ['audit', 'plan', 'plan-changes', 'outcome-partial', 'progress-begun'];

const CASES = Object.keys(VIEWS).flatMap((name) =>
  (RICH.includes(name) ? Object.keys(STYLES) : ['80', '120']).map((style) => [name, style] as const),
);

function view(name: string, style: Style): string {
  return VIEWS[name]?.(style) ?? '';
}

describe('a view', () => {
  it.each(CASES)('%s at %s is the text in its file', async (name, styleName) => {
    const text = view(name, STYLES[styleName] ?? PLAIN_80);
    // The escape character would make the file a binary for many tools.
    await expect(text.replaceAll('\u001b', '␛')).toMatchFileSnapshot(`views/${name}.${styleName}.txt`);
  });

  it.each(Object.keys(VIEWS))('%s says the same with and without colour', (name) => {
    expect(stripVTControlCharacters(view(name, COLOUR_80))).toBe(view(name, PLAIN_80));
  });

  it.each(Object.keys(VIEWS))('%s needs nothing but ASCII where the terminal shows nothing else', (name) => {
    expect(view(name, ASCII_80)).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it.each(Object.keys(VIEWS))('%s ends each line, and none with blanks', (name) => {
    expect(view(name, PLAIN_80)).toMatch(/\n$/);
    expect(view(name, PLAIN_80)).not.toMatch(/ \n/);
  });

  it.each(Object.keys(VIEWS))('%s fits any width, save commands and words that are too long for it', (name) => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 200 }), fc.boolean(), (width, unicode) => {
        const lines = view(name, { colour: false, width, unicode }).split('\n');
        expect(lines.filter((line) => stringWidth(line) > width && !mustRunOver(line, width))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

/** What stands before a line's text: an indent, a label, a bullet. */
const LEAD = 20;

function mustRunOver(line: string, width: number): boolean {
  if (/^ *(-> |→ )?(aws|pullpath|dig) /.test(line)) return true;
  const words = line.match(/`[^`]+`\S*|\S+/g) ?? [];
  return words.some((word) => stringWidth(word) > width - LEAD);
}
