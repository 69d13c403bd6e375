import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from '../../src/explain/explain.ts';
import { type Explanation, explanationSchema } from '../../src/explain/explanation.ts';
import { isRegion, partitionOf } from '../../src/explain/hosts/regions.ts';
import { argvOf, commandText } from '../../src/remedy/command.ts';
import { disguise } from './disguise.ts';
import { ROWS } from './texts/index.ts';

/** Without those that say nothing: a line of a log around them says something. */
const row = fc.constantFrom(...ROWS.filter(([, text]) => text.trim() !== ''));

/** Pieces of real texts in any order: closer to what is pasted than random characters. */
const patchwork = fc
  .array(
    fc.oneof(
      row.map(([, text]) => text),
      row.chain(([, text]) => fc.nat(text.length).map((end) => text.slice(0, end))),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        'dial tcp',
        '[::]:443',
        '999.999.1.1:443',
        '\\u',
        '&#99999999;',
        'https://',
        'lookup',
        ' on ',
        '{host|',
        '\n',
      ),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(' '));

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 500 }), patchwork);

function verdict({ family, class: errorClass, hop }: Explanation) {
  return { family, class: errorClass, hop };
}

describe('explain, for any text whatsoever,', () => {
  it('answers with data that its own schema accepts and that JSON carries unchanged', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const explanation = explain(text);
        expect(explanationSchema.parse(JSON.parse(JSON.stringify(explanation)))).toEqual(explanation);
      }),
    );
  });

  it('names no region but one that AWS could have, and the partition of that one', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { region, partition } = explain(text);
        expect(region === null || isRegion(region)).toBe(true);
        expect(partition).toBe(region === null ? null : partitionOf(region));
      }),
    );
  });

  it('gives a command that begins with pullpath and names only what the text names', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { next, region, ids } = explain(text);
        if (next === null) return;
        const argv = argvOf(next);
        expect(argv[0]).toBe('pullpath');
        expect(commandText(next)).toBe(argv.join(' '));
        expect(argv[argv.indexOf('--region') + 1]).toBe(argv.includes('--region') ? region : 'pullpath');
        if (argv.includes('--vpc-id')) expect(ids.vpcs).toEqual([argv[argv.indexOf('--vpc-id') + 1]]);
      }),
    );
  });

  it('leaves no place in its sentences unfilled', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { cause, remedy } = explain(text);
        expect(`${cause} ${remedy}`).not.toMatch(/[{}]|undefined|null/);
      }),
    );
  });
});

describe('explain, for every real text of the tables,', () => {
  it('gives the same verdict however the text was wrapped, quoted, escaped or surrounded', () => {
    fc.assert(
      fc.property(row, disguise, ([, text], { apply }) => {
        expect(verdict(explain(apply(text)))).toEqual(verdict(explain(text)));
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the same verdict under two disguises at once', () => {
    fc.assert(
      fc.property(row, disguise, disguise, ([, text], first, second) => {
        expect(verdict(explain(second.apply(first.apply(text))))).toEqual(verdict(explain(text)));
      }),
      { numRuns: 1000 },
    );
  });

  it('says of a text that was cut off, at every seventh place, what it says of the whole, or that it cannot tell', () => {
    for (const [index, [title, text]] of ROWS.entries()) {
      const whole = explain(text);
      for (let length = index % 7; length < text.length; length += 7) {
        const cut = explain(text.slice(0, length));
        // Of a host whose name was cut off it can only say that nobody answered.
        const silence = whole.class === 'not-fixable-by-endpoints' && cut.hop === null ? ['network'] : [];
        expect([whole.class, 'unknown', ...silence], `${title}, cut at ${length}`).toContain(cut.class);
      }
    }
  });

  it('repeats no signature or token of a signed URL', () => {
    for (const [, text] of ROWS) expect(JSON.stringify(explain(text))).not.toMatch(/X-Amz|verify=/i);
  });
});
