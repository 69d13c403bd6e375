import { randomBytes } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { unwritableFile } from './write-result-file.ts';

/**
 * Writes a file as a whole or not at all, for its owner's eyes only (mode 0600): into a file beside it, which then
 * takes its name. What is no file (a FIFO, `/dev/stdout`) is written straight into.
 * @param text all of it, or pieces that are made as they are written
 * @throws usage UnwritableFile
 */
export async function writeFileWhole(file: string, text: string | Iterable<string>): Promise<void> {
  try {
    const target = await targetOf(file);
    if (target === null) await writeFile(file, text);
    else await replace(target, text);
  } catch (cause) {
    throw unwritableFile(file, cause);
  }
}

/** The file that is replaced, behind all links; null for what is no file. */
async function targetOf(file: string): Promise<string | null> {
  // What a shell redirects there is a file, but the one that the shell has open.
  if (/^\/(dev|proc)\//.test(file)) return null;
  try {
    return (await stat(file)).isFile() ? await realpath(file) : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return file;
    throw error;
  }
}

async function replace(target: string, text: string | Iterable<string>): Promise<void> {
  const beside = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.tmp`);
  try {
    await writeFile(beside, text, { flag: 'wx', mode: 0o600 });
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
