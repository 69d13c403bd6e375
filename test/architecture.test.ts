import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { violations } from './architecture/rules.ts';
import { parseSource } from './architecture/source.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const sources = ['src', 'bin'].flatMap((top) =>
  readdirSync(`${ROOT}${top}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${top}/${name}`)
    .map((path) => parseSource(path, readFileSync(`${ROOT}${path}`, 'utf8'))),
);

describe('the shape of the code', () => {
  it('is the one that docs/architecture.md draws', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(violations(sources)).toEqual([]);
  });

  it.each([
    ['the SDK outside aws/', 'src/plan/x.ts', "import { EC2Client } from '@aws-sdk/client-ec2';"],
    ['even a type of the SDK outside aws/', 'src/discover/x.ts', "import type { Vpc } from '@aws-sdk/client-ec2';"],
    ['the SDK in cli/', 'src/cli/x.ts', "export const x = () => import('@aws-sdk/client-sts');"],
    ['a type of the SDK, in place', 'src/render/x.ts', "export type X = import('@aws-sdk/client-ec2').Vpc;"],
    ['the prompts outside cli/', 'src/apply/x.ts', "import inquirer from 'inquirer';"],
    ['a folder further down the stream', 'src/discover/x.ts', "import { diagnose } from '../diagnose/diagnose.ts';"],
    ['a type from further down the stream', 'src/plan/x.ts', "import type { Event } from '../apply/event.ts';"],
    ['a value where only types are free', 'src/discover/x.ts', "import { reader } from '../aws/reader.ts';"],
    ['a module whose names alone are types', 'src/discover/x.ts', "import { type Reader } from '../aws/reader.ts';"],
    ['a passed-on export', 'src/errors.ts', "export * from './plan/step.ts';"],
    ['anything of ours in the sandbox', 'src/sandbox/x.ts', "import type { PullpathError } from '../errors.ts';"],
    ['a folder that the table lacks', 'src/utils/x.ts', ''],
    ['console', 'src/apply/x.ts', "console.error('no');"],
    ['process.exit', 'src/aws/x.ts', 'process.exit(1);'],
    ['standard output', 'src/render/x.ts', "process.stdout.write('no');"],
    ['standard error by another name', 'src/apply/x.ts', 'const { stderr } = process;'],
    ['node:process', 'src/apply/x.ts', "import { stdout } from 'node:process';"],
    ['waiting where all is pure', 'src/diagnose/x.ts', 'export async function x() {}'],
    ['the clock where all is pure', 'src/plan/x.ts', 'export const x = new Date();'],
    ['chance where all is pure', 'src/plan/x.ts', "import { randomUUID } from 'node:crypto';"],
    ['files where all is pure', 'src/export/x.ts', "import { writeFileSync } from 'node:fs';"],
    ['a file too long to read', 'src/cli/x.ts', 'export {};\n'.repeat(301)],
  ])('has no place for %s', (_, path, text) => {
    expect(violations([parseSource(path, text)])).toEqual([expect.stringContaining(path)]);
  });

  it('has no place for waiting that a pure file draws in from elsewhere', () => {
    const plan = parseSource('src/plan/x.ts', "import { read } from '../discover/read.ts';");
    const read = parseSource('src/discover/read.ts', 'export const read = async () => {};');
    expect(violations([read])).toEqual([]);
    expect(violations([plan, read])).toEqual([expect.stringContaining('src/discover/read.ts: is to be pure')]);
  });

  it('has no place for the SDK that comes with something else', () => {
    const apply = parseSource('src/apply/x.ts', "import { isGone } from '../aws/refusal.ts';");
    const aws = parseSource('src/aws/refusal.ts', "import { EC2ServiceException } from '@aws-sdk/client-ec2';");
    expect(violations([aws])).toEqual([]);
    expect(violations([apply, aws])).toEqual([expect.stringContaining('src/aws/refusal.ts: is drawn in from outside')]);
  });

  it.each([
    ['types of the reader in discover/', 'src/discover/x.ts', "import type { Reader } from '../aws/reader.ts';"],
    ['a clock that is handed in', 'src/plan/x.ts', 'export const x = (now: number) => new Date(now);'],
    ['settings from the environment', 'src/aws/x.ts', 'export const x = process.env.AWS_REGION;'],
    ['console in cli/', 'src/cli/x.ts', "console.log('yes');"],
  ])('has a place for %s', (_, path, text) => {
    expect(violations([parseSource(path, text)])).toEqual([]);
  });
});
