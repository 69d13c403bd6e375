import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeFileWhole, writeResultFile } from '../../../src/cli/stream/write-file-whole.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'pullpath-whole-'));

it('a file is for its owner only, whatever stood there, and nothing is left beside it', async () => {
  const at = folder();
  const file = join(at, 'plan.json');
  writeFileSync(file, 'before');
  chmodSync(file, 0o644);
  await writeFileWhole(file, 'after');
  expect(readFileSync(file, 'utf8')).toBe('after');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(at)).toEqual(['plan.json']);
});

it('a link goes on leading to what it led to', async () => {
  const at = folder();
  writeFileSync(join(at, 'real.json'), 'before');
  symlinkSync('real.json', join(at, 'plan.json'));
  await writeFileWhole(join(at, 'plan.json'), 'after');
  expect(readFileSync(join(at, 'real.json'), 'utf8')).toBe('after');
  expect(readdirSync(at).sort()).toEqual(['plan.json', 'real.json']);
});

it('what was there stays where the new one cannot be written, and nothing is left beside it', async () => {
  const at = folder();
  const file = join(at, 'plan.json');
  mkdirSync(file);
  await expect(writeFileWhole(file, 'after')).rejects.toMatchObject({
    code: 'UnwritableFile',
    remedy: expect.stringContaining('Check the file name'),
  });
  await expect(writeFileWhole(join(at, 'no', 'plan.json'), 'x')).rejects.toMatchObject({ kind: 'usage' });
  expect(readdirSync(at)).toEqual(['plan.json']);
});

it('a FIFO is written straight into', async () => {
  const file = join(folder(), 'fifo');
  execFileSync('mkfifo', [file]);
  const [, read] = await Promise.all([writeFileWhole(file, 'a plan'), readFile(file, 'utf8')]);
  expect(read).toBe('a plan');
  expect(statSync(file).isFIFO()).toBe(true);
});

it('a result is written as a whole, and as readable as the file that it replaces', async () => {
  const at = folder();
  const file = join(at, 'report.sarif');
  writeFileSync(file, 'before');
  chmodSync(file, 0o640);
  const before = statSync(file).ino;
  await writeResultFile(file, ['a', 'b']);
  expect(readFileSync(file, 'utf8')).toBe('ab');
  expect(statSync(file).mode & 0o777).toBe(0o640);
  // Another file took the name: nobody ever sees half of it.
  expect(statSync(file).ino).not.toBe(before);
  await writeResultFile(join(at, 'new.json'), ['x']);
  expect(statSync(join(at, 'new.json')).mode & 0o777).toBe(0o666 & ~process.umask());
  expect(readdirSync(at).sort()).toEqual(['new.json', 'report.sarif']);
});

it('a result goes straight into a FIFO and a device', async () => {
  const file = join(folder(), 'fifo');
  execFileSync('mkfifo', [file]);
  const [, read] = await Promise.all([writeResultFile(file, ['a ', 'report']), readFile(file, 'utf8')]);
  expect(read).toBe('a report');
  await writeResultFile('/dev/null', ['a report']);
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});

it.skipIf(process.getuid?.() === 0)('a file in a directory where nothing can be made is written in place', async () => {
  const at = folder();
  const file = join(at, 'report.json');
  writeFileSync(file, 'before');
  chmodSync(at, 0o555);
  await writeResultFile(file, ['after']);
  chmodSync(at, 0o755);
  expect(readFileSync(file, 'utf8')).toBe('after');
});
