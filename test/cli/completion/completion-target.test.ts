import { describe, expect, it } from 'vitest';
import { type CompletionTarget, completionTargetOf } from '../../../src/cli/completion/completion-target.ts';
import { parseTypedWords } from '../../../src/cli/completion/typed-words.ts';

/** The slot at the end of a command line; a blank there begins a new word. */
const slot = (line: string): CompletionTarget => {
  const words = line.split(' ');
  return completionTargetOf(words.slice(0, -1), words.at(-1) ?? '');
};

describe('at the cursor stands', () => {
  it.each<[string, Partial<CompletionTarget>]>([
    ['', { is: 'command' }],
    ['au', { is: 'command' }],
    ['--debug au', { is: 'command' }],
    ['--region eu-west-1 au', { is: 'command' }],
    ['--region=eu-west-1 au', { is: 'command' }],
    ['--sandbox two-vpcs au', { is: 'command' }],
    ['-', { is: 'flag', command: null }],
    ['audit -', { is: 'flag', command: 'audit' }],
    ['audit ', { is: 'flag', command: 'audit' }],
    ['audit --debug --quiet --', { is: 'flag', command: 'audit', used: ['debug', 'quiet'] }],
    ['--sandbox --', { is: 'flag', command: null }],
    ['--region ', { is: 'value', of: 'region', command: 'apply', given: [], typed: '' }],
    ['audit --region eu', { is: 'value', of: 'region', command: 'audit', given: [], typed: 'eu' }],
    ['audit --region=eu', { is: 'value', of: 'region', command: 'audit', given: [], typed: 'eu' }],
    ['--with logs,ss', { is: 'value', of: 'with', given: ['logs'], typed: 'ss' }],
    ['--with=logs,kms,', { is: 'value', of: 'with', given: ['logs', 'kms'], typed: '' }],
    ['--sandbox ', { is: 'value', of: 'sandbox', typed: '' }],
    ['--nothing=', { is: 'nothing' }],
    ['iam-policy ', { is: 'positional', key: 'mode', completesFrom: 'modes' }],
    ['iam-policy --debug ap', { is: 'positional', key: 'mode', completesFrom: 'modes' }],
    ['iam-policy audit ', { is: 'flag', command: 'iam-policy' }],
    ['apply pl', { is: 'positional', key: 'plan', completesFrom: 'files' }],
    ['help ', { is: 'positional', key: 'command', completesFrom: 'commands' }],
    ['help audit ', { is: 'flag', command: null }],
    ['plan.json --', { is: 'flag', command: 'apply' }],
  ])('of «%s»: %j', (line, expected) => {
    expect(slot(line)).toMatchObject(expected);
  });
});

describe('bash, which divides words at = and :, is understood:', () => {
  it.each<[readonly string[], readonly string[], string, number]>([
    [['pullpath', 'au'], [], 'au', 0],
    [['pullpath', 'audit', ''], ['audit'], '', 0],
    [['pullpath', 'audit', '--region', '=', 'eu'], ['audit'], '--region=eu', 9],
    [['pullpath', 'audit', '--region', '='], ['audit'], '--region=', 9],
    [['pullpath', '--region', '=', 'eu-west-1', 'au'], ['--region=eu-west-1'], 'au', 0],
    [['pullpath', '--role-arn', 'arn', ':', 'aws', '::', 'x', 'au'], ['--role-arn', 'arn:aws::x'], 'au', 0],
    [['pullpath', '--profile', '"my one"', ''], ['--profile', 'my one'], '', 0],
  ])('%j', (typed, words, current, prefixLength) => {
    expect(parseTypedWords('bash', typed)).toEqual({ words, current, prefixLength });
  });
});

it('the other shells say what was typed, and variables set for the command are none of its words', () => {
  expect(parseTypedWords('fish', ['AWS_PROFILE=x', 'pullpath', 'audit', '--region=eu'])).toEqual({
    words: ['audit'],
    current: '--region=eu',
    prefixLength: 0,
  });
});
