import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../../../src/cli/wizard/prompter/rows.ts';
import { formatterFor } from '../../../../src/render/layout/formatter.ts';

const ink = (width: number) => formatterFor({ colour: false, width, unicode: true });
const choices = [
  { value: 1, cells: ['app', '10.0.0.0/16', 'vpc-0a000000000000001', '2 subnets with no way out'] },
  { value: 2, cells: ['', '10.1.0.0/16', 'vpc-0a000000000000002', 'no subnets'] },
];

describe('the rows of a list', () => {
  it('stand in columns where these fit', () => {
    expect(rowsOf(choices, ink(80), 2)).toEqual([
      'app  10.0.0.0/16  vpc-0a000000000000001  2 subnets with no way out',
      '     10.1.0.0/16  vpc-0a000000000000002  no subnets',
    ]);
  });

  it('take more lines where they do not, and break between cells', () => {
    expect(rowsOf(choices, ink(48), 2)).toEqual([
      'app  10.0.0.0/16  vpc-0a000000000000001\n  2 subnets with no way out',
      '10.1.0.0/16  vpc-0a000000000000002  no subnets',
    ]);
  });

  it('break within a cell that is wider than the screen, and never within a word', () => {
    expect(rowsOf(choices, ink(20), 2)[0]).toBe(
      'app  10.0.0.0/16\n  vpc-0a000000000000001\n  2 subnets with no\n  way out',
    );
  });

  it('keep every word whole, at any width', () => {
    const word = fc.stringMatching(/^[a-z0-9-]{1,24}$/);
    const cell = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), fc.integer({ min: 10, max: 120 }), (cells, width) => {
        const [row = ''] = rowsOf([{ value: 0, cells }], ink(width), 3);
        expect(row.split(/\s+/)).toEqual(cells.join(' ').split(' '));
        const longest = Math.max(
          ...cells
            .join(' ')
            .split(' ')
            .map((text) => stringWidth(text)),
        );
        for (const line of row.split('\n'))
          expect(stringWidth(line.trimStart())).toBeLessThanOrEqual(Math.max(width - 3, longest));
      }),
    );
  });
});
