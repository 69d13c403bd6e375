import { describe, expect, it } from 'vitest';
import type { Prompter } from '../../../../src/cli/wizard/prompter/prompter.ts';
import { askRegion } from '../../../../src/cli/wizard/questions/account.ts';
import { shown } from '../shown.ts';

const choices = [{ value: 1, cells: ['one'] }];

describe('leaving a question', () => {
  const questions: Readonly<Record<string, (prompter: Prompter) => Promise<unknown>>> = {
    'one of several': (prompter) => prompter.one({ message: 'One?', choices, preset: undefined }),
    'one of many': (prompter) => askRegion(prompter, undefined),
    'any of several': (prompter) => prompter.any({ message: 'Any?', choices, presets: [], complaint: () => null }),
    'a line': (prompter) => prompter.line({ message: 'Line?', preset: '', complaint: () => null }),
    'a yes or no': (prompter) => prompter.consent({ message: 'Yes?', more: [] }),
  };
  const keys = [
    ['Ctrl-D', { name: 'd', ctrl: true }],
    ['the end of the input', null],
  ] as const;

  it.each(Object.keys(questions).flatMap((question) => keys.map(([name, key]) => [question, name, key] as const)))(
    'ends %s on %s as an interruption that changed nothing',
    async (question, _, key) => {
      const { answer, press, end } = await shown(questions[question]!);
      if (key === null) end();
      else await press(key);
      await expect(answer).rejects.toMatchObject({ kind: 'interrupted', message: 'Cancelled. Nothing was changed.' });
    },
  );

  it('passes on what is no wish to leave', async () => {
    const question = shown((prompter) => prompter.one({ message: 'None?', choices: [], preset: undefined }));
    await expect(question.then(({ answer }) => answer)).rejects.toThrow('No selectable choices');
  });
});
