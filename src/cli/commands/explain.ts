import { CATALOGUE } from '../../diagnose/catalogue/catalogue.ts';
import { ExitCode, PullpathError } from '../../errors.ts';
import { explain as explainText } from '../../explain/explain.ts';
import { explanationDocument, findingPageDocument } from '../../render/documents/explain.ts';
import { explainText as explanationText } from '../../render/text/explain-text.ts';
import { findingPage } from '../../render/text/finding-page.ts';
import type { CommandHandler, Invocation } from '../run/invocation.ts';

/** Reads an ECS error message or a finding code; sends nothing and needs no credentials. */
export const explain: CommandHandler = async (invocation) => {
  const { options } = invocation;
  const { from } = options;
  const saved = from === undefined ? null : await (await loadContext()).snapshotContext(from, options.region);
  const { text, dropped } = await textOf(invocation, saved?.text ?? undefined);
  const entry = Object.entries(CATALOGUE).find(([, candidate]) => candidate.code === text.trim().toUpperCase());
  if (entry !== undefined) {
    const [name, page] = entry;
    return {
      exitCode: ExitCode.Done,
      result: {
        text: (style) => findingPage(name, page, style),
        document: () => findingPageDocument(name, page),
      },
    };
  }
  if (/^PP\d+$/i.test(text.trim())) {
    const codes = Object.values(CATALOGUE).map((page) => page.code);
    throw new PullpathError('usage', {
      code: 'UnknownFinding',
      message: `There is no finding ${text.trim()}.`,
      remedy: `The findings are: ${codes.join(', ')}.`,
    });
  }
  const known = saved?.contextOf(text) ?? {};
  const told = explainText(text, {
    ...known,
    ...(options.vpcId === undefined ? {} : { vpcId: options.vpcId }),
    region: options.region ?? known.region,
  });
  const read = saved?.completed(told) ?? told;
  const explanation = { ...read, charactersNotRead: read.charactersNotRead + dropped };
  return {
    exitCode: ExitCode.Done,
    result: {
      text: (style) => explanationText(explanation, style),
      document: () => explanationDocument(explanation),
    },
  };
};

const loadContext = () => import('../run/explain/snapshot-context.ts');

/** What is to be explained. `dropped`: how many characters of its middle were not kept */
interface Given {
  readonly text: string;
  readonly dropped: number;
}

/** @param saved what a snapshot has, for where nothing else was given */
async function textOf({ options, output: { terminal } }: Invocation, saved?: string): Promise<Given> {
  const { text = '', from } = options;
  const isArgument = options.text !== undefined || terminal.stdin.isTTY === true;
  const given = isArgument ? { text, dropped: 0 } : await readEnds(terminal.stdin);
  if (given.text.trim() !== '') return given;
  if (saved !== undefined) return { text: saved, dropped: 0 };
  if (from !== undefined) throw (await loadContext()).nothingToExplain(from);
  throw new PullpathError('usage', {
    code: 'NothingToExplain',
    message: 'There is no text to explain.',
    remedy: 'Pass the error message as an argument or through a pipe, or a finding code such as PP201.',
  });
}

/** What is kept of a long text, in characters: its beginning, and as much of its end. */
const KEPT = 1_000_000;

/** All of it, or the beginning and the end of what is too long to be an error message: a whole log, or a disk. */
async function readEnds(stream: NodeJS.ReadStream): Promise<Given> {
  let dropped = 0;
  let head = '';
  let tail = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) {
    const text = String(chunk);
    const room = KEPT - head.length;
    head += text.slice(0, room);
    tail += text.slice(room);
    // Not at each chunk: that would copy the whole tail for a few kilobytes.
    if (tail.length <= 4 * KEPT) continue;
    dropped += tail.length - KEPT;
    tail = tail.slice(-KEPT);
  }
  return { text: dropped > 0 ? `${head}\n…\n${tail}` : head + tail, dropped };
}
