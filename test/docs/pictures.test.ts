import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inTerminal, type TerminalRun } from '../terminal.ts';
import { svgOf } from './svg.ts';

const PICTURES = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));

interface Picture {
  readonly columns: number;
  readonly args: readonly string[];
  readonly description: string;
  /** Brings the program to the screen that is drawn; a program that ends by itself needs nothing. */
  readonly act: (run: TerminalRun) => Promise<unknown>;
}

const PICTURES_OF: Readonly<Record<string, Picture>> = {
  audit: {
    columns: 100,
    args: ['audit', '--sandbox', 'foreign-ecr'],
    description:
      'An audit: a matrix of subnets and hops, open or closed, and below it what closes them and what to do.',
    act: (run) => run.exit,
  },
  plan: {
    columns: 100,
    args: ['plan', '--sandbox'],
    description: 'A plan: the steps, who else is touched, what it costs a month, and what it opens.',
    act: (run) => run.exit,
  },
  wizard: {
    columns: 88,
    args: ['--sandbox', 'failing-service'],
    description: 'The wizard: which hop is closed for the service that fails, what ECS reports, and what to do next.',
    act: async (run) => {
      await run.until('Which service do you want to fix?');
      run.press('enter');
      await run.until('Show the plan');
    },
  },
};

describe('a picture in the documents', () => {
  it.each(Object.entries(PICTURES_OF))(
    'of %s shows what the program shows (UPDATE_DOCS=1 draws it)',
    async (name, picture) => {
      const { columns, args, description, act } = picture;
      const run = inTerminal(args, { columns, rows: 60 });
      try {
        await act(run);
        const title = ['pullpath', ...args].join(' ');
        const svg = await svgOf({ raw: run.raw(), columns, title, description });
        const file = `${PICTURES}${name}.svg`;
        if (process.env.UPDATE_DOCS === '1') writeFileSync(file, svg);
        expect(readFileSync(file, 'utf8')).toBe(svg);
      } finally {
        run.close();
      }
    },
  );
});
