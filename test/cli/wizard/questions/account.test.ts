import { describe, expect, it } from 'vitest';
import { askRegion } from '../../../../src/cli/wizard/questions/account.ts';
import { shown } from '../shown.ts';

describe('the question for the region', () => {
  it('chooses none for who presses Enter, and asks again', async () => {
    const question = await shown((prompter) => askRegion(prompter, undefined));
    expect(question.lines()[1]).toBe('❯ type to search, or move down');
    await question.press('enter');
    expect(question.lines()[1]).toBe('❯ type to search, or move down');
    await question.press('down', 'enter');
    expect(await question.answer).toBe('af-south-1');
  });

  it.each([
    ['a part of the name', 'west-3', 'eu-west-3'],
    ['the place, however it is written', 'IRELAND', 'eu-west-1'],
    ['a region that opened after this version was made', 'eu-west-9', 'eu-west-9'],
  ])('finds by %s', async (_, text, region) => {
    const question = await shown((prompter) => askRegion(prompter, undefined));
    await question.type(text);
    expect(question.lines()[1]).toContain(`❯ ${region}`);
    await question.press('enter');
    expect(await question.answer).toBe(region);
  });

  it('says so where nothing is found', async () => {
    const question = await shown((prompter) => askRegion(prompter, undefined));
    await question.type('atlantis');
    expect(question.lines()[1]).toBe('No results found');
  });

  it('proposes what was answered before', async () => {
    const question = await shown((prompter) => askRegion(prompter, 'eu-central-1'));
    await question.press('enter');
    expect(await question.answer).toBe('eu-central-1');
  });
});
