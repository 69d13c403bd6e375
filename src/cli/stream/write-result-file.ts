import { writeFile } from 'node:fs/promises';
import { PullpathError } from '../../errors.ts';

/**
 * Writes a result to a file that the user named.
 * @param pieces its text, in order
 * @throws usage UnwritableFile
 */
export async function writeResultFile(file: string, pieces: readonly string[]): Promise<void> {
  try {
    await writeFile(file, pieces);
  } catch (cause) {
    throw unwritableFile(file, cause);
  }
}

/** What is said of a file that the user named and that cannot be written. */
export function unwritableFile(file: string, cause: unknown): PullpathError {
  return new PullpathError('usage', {
    code: 'UnwritableFile',
    message: `${file} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
    remedy: 'Check the file name, and that its directory exists.',
    cause,
  });
}
