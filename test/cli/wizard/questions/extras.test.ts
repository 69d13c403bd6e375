import { describe, expect, it } from 'vitest';
import { BACK } from '../../../../src/cli/wizard/prompter/prompter.ts';
import { COMMON_EXTRAS } from '../../../../src/cli/wizard/questions/common-extras.ts';
import { askExtras } from '../../../../src/cli/wizard/questions/extras.ts';
import { shown } from '../shown.ts';

const data = (preset: readonly string[] = []) => ({
  extras: COMMON_EXTRAS.slice(0, 3),
  preset,
  complaint: (service: string) => (service === 'sqz' ? 'There is no sqz; did you mean sqs?' : null),
});

describe('the question for extras', () => {
  it('tells what each is for, and marks none', async () => {
    const question = await shown((prompter) => askExtras(prompter, data()));
    expect(question.lines().slice(0, 5)).toEqual([
      '? Which other AWS services do the tasks use at startup? (0 of 4 selected)',
      '❯◯ logs            the awslogs log driver',
      ' ◯ secretsmanager  secrets from Secrets Manager, private registry credentials',
      ' ◯ ssm             secrets from Parameter Store',
      ' ◯ other…          type a service name',
    ]);
    await question.press('enter');
    expect(await question.answer).toEqual([]);
  });

  it('answers what is marked, in the order of the list', async () => {
    const question = await shown((prompter) => askExtras(prompter, data()));
    await question.press('down', 'down', 'space', 'up', 'up', 'space', 'enter');
    expect(await question.answer).toEqual(['logs', 'ssm']);
  });

  it('asks for the names of others, and complains at once about one that the region lacks', async () => {
    const question = await shown((prompter) => askExtras(prompter, data()));
    await question.press('space', 'up', 'space', 'enter');
    expect(question.lines().at(-1)).toBe('? Service names, separated by commas:');
    await question.type('sqz');
    await question.press('enter');
    expect(question.lines().at(-1)).toBe('There is no sqz; did you mean sqs?');
    await question.press('backspace');
    await question.type('s, Events');
    await question.press('enter');
    expect(await question.answer).toEqual(['logs', 'sqs', 'events']);
  });

  it('goes back from the names to the list, with the marks as they were', async () => {
    const question = await shown((prompter) => askExtras(prompter, data()));
    await question.press('space', 'up', 'space', 'enter', 'escape');
    expect(
      question
        .lines()
        .slice(1, 5)
        .map((line) => line.slice(0, 2)),
    ).toEqual(['❯◉', ' ◯', ' ◯', ' ◉']);
    await question.press('escape');
    expect(await question.answer).toBe(BACK);
  });

  it('proposes again what was answered before', async () => {
    const question = await shown((prompter) => askExtras(prompter, data(['ssm', 'sqs'])));
    await question.press('enter', 'enter');
    expect(await question.answer).toEqual(['ssm', 'sqs']);
  });
});
