import { describe, expect, it } from 'vitest';
import { askVpc } from '../../../../src/cli/wizard/questions/vpc.ts';
import type { VpcOption } from '../../../../src/cli/wizard/questions/vpc-option.ts';
import { shown } from '../shown.ts';

const vpc = (n: number, over: Partial<VpcOption> = {}): VpcOption => ({
  label: { vpcId: `vpc-0a00000000000000${n}`, name: `app-${n}`, cidrBlocks: [`10.${n}.0.0/16`] },
  subnets: 4,
  targets: 2,
  verdict: 'closed',
  ...over,
});

describe('the question for the VPC', () => {
  it('tells name, CIDR, id and what speaks for each', async () => {
    const options = [
      vpc(1),
      vpc(2, { verdict: 'open', targets: 1 }),
      vpc(3, { verdict: null }),
      vpc(4, { verdict: 'unknown' }),
      vpc(5, { targets: 0, verdict: null }),
      vpc(6, { targets: 0, subnets: 0, verdict: null }),
    ];
    const question = await shown((prompter) => askVpc(prompter, options, undefined));
    expect(question.lines()).toEqual([
      '? Which VPC?',
      '❯ app-1  10.1.0.0/16  vpc-0a000000000000001  ✘ 2 isolated subnets',
      '  app-2  10.2.0.0/16  vpc-0a000000000000002  ✔ 1 isolated subnet',
      '  app-3  10.3.0.0/16  vpc-0a000000000000003  2 isolated subnets',
      '  app-4  10.4.0.0/16  vpc-0a000000000000004  ? 2 isolated subnets',
      '  app-5  10.5.0.0/16  vpc-0a000000000000005  no isolated subnets',
      '  app-6  10.6.0.0/16  vpc-0a000000000000006  no subnets',
      '',
      "Tasks here can't pull images.",
      '↑↓ move, enter choose, esc back, ctrl-c quit',
    ]);
  });

  it('says the sign in words, and the CIDR blocks that have no room in the list', async () => {
    const cidrBlocks = ['10.2.0.0/16', '100.64.0.0/16'];
    const options = [
      vpc(1),
      vpc(2, { verdict: 'open', label: { vpcId: 'vpc-0a000000000000002', name: null, cidrBlocks } }),
    ];
    const question = await shown((prompter) => askVpc(prompter, options, undefined));
    await question.press('down');
    expect(question.lines().at(-2)).toBe('Tasks here can pull images already. Other CIDR blocks: 100.64.0.0/16.');
  });

  it('proposes the first, or what was answered before', async () => {
    const first = await shown((prompter) => askVpc(prompter, [vpc(1), vpc(2)], 'vpc-0a000000000000009'));
    await first.press('enter');
    expect(await first.answer).toBe('vpc-0a000000000000001');
    const recalled = await shown((prompter) => askVpc(prompter, [vpc(1), vpc(2)], 'vpc-0a000000000000002'));
    await recalled.press('enter');
    expect(await recalled.answer).toBe('vpc-0a000000000000002');
  });

  const many = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => vpc(n));

  it.each([
    ['name', 'app-4'],
    ['CIDR', '10.4.'],
    ['id', '0004'],
  ])('finds by %s where there are many', async (_, text) => {
    const question = await shown((prompter) => askVpc(prompter, many, undefined));
    await question.type(text);
    await question.press('enter');
    expect(await question.answer).toBe('vpc-0a000000000000004');
  });

  it('proposes the first of many as well', async () => {
    const question = await shown((prompter) => askVpc(prompter, many, undefined));
    await question.press('enter');
    expect(await question.answer).toBe('vpc-0a000000000000001');
  });

  it('dims those that are hardly meant', async () => {
    const style = { colour: true, width: 120, unicode: true };
    const question = await shown((prompter) => askVpc(prompter, [vpc(1), vpc(2, { targets: 0 })], undefined), {
      style,
    });
    expect(question.raw().split('\n')[2]).toContain('\u001b[2mapp-2');
  });
});
