import { expect, it } from 'vitest';
import { Options } from '../../../src/cli/line/options.ts';
import { openingSteps } from '../../../src/cli/wizard/opening-steps.ts';
import type { Prompter, SelectPrompt } from '../../../src/cli/wizard/prompter/prompter.ts';
import { initialState } from '../../../src/cli/wizard/wizard-state.ts';
import { PullpathError } from '../../../src/errors.ts';
import { aws, pullpath } from '../../../src/remedy/command.ts';
import { commandsOf } from '../../../src/remedy/remedy.ts';

it.each([
  [{ profile: 'prod' }, ['--profile', 'prod']],
  [
    { endpointUrl: 'http://127.0.0.1:9', profile: 'prod' },
    ['--profile', 'prod', '--endpoint-url', 'http://127.0.0.1:9'],
  ],
  [{ roleArn: ['arn:aws:iam::111122223333:role/x'] }, ['--role-arn', 'arn:aws:iam::111122223333:role/x']],
])('what the wizard tells to run in trouble leads into the account of %j', async (way, flags) => {
  const asked: SelectPrompt<unknown>[] = [];
  const one = async <T>(question: SelectPrompt<T>) => {
    asked.push(question);
    return 'leave' as T;
  };
  const error = new PullpathError('refused-by-aws', {
    code: 'Boring',
    message: 'No.',
    remedy: ['See:', pullpath('audit', {}), aws('ec2 describe-vpcs', {})],
  });
  const options = { ...Options.parse({}), region: 'eu-west-1', ...way };
  const steps = openingSteps(
    () => ({ one }) as unknown as Prompter,
    () => Promise.reject(error),
    () => 0,
  );
  const state = initialState(options, 'eu-west-1');
  const read = steps.find((step) => step.isOpen(state))!;
  await expect(read.run(state, false)).rejects.toBe(error);
  const [audit, describeVpcs] = asked[0]!.more!.flatMap(commandsOf);
  expect(audit).toEqual(['pullpath', 'audit', '--region', 'eu-west-1', ...flags]);
  expect(describeVpcs?.slice(0, 5)).toEqual(['aws', 'ec2', 'describe-vpcs', '--region', 'eu-west-1']);
  for (const word of flags.filter((flag) => flag !== '--role-arn' && !flag.startsWith('arn:')))
    expect(describeVpcs).toContain(word);
});
