import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { yamlLines } from '../../src/export/cloudformation/yaml.ts';
import { comment } from '../../src/export/lines.ts';
import { argument, Call, hclText, quoted } from '../../src/export/terraform/hcl.ts';
import { opener } from '../plan/worlds.ts';
import { inEveryFormat, stackModel } from './exporting.ts';

/** What would be something else than text in one of the languages. */
const TEXTS = [
  '\u0024{file("/etc/passwd")}',
  '%{ if true }x%{ endif }',
  '$\u0024{x} %%{y} $$\u0024{z}',
  'a"b\\c',
  "it's $(touch x) `y` $HOME",
  'line\nnext\r\tend\u0000\u001b[31m\u2028',
  '!Ref X',
  '&a *a',
  'yes',
  '1e3',
  '- x: y # z',
  '{{resolve:ssm:/x}}',
  '',
  ' blank ',
  '“”é😀',
];

const hasTerraform = spawnSync('terraform', ['version'], { env: { PATH: process.env.PATH } }).status === 0;

describe.skipIf(!hasTerraform)('text in Terraform', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pullpath-text-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('is what it was, also as a key, in a list and in a policy', () => {
    const value = Object.fromEntries(TEXTS.map((text, i) => [`${text}${i}`, [text, { [text]: text }]]));
    const items = [
      ...TEXTS.map((text, i) => `output "o${i}" {\n  value = ${quoted(text)}\n}`),
      hclText([{ block: 'output "all"', body: [argument('value', new Call('jsonencode', value))] }]),
    ];
    writeFileSync(join(directory, 'main.tf'), `${items.join('\n')}\n`);
    const env = { PATH: process.env.PATH ?? '', HOME: directory, CHECKPOINT_DISABLE: '1' };
    const run = (...args: string[]) => execFileSync('terraform', args, { cwd: directory, env, encoding: 'utf8' });
    run('apply', '-auto-approve', '-input=false', '-no-color');
    const outcome = JSON.parse(run('output', '-json')) as Record<string, { value: string }>;
    expect(TEXTS.map((_, i) => outcome[`o${i}`]!.value)).toEqual(TEXTS);
    expect(JSON.parse(outcome.all!.value)).toEqual(value);
  });
});

describe('text in a template', () => {
  it.each(TEXTS)('is in double quotes or a plain word (%j)', (text) => {
    const [line = ''] = yamlLines({ Value: text });
    const written = line.slice('Value: '.length);
    if (written.startsWith('"')) expect(JSON.parse(written)).toBe(text);
    else expect(written).toMatch(/^[A-Za-z][\w./: -]*$/);
    expect(written).not.toMatch(/^(yes|no|on|off|true|false|null|~|\d.*)$/i);
  });
});

describe('a comment', () => {
  it('stays one, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const line of comment(text)) expect(line).toMatch(/^#[^\p{Cc}\p{Zl}\p{Zp}]*$/u);
      }),
    );
  });
});

describe('what people wrote onto a stack', () => {
  it.each(TEXTS.filter((text) => text !== ''))('is text in every format (%j)', async (text) => {
    const copy = await opener('guide')();
    const world = copy((w) => {
      for (const thing of [...w.endpoints, ...w.securityGroups])
        if (thing.tags['pullpath:stack']) thing.tags.note = text;
      const group = w.securityGroups.find(({ tags }) => tags.note !== undefined)!;
      for (const rule of group.rules) if (!rule.egress) rule.description = text;
    });
    const { terraform, cloudformation, 'aws-cli': script } = inEveryFormat(stackModel(world));
    expect(terraform.text).toContain(quoted(text));
    expect(spawnSync('sh', ['-n'], { input: script.text, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    const isResolved = text.includes('{{resolve:');
    expect(cloudformation.limits.length > 0).toBe(isResolved);
    expect(cloudformation.text.includes('{{resolve:')).toBe(false);
  });
});
