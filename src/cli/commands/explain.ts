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
  const text = await textOf(invocation);
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
  const explanation = explainText(text, { region: options.region, vpcId: options.vpcId });
  return {
    exitCode: ExitCode.Done,
    result: {
      text: (style) => explanationText(explanation, style),
      document: () => explanationDocument(explanation),
    },
  };
};

async function textOf({ options, output: { terminal } }: Invocation): Promise<string> {
  const text = options.text ?? (terminal.stdin.isTTY === true ? '' : await readAll(terminal.stdin));
  if (text.trim() !== '') return text;
  throw new PullpathError('usage', {
    code: 'NothingToExplain',
    message: 'There is no text to explain.',
    remedy: 'Pass the error message as an argument or through a pipe, or a finding code such as PP201.',
  });
}

async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  let text = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) text += chunk;
  return text;
}
