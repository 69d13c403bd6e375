import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, codeBlock, literal, sentence, table } from '../../../src/render/formats/markdown-text.ts';
import { nodesOf, shownIn } from './github.ts';
import { hostileLine } from './hostile.ts';

const PLACES: readonly (readonly [string, (text: string) => string])[] = [
  ['a paragraph', (text) => text],
  ['the second line of a paragraph', (text) => `first\n${text}`],
  ['the midst of a sentence', (text) => `it is ${text} here`],
  ['a heading', (text) => `## ${text}`],
  ['an item of a list', (text) => `- ${text}`],
  ['a quotation', (text) => `> ${text}`],
  ['a cell of a table', (text) => table(['a', 'b'], [['x', text]])],
  ['text behind bold', (text) => `**PP201** ${text}`],
];

const MARKUP_OF_OURS = new Set([
  'root',
  'paragraph',
  'text',
  'heading',
  'list',
  'listItem',
  'blockquote',
  'strong',
  'table',
  'tableRow',
  'tableCell',
]);

describe.each(PLACES)('text of others in %s', (_, place) => {
  it('is shown as it is, and is neither markup nor a link nor a mention', () => {
    fc.assert(
      fc.property(hostileLine, (text) => {
        const markdown = place(literal(text));
        const kinds = nodesOf(markdown).map(({ type }) => type);
        expect(kinds.filter((kind) => !MARKUP_OF_OURS.has(kind))).toEqual([]);
        expect(shownIn(markdown)).toBe(shownIn(place('WORD')).replace('WORD', () => text));
      }),
      { numRuns: 80 },
    );
  });
});

describe('a sentence of ours', () => {
  it.each([
    ['Use `--ingress https` for new stacks.', 'Use `--ingress https` for new stacks.'],
    ['`a` and `b`', '`a` and `b`'],
    ['a ` b', 'a \\` b'],
    ['Use `a\\|b` now', 'Use a\\\\\\|b now'],
  ])('%s', (text, expected) => {
    expect(sentence(text)).toBe(expected);
  });
});

it.each([
  ['subnet-0a', '`subnet-0a`'],
  ['', ''],
  ['a|b', 'a\\|b'],
  ['``<img src=x>`', '\\`\\`\\<img src=x\\>\\`'],
])('the id %j is code where nothing in it could end the code', (id, expected) => {
  expect(code(id)).toBe(expected);
});

it('no command closes the block that it stands in', () => {
  fc.assert(
    fc.property(hostileLine, (text) => {
      const nodes = nodesOf(codeBlock(`pullpath audit --vpc-id '${text}'\n${text}`));
      expect(nodes.map(({ type }) => type)).toEqual(['root', 'code']);
    }),
  );
});
