import { z } from 'zod';
import type { ProgramCommand as ProgramCommandValue, PullpathCommand as PullpathCommandValue } from './command.ts';
import type { Remedy as RemedyValue } from './remedy.ts';

const Word = z.union([z.string(), z.object({ blank: z.string() })]);

export const PullpathCommand: z.ZodType<PullpathCommandValue> = z.object({
  program: z.literal('pullpath'),
  command: z.string(),
  args: z.array(Word).optional(),
  options: z
    .record(
      z.string(),
      z.union([
        Word,
        z.number(),
        z.boolean(),
        z.array(z.union([z.string(), z.object({ key: z.string(), value: z.string() })])),
      ]),
    )
    .optional(),
  keepsChoices: z.boolean().optional(),
});

const ProgramCommand: z.ZodType<ProgramCommandValue> = z.object({
  program: z.string(),
  args: z.array(Word),
  flags: z.record(z.string(), z.union([Word, z.literal(true), z.array(Word)])).optional(),
  get into() {
    return ProgramCommand.optional();
  },
});

/** A remedy inside of what is saved, or read back: sentences and commands. */
export const Remedy: z.ZodType<RemedyValue> = z.union([
  z.string(),
  z.array(z.union([z.string(), PullpathCommand, ProgramCommand])),
]);
