import { beforeAll, describe, expect, it } from 'vitest';
import {
  askConfirmation,
  askForVpcId,
  type Confirmation,
  needsConsent,
} from '../../../../src/cli/wizard/confirm-plan.ts';
import { BACK } from '../../../../src/cli/wizard/prompter/prompter.ts';
import type { Plan } from '../../../../src/plan/plan.ts';
import { shown } from '../shown.ts';
import { planFor } from '../world.ts';

const VPC = 'vpc-0a000000000000001';
const LABEL = { vpcId: VPC, name: 'orders', cidrBlocks: ['10.0.0.0/16'] };
const first = { canGoBack: false };
let guide: Confirmation;
let dnsOff: Confirmation;
beforeAll(async () => {
  const of = (plan: Plan): Confirmation => ({ plan, vpc: LABEL, foreign: plan.blocked.filter(needsConsent) });
  guide = of(await planFor('guide'));
  dnsOff = of(await planFor('dns-off'));
});

const text = (lines: readonly string[]) => lines.map((line) => line.trim()).join(' ');

describe('the last question', () => {
  it('says on the same screen what is created, where, for whom and at what cost', async () => {
    const question = await shown((prompter) => askConfirmation(prompter, guide), first);
    expect(text(question.lines())).toBe(
      `? Create 4 resources in ${VPC} (orders), account 111122223333, us-east-1, about $29.20 a month? (y/N)`,
    );
  });

  it.each<[string, string, boolean]>([
    ['Enter', '', false],
    ['n', 'n', false],
    ['y', 'y', true],
  ])('takes %s as it is meant', async (_, typed, expected) => {
    const question = await shown((prompter) => askConfirmation(prompter, guide), first);
    await question.type(typed);
    await question.press('enter');
    expect(await question.answer).toBe(expected);
  });

  it('is worded for a rollback too', async () => {
    const { plan } = guide;
    const summary = { create: 0, update: 2, delete: 4 };
    const question = await shown(
      (prompter) => askConfirmation(prompter, { ...guide, plan: { ...plan, purpose: 'rollback', summary } }),
      first,
    );
    expect(text(question.lines())).toBe(
      `? Delete 4 resources and restore 2 of stack "default" in ${VPC} (orders), account 111122223333, us-east-1? (y/N)`,
    );
  });

  it('leads back on Escape, and says so', async () => {
    const question = await shown((prompter) => askConfirmation(prompter, guide));
    expect(question.lines()).toContain('esc goes back');
    await question.press('escape');
    expect(await question.answer).toBe(BACK);
  });
});

describe('where the plan changes what pullpath did not create', () => {
  it('one question lists all of it, why, and what would change', async () => {
    const question = await shown((prompter) => askForVpcId(prompter, dnsOff), first);
    const lines = question.lines();
    expect(lines).toContain("This modifies 1 resource that pullpath didn't create:");
    expect(text(lines)).toContain(`- enableDnsHostnames is off in ${VPC}, so private DNS can't work there.`);
    expect(text(lines)).toContain('enableDnsHostnames: off → on');
    expect(lines).toContain('A rollback undoes every change.');
    expect(text(lines)).toContain(`Type ${VPC} to continue:`);
  });

  it.each<[string, string, boolean]>([
    ['the id', VPC, true],
    ['the id with blanks around it', ` ${VPC} `, true],
    ['nothing', '', false],
  ])('it takes %s', async (_, typed, expected) => {
    const question = await shown((prompter) => askForVpcId(prompter, dnsOff), first);
    await question.type(typed);
    await question.press('enter');
    expect(await question.answer).toBe(expected);
  });

  it.each(['y', 'yes', 'vpc-0a000000000000002'])('it does not take %s for the id', async (typed) => {
    const question = await shown((prompter) => askForVpcId(prompter, dnsOff), first);
    await question.type(typed);
    await question.press('enter');
    expect(question.lines().at(-1)).toBe(`Type ${VPC}, or press Enter to cancel.`);
  });
});
