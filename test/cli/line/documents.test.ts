import { expect, it } from 'vitest';
import { COMMAND_NAMES } from '../../../src/cli/line/command-table.ts';
import { DocumentCommand } from '../../../src/render/documents/envelope.ts';

it('documents name every command, and the version', () => {
  expect(new Set(DocumentCommand.options)).toEqual(new Set([...COMMAND_NAMES, 'version']));
});
