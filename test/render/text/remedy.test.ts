import { describe, expect, it } from 'vitest';
import { aws, type CommandReference, commandText, placeholder } from '../../../src/remedy/command.ts';
import { blocksOf, commandsOf, type Remedy, remedyText } from '../../../src/remedy/remedy.ts';
import { formatterFor } from '../../../src/render/layout/formatter.ts';
import { remedyLines } from '../../../src/render/text/remedy.ts';
import { PLAIN_80 } from '../fixtures.ts';

const login = { program: 'aws', args: ['sso', 'login'], flags: { profile: 'x' } };
const route: CommandReference = aws('ec2 create-route', { x: placeholder('<y z>') });

describe('a remedy', () => {
  it.each<[Remedy, string[], string]>([
    ['Wait, and run again.', ['Wait, and run again.'], 'Wait, and run again.'],
    [[login], ['$ aws sso login --profile x'], '`aws sso login --profile x`'],
    [
      ['Let it in:', route],
      ['Let it in:', '$ aws ec2 create-route --x <y z>'],
      'Let it in: `aws ec2 create-route --x <y z>`',
    ],
    [
      ['Sign in again:', login, 'Then wait.'],
      ['Sign in again:', '$ aws sso login --profile x', 'Then wait.'],
      'Sign in again: `aws sso login --profile x` Then wait.',
    ],
    [
      ['Run', login, ', which opens a session.'],
      ['Run `aws sso login --profile x`, which opens a session.'],
      'Run `aws sso login --profile x`, which opens a session.',
    ],
    [['See (', login, ').'], ['See (`aws sso login --profile x`).'], 'See (`aws sso login --profile x`).'],
    ['Sign in.\nAnd wait.', ['Sign in.', 'And wait.'], 'Sign in.\nAnd wait.'],
    ['', [], ''],
  ])('%j keeps its sentences and sets its commands apart', (remedy, blocks, text) => {
    expect(blocksOf(remedy).map((block) => (typeof block === 'string' ? block : `$ ${commandText(block)}`))).toEqual(
      blocks,
    );
    expect(remedyText(remedy)).toBe(text);
  });

  it('has each command on a line of its own, whole, however narrow the terminal is', () => {
    const lines = remedyLines(formatterFor({ ...PLAIN_80, width: 24 }), ['Let it in, if you can:', route], '  → ');
    expect(lines).toEqual(['  → Let it in, if you', '    can:', '      aws ec2 create-route --x <y z>']);
  });

  it('gives its commands word by word, unquoted', () => {
    const command = aws('ec2 describe-x', { query: "a b'c", filters: ['Name=x', 'Name=y'], all: true });
    expect(commandsOf(['See', command, '.'])).toEqual([
      ['aws', 'ec2', 'describe-x', '--query', "a b'c", '--filters', 'Name=x', 'Name=y', '--all'],
    ]);
  });
});
