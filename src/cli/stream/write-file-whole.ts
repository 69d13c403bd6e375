import { randomBytes } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PullpathError } from '../../errors.ts';

type Text = string | Iterable<string>;

/**
 * Writes a file as a whole or not at all, for its owner's eyes only (mode 0600): into a file beside it, which then
 * takes its name. What is no file (a FIFO, `/dev/stdout`) is written straight into.
 * @param text all of it, or pieces that are made as they are written
 * @throws usage UnwritableFile
 */
export function writeFileWhole(file: string, text: Text): Promise<void> {
  return write(file, text, () => 0o600);
}

/**
 * Writes a result to a file that the user named, as a whole or not at all. It is as readable as the file that it
 * replaces, or as any file that the user makes.
 * @param pieces its text, in order
 * @throws usage UnwritableFile
 */
export function writeResultFile(file: string, pieces: readonly string[]): Promise<void> {
  return write(file, pieces, (replaced) => replaced ?? 0o666);
}

interface Target {
  readonly path: string;
  /** Of the file that is there; null where there is none yet. */
  readonly mode: number | null;
}

async function write(file: string, text: Text, modeFor: (replaced: number | null) => number): Promise<void> {
  try {
    const target = await targetOf(file);
    if (target === null) await writeFile(file, text);
    else await replace(target, text, modeFor(target.mode));
  } catch (cause) {
    throw new PullpathError('usage', {
      code: 'UnwritableFile',
      message: `${file} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
      remedy: 'Check the file name, and that its directory exists.',
      cause,
    });
  }
}

/** The file that is replaced, behind all links; null for what is no file. */
async function targetOf(file: string): Promise<Target | null> {
  // What a shell redirects there is a file, but the one that the shell has open.
  if (/^\/(dev|proc)\//.test(file)) return null;
  try {
    const found = await stat(file);
    return found.isFile() ? { path: await realpath(file), mode: found.mode & 0o777 } : null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { path: file, mode: null };
    throw error;
  }
}

/** Where nothing can be made beside a file or take its name (a mounted file, a directory of others), it is written in place. */
const IN_PLACE: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EBUSY', 'EXDEV']);

async function replace({ path, mode: replaced }: Target, text: Text, mode: number): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.tmp`);
  try {
    await writeFile(beside, text, { flag: 'wx', mode });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    // Pieces that are made as they are written are made once.
    const isRepeatable = typeof text === 'string' || Array.isArray(text);
    if (replaced === null || !isRepeatable || !IN_PLACE.has(codeOf(error))) throw error;
    await writeFile(path, text);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
