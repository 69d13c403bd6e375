import { beforeAll, describe, expect, it } from 'vitest';
import { askConfirmation, askForVpcId } from '../../../../src/cli/wizard/confirm-plan.ts';
import { askModification, needsConsent } from '../../../../src/cli/wizard/questions/modification.ts';
import type { Plan } from '../../../../src/plan/plan.ts';
import { shown } from '../shown.ts';
import { planFor } from '../world.ts';

const VPC = 'vpc-0a000000000000001';
let guide: Plan;
let dnsOff: Plan;
beforeAll(async () => {
  guide = await planFor('guide');
  dnsOff = await planFor('dns-off');
});

describe('the question whether something of others may be changed', () => {
  const ask = async () => {
    const [refusal] = dnsOff.blocked.filter(needsConsent);
    if (refusal === undefined) throw new Error('the world has nothing to ask for');
    return shown((prompter) => askModification(prompter, dnsOff, refusal));
  };

  it('tells why, what becomes of it, and that it can be put back', async () => {
    const question = await ask();
    const lines = question.lines();
    expect(lines).toContain('enableDnsHostnames: off → on');
    expect(lines).toContain('pullpath rollback puts it back as it is now.');
    expect(lines.at(-1)).toBe(`? Change enableDnsHostnames of ${VPC}? (y/N)`);
  });

  it('takes Enter for a no', async () => {
    const no = await ask();
    await no.press('enter');
    expect(await no.answer).toBe(false);
    const yes = await ask();
    await yes.type('yes');
    await yes.press('enter');
    expect(await yes.answer).toBe(true);
  });
});

describe('the last question', () => {
  it.each<[string, string, boolean]>([
    ['Enter', '', false],
    ['n', 'n', false],
    ['y', 'y', true],
  ])('takes %s as it is meant', async (_, text, expected) => {
    const question = await shown((prompter) => askConfirmation(prompter, guide));
    expect(question.lines()).toEqual([`? Make 5 changes in ${VPC}? (y/N)`]);
    await question.type(text);
    await question.press('enter');
    expect(await question.answer).toBe(expected);
  });

  it('is worded for a rollback too', async () => {
    const question = await shown((prompter) => askConfirmation(prompter, { ...guide, purpose: 'rollback' }));
    expect(question.lines()).toEqual([`? Take the stack back, with 5 changes in ${VPC}? (y/N)`]);
  });

  it('takes Escape for a no', async () => {
    const question = await shown((prompter) => askConfirmation(prompter, guide));
    await question.press('escape');
    expect(await question.answer).toBe(false);
  });

  it.each<[string, string, boolean]>([
    ['the id', VPC, true],
    ['the id with blanks around it', ` ${VPC} `, true],
    ['nothing', '', false],
  ])('takes %s where what others made is changed', async (_, text, expected) => {
    const question = await shown((prompter) => askForVpcId(prompter, guide));
    await question.type(text);
    await question.press('enter');
    expect(await question.answer).toBe(expected);
  });

  it.each(['y', 'yes', 'vpc-0a000000000000002'])('does not take %s for the id', async (text) => {
    const question = await shown((prompter) => askForVpcId(prompter, guide));
    await question.type(text);
    await question.press('enter');
    expect(question.lines().at(-1)).toBe(`Type ${VPC}, or nothing to leave.`);
  });
});
