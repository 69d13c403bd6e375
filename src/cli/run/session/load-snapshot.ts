import { createReadStream, type Stats } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { REGIONS } from '../../../aws/account/regions.ts';
import { PullpathError } from '../../../errors.ts';
import { isAnswer } from '../../../snapshot/cli-answer.ts';
import { type AnswerFile, recordedFromAnswers } from '../../../snapshot/cli-answers.ts';
import { type ReadSnapshot, SnapshotFileParser } from '../../../snapshot/file-format.ts';

/**
 * Reads what `--from` names: a snapshot file, a directory of the AWS CLI's answers, or one file with such answers.
 * @param region `--region`, for answers that do not tell theirs
 * @throws usage UnreadableFile, DamagedSnapshot, NewerSnapshot, ForeignFile, SeveralRegions, UnknownRegion
 */
export async function loadSnapshot(from: string, region: string | undefined): Promise<ReadSnapshot> {
  const found = await readable(from, () => stat(from));
  if (!found.isDirectory()) return readSnapshotFile(from, region);
  const files = await readable(from, () => answersIn(from));
  return fromAnswers(from, files, region);
}

/** A line of a snapshot is far shorter, in characters; what is longer is another file. */
const LONGEST_LINE = 64_000_000;
/** What one file with answers of the AWS CLI may hold, in characters: all of it is in memory at once. */
const LARGEST_ANSWER = 400_000_000;

/** The first characters tell what a file is; of a file that is neither no more is read. */
async function readSnapshotFile(file: string, region: string | undefined): Promise<ReadSnapshot> {
  const parser = new SnapshotFileParser(file);
  let isSnapshot: boolean | null = null;
  let text = '';
  const stream = createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 });
  return readable(file, async () => {
    for await (const chunk of stream) {
      text += String(chunk);
      isSnapshot ??= kindOf(file, text);
      if (isSnapshot === true) {
        const lines = text.split('\n');
        text = lines.pop() ?? '';
        for (const line of lines) parser.add(line);
      }
      if (text.length > (isSnapshot === false ? LARGEST_ANSWER : LONGEST_LINE)) throw foreign(file);
    }
    if (isSnapshot === true) {
      if (text !== '') parser.add(text);
      return parser.finish();
    }
    return fromAnswers(file, [{ name: file, text: withoutMark(text), at: (await stat(file)).mtime }], region);
  });
}

/** Whether a text begins a snapshot; null where more of it is needed. @throws usage where it begins nothing known */
function kindOf(file: string, text: string): boolean | null {
  const start = withoutMark(text).trimStart();
  if (start === '') return null;
  if (!/^[[{]/.test(start)) throw foreign(file);
  return start.length < 64 && !start.includes('\n') ? null : SnapshotFileParser.begins(start);
}

interface DatedAnswer extends AnswerFile {
  readonly at: Date;
}

function fromAnswers(from: string, files: readonly DatedAnswer[], region: string | undefined): ReadSnapshot {
  const times = files.map(({ at }) => at.getTime());
  return recordedFromAnswers(files, {
    from,
    region,
    partitionOf: (name) => REGIONS.find((known) => known.name === name)?.partition ?? 'aws',
    takenAt: times.length === 0 ? null : new Date(Math.max(...times)).toISOString(),
  });
}

/** Answers, and what was said in place of answers (`….err`), of a directory; what lies deeper is of somebody else. */
async function answersIn(directory: string): Promise<DatedAnswer[]> {
  const names = (await readdir(directory))
    .filter((name) => isAnswer(name) || /^[\w-]+(\.(err|txt))?$/.test(name))
    .sort();
  const files: DatedAnswer[] = [];
  for (const name of names) {
    const path = join(directory, name);
    const found: Stats = await stat(path);
    if (found.isFile()) files.push({ name: path, text: decoded(await readFile(path)), at: found.mtime });
  }
  return files;
}

/** Windows PowerShell writes what is redirected to a file in UTF-16. */
function decoded(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return withoutMark(isUtf16 ? bytes.toString('utf16le') : bytes.toString('utf8'));
}

/** The text without a byte order mark. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

async function readable<T>(from: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof PullpathError || !(cause instanceof Error && 'code' in cause)) throw cause;
    throw new PullpathError('usage', {
      code: 'UnreadableFile',
      message: `${from} cannot be read: ${cause.message}.`,
      remedy: 'Check --from.',
      cause,
    });
  }
}

function foreign(file: string): PullpathError {
  return new PullpathError('usage', {
    code: 'ForeignFile',
    message: `${file} is neither a snapshot of pullpath nor an answer of the AWS CLI in JSON.`,
    remedy: ['Write one with:', { program: 'pullpath', command: 'snapshot', options: { out: 'snapshot.jsonl' } }],
  });
}
