import { beforeAll, describe, expect, it } from 'vitest';
import { askSubnets } from '../../../../src/cli/wizard/questions/subnets.ts';
import type { Snapshot } from '../../../../src/discover/snapshot.ts';
import { shown } from '../shown.ts';
import { readWorld } from '../world.ts';

const VPC = 'vpc-0a000000000000001';
const [PRIVATE_A, PRIVATE_B] = [3, 4].map((n) => `subnet-0a00000000000000${n}`);

describe('the question for the target subnets', () => {
  let snapshot: Snapshot;
  beforeAll(async () => {
    snapshot = (await readWorld('nat-beside')).snapshot;
  });

  it('marks those with no way out, puts them first, and says why', async () => {
    const question = await shown((prompter) => askSubnets(prompter, snapshot, VPC, undefined));
    expect(
      question.lines().map((line) => line.split(/ {2,}/).slice(0, 1).concat(line.split(/ {2,}/).slice(3, 4))),
    ).toEqual([
      ['? Which subnets do your tasks run in? (2 of 4 selected)'],
      ['❯◉ private-a', 'isolated'],
      [' ◉ private-b', 'isolated'],
      [' ◯ public-a', 'public'],
      [' ◯ workers-a', 'nat'],
      [''],
      [expect.stringMatching(/^isolated \(rtb-\w+ has no default route\)$/)],
      ['↑↓ move, space select, ctrl-a all, enter continue, esc back, ctrl-c quit'],
    ]);
    await question.press('up');
    expect(question.lines().at(-2)).toMatch(/^nat \(0\.0\.0\.0\/0 in rtb-\w+ goes to nat-\w+\)$/);
    await question.press('enter');
    expect(await question.answer).toEqual([PRIVATE_A, PRIVATE_B]);
  });

  it('wants at least one, and complains at the question', async () => {
    const question = await shown((prompter) => askSubnets(prompter, snapshot, VPC, undefined));
    await question.press('space', 'down', 'space', 'enter');
    expect(question.lines()).toContain('Select at least one subnet.');
    await question.press({ name: 'a', ctrl: true }, 'enter');
    // Not those that are hardly meant.
    expect(await question.answer).toEqual([PRIVATE_A, PRIVATE_B]);
  });

  it('marks what was answered before, where that is in this VPC', async () => {
    const recalled = await shown((prompter) =>
      askSubnets(prompter, snapshot, VPC, [`${PRIVATE_B}`, 'subnet-99999999']),
    );
    await recalled.press('enter');
    expect(await recalled.answer).toEqual([PRIVATE_B]);
    const elsewhere = await shown((prompter) => askSubnets(prompter, snapshot, VPC, ['subnet-99999999']));
    await elsewhere.press('enter');
    expect(await elsewhere.answer).toEqual([PRIVATE_A, PRIVATE_B]);
  });
});
