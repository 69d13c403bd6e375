import { ExitCode, PullpathError } from '../../errors.ts';
import { schemaDocument } from '../../render/documents/offline.ts';
import { DOCUMENT_NAMES, schemaOf } from '../../render/documents/schemas.ts';
import { unknownWord } from '../line/did-you-mean.ts';
import type { CommandHandler } from '../run/invocation.ts';

/** Prints the JSON schema of a command's documents; sends nothing. */
export const schema: CommandHandler = async ({ options }) => {
  const name = DOCUMENT_NAMES.find((known) => known === options.document);
  if (name === undefined) {
    throw new PullpathError('usage', {
      code: 'UnknownDocument',
      message:
        options.document === undefined
          ? 'schema needs the name of a document.'
          : unknownWord('document', options.document, DOCUMENT_NAMES),
      remedy: `Name one of: ${DOCUMENT_NAMES.join(', ')}.`,
    });
  }
  return {
    exitCode: ExitCode.Done,
    result: {
      text: () => JSON.stringify(schemaOf(name), null, 2),
      document: () => schemaDocument(name, schemaOf(name)),
    },
  };
};
