import { randomBytes } from 'node:crypto';
import { ExitCode, PullpathError } from '../../errors.ts';
import { snapshotDocument, snapshotScriptDocument } from '../../render/documents/snapshot.ts';
import { snapshotText } from '../../render/text/snapshot-text.ts';
import { linesOf } from '../../snapshot/file-format.ts';
import type { Recorded } from '../../snapshot/recorded.ts';
import type { Options } from '../line/options.ts';
import type { CommandHandler } from '../run/invocation.ts';
import { openSession } from '../run/session/session.ts';
import { takeSnapshot } from '../run/session/take-snapshot.ts';
import { withTimeout } from '../run/session/with-timeout.ts';
import type { Report } from '../stream/output.ts';
import { VERSION } from '../stream/version.ts';
import { writeFileWhole } from '../stream/write-file-whole.ts';
/** Reads all that audit and plan would read, and saves it; changes nothing. */
export const snapshot: CommandHandler = async ({ options, output }) => {
  if (options.script) return scriptReport(options);
  const { out } = options;
  if (out === undefined) throw nowhere();
  const session = await openSession(options, output);
  try {
    const read = () => takeSnapshot(session, options, (text) => output.hint(text));
    const taken = await withTimeout(session.deadline, `Reading ${session.region.name}`, read);
    const recorded = options.redact ? await redacted(taken) : taken;
    const lines = withEnds(linesOf(recorded, VERSION));
    if (STANDARD_OUTPUT.test(out)) {
      // There the snapshot is the result; what is a socket cannot be opened by its name.
      for (const line of lines) output.terminal.result(line);
      return { exitCode: ExitCode.Done, result: null };
    }
    await writeFileWhole(out, lines);
    return {
      exitCode: ExitCode.Done,
      result: {
        text: (style) =>
          snapshotText(
            { recorded, file: out, next: { program: 'pullpath', command: 'audit', options: { from: out } } },
            style,
          ),
        document: () => snapshotDocument(recorded, out, session.note),
      },
    };
  } finally {
    await session.end();
  }
};

const STANDARD_OUTPUT = /^(\/dev\/(stdout|fd\/1)|\/proc\/self\/fd\/1)$/;

/** Sends nothing, and writes where `--out` says, or to standard output. */
async function scriptReport(options: Options): Promise<Report> {
  const { collectScript } = await import('../../snapshot/collect-script.ts');
  const script = collectScript(options);
  if (options.out !== undefined) await writeFileWhole(options.out, script);
  const result = { text: () => script, document: () => snapshotScriptDocument(script) };
  return { exitCode: ExitCode.Done, result: options.out === undefined ? result : null };
}

async function redacted(recorded: Recorded): Promise<Recorded> {
  const { redact } = await import('../../snapshot/redact/redact.ts');
  return redact(recorded, () => randomBytes(16).toString('hex'));
}

function* withEnds(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}

function nowhere(): PullpathError {
  return new PullpathError('usage', {
    code: 'NoFile',
    message: 'pullpath snapshot needs a file to write.',
    remedy:
      'Name it with --out, /dev/stdout for standard output; or see with --script how to collect the same with the AWS CLI.',
  });
}
