import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { plainPrompter } from '../../../../src/cli/wizard/prompter/plain-prompter.ts';
import { BACK, type Prompter } from '../../../../src/cli/wizard/prompter/prompter.ts';

/** A question that is answered with these lines, and all that was written. */
async function asked<T>(question: (prompter: Prompter) => Promise<T>, lines: readonly string[], canGoBack = true) {
  const input = new PassThrough();
  const output = new PassThrough({ encoding: 'utf8' });
  let written = '';
  const left = [...lines];
  output.on('data', (text: string) => {
    written += text;
    if (!/: $/.test(text)) return;
    const line = left.shift();
    if (line === undefined) input.end();
    else input.write(`${line}\n`);
  });
  const style = { colour: false, width: 60, unicode: false };
  const answer = await question(plainPrompter({ streams: { input, output }, style, rows: 24, above: [], canGoBack }));
  return { answer, written };
}

const choices = [
  { value: 'a', cells: ['first', '10.0.0.0/16'] },
  { value: 'b', cells: ['second', '10.1.0.0/16'] },
];
const one = (prompter: Prompter) => prompter.one({ message: 'Which?', choices, preset: 'b' });
const any = (prompter: Prompter) =>
  prompter.any({
    message: 'Which?',
    choices,
    presets: ['b'],
    complaint: (all) => (all.length === 0 ? 'At least one.' : null),
  });
const search = (prompter: Prompter) =>
  prompter.search({
    message: 'Which?',
    preset: undefined,
    find: (term) => choices.filter(({ cells }) => cells.some((cell) => cell.includes(term))),
  });
const line = (prompter: Prompter) =>
  prompter.line({ message: 'Name?', preset: 'x', complaint: (text) => (text === 'bad' ? 'Not that.' : null) });
const consent = (prompter: Prompter) => prompter.consent({ message: 'Really?', more: ['It cannot be undone.'] });

describe('asking line by line', () => {
  it.each<[string, (prompter: Prompter) => Promise<unknown>, string[], unknown]>([
    ['takes a number', one, ['1'], 'a'],
    ['takes Enter for what is proposed', one, [''], 'b'],
    ['asks again after a number that is not there', one, ['3', '0', 'x', '2'], 'b'],
    ['takes several numbers', any, ['1, 2'], ['a', 'b']],
    ['takes Enter for what is marked', any, [''], ['b']],
    ['asks again where the question is not content', any, ['none', '1 7', '1'], ['a']],
    ['takes a part of a name that only one has', search, ['sec'], 'b'],
    ['asks again where several or none are called that', search, ['10.', 'third', '', 'first'], 'a'],
    ['takes a line', line, ['bad', 'good'], 'good'],
    ['takes Enter for the line that is proposed', line, [''], 'x'],
    ['takes Enter for a no', consent, [''], false],
    ['takes a yes', consent, ['perhaps', 'YES'], true],
    ['goes back', one, ['back'], BACK],
  ])('%s', async (_, question, lines, answer) => {
    expect((await asked(question, lines)).answer).toEqual(answer);
  });

  it('numbers the choices and says what Enter does', async () => {
    const { written } = await asked(one, ['1']);
    expect(written).toBe('Which?\n  1. first   10.0.0.0/16\n  2. second  10.1.0.0/16\nNumber (Enter = 2); b = back: ');
  });

  it('offers no way back from the first question', async () => {
    const { written, answer } = await asked(one, ['back', '1'], false);
    expect(written).toContain('Answer with a number from 1 to 2.\nNumber (Enter = 2): ');
    expect(answer).toBe('a');
  });

  it('leaves at the end of the input', async () => {
    await expect(asked(one, [])).rejects.toMatchObject({ kind: 'interrupted' });
  });
});
