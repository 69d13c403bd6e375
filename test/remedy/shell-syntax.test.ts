import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aws, commandText, placeholder } from '../../src/remedy/command.ts';
import { blocksOf } from '../../src/remedy/remedy.ts';
import { assignment, SHELL_SYNTAXES, type ShellSyntax, shellWord } from '../../src/remedy/shell-syntax.ts';
import { formatterFor } from '../../src/render/layout/formatter.ts';
import { remedyLines } from '../../src/render/text/remedy.ts';

describe('a word for a shell', () => {
  it.each<[word: string, posix: string, powershell: string, cmd: string]>([
    ['vpc-0a1b2c', 'vpc-0a1b2c', 'vpc-0a1b2c', 'vpc-0a1b2c'],
    ['--region=eu-west-1', '--region=eu-west-1', '--region=eu-west-1', '--region=eu-west-1'],
    // PowerShell makes a list of it.
    ['logs,ssm', 'logs,ssm', "'logs,ssm'", 'logs,ssm'],
    // And takes a word with a dash apart at a dot.
    ['--with=ecr.api', '--with=ecr.api', "'--with=ecr.api'", '--with=ecr.api'],
    ['my plan.json', "'my plan.json'", "'my plan.json'", '"my plan.json"'],
    ["it's", `'it'\\''s'`, "'it''s'", `"it's"`],
    ['$HOME', "'$HOME'", "'$HOME'", '"$HOME"'],
    ['a&b', "'a&b'", "'a&b'", '"a&b"'],
    ['{"a":1}', `'{"a":1}'`, `'{"a":1}'`, '"{\\"a\\":1}"'],
    ['C:\\dir\\', `'C:\\dir\\'`, 'C:\\dir\\', 'C:\\dir\\'],
    ['C:\\my dir\\', `'C:\\my dir\\'`, `'C:\\my dir\\'`, '"C:\\my dir\\\\"'],
    ['', "''", "''", '""'],
  ])('is quoted as it needs it, and only then: %s', (word, ...quoted) => {
    expect(SHELL_SYNTAXES.map((syntax) => shellWord(word, syntax))).toEqual(quoted);
  });

  it.skipIf(process.platform === 'win32')('comes back from a POSIX shell as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.string().filter((text) => !text.includes('\0'))), (words) => {
        const line = words.map((word) => shellWord(word, 'posix')).join(' ');
        const { stdout } = spawnSync('sh', ['-c', `for word in ${line}; do printf '%s\\0' "$word"; done`]);
        expect(stdout.toString()).toBe(words.map((word) => `${word}\0`).join(''));
      }),
      { numRuns: 50 },
    );
  });
});

describe('a printed command', () => {
  const command = aws('ec2 describe-subnets', { filters: 'Name=a b', query: placeholder('<query>') });

  it.each<[ShellSyntax, string]>([
    ['posix', "aws ec2 describe-subnets --filters 'Name=a b' --query <query>"],
    ['powershell', "aws ec2 describe-subnets --filters 'Name=a b' --query <query>"],
    ['cmd', 'aws ec2 describe-subnets --filters "Name=a b" --query <query>'],
  ])('is quoted for the shell in use, on a line of its own and in a sentence: %s', (shell, line) => {
    expect(commandText(command, shell)).toBe(line);
    const format = formatterFor({ colour: false, width: 200, unicode: true, shell });
    expect(remedyLines(format, ['Look:', command], '')).toContain(`  ${line}`);
    expect(blocksOf(['Run', command, ', then go on.'], shell)).toEqual([`Run \`${line}\`, then go on.`]);
  });
});

it.each<[ShellSyntax, string]>([
  ['posix', "export NAME='a b'"],
  ['powershell', "$env:NAME = 'a b'"],
  ['cmd', 'set "NAME=a b"'],
])('a variable is set as %s does it', (shell, line) => {
  expect(assignment('NAME', 'a b', shell)).toBe(line);
});
