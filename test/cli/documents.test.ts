import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DocumentName } from '../../src/render/documents/schemas.ts';
import { inTerminal } from '../terminal.ts';
import { type Environment, type Simulated, simulated } from './simulated.ts';

/**
 * Every command that ends by itself, what it prints and how it ends; in an order in which one finds what the other
 * left.
 */
const COMMANDS: readonly (readonly [command: string, document: DocumentName, exit: number])[] = [
  ['audit', 'audit', 2],
  ['audit --all-vpcs', 'audit', 2],
  ['plan --with logs', 'plan', 0],
  ['apply --dry-run', 'plan', 0],
  ['apply --yes', 'apply', 0],
  ['apply --yes', 'apply', 0],
  ['audit', 'audit', 0],
  ['rollback --yes', 'rollback', 0],
  ['rollback --yes', 'rollback', 0],
  ['apply', 'error', 252],
  ['audit --vpc-id vpc-0123456789abcdef0', 'error', 252],
  ['audit --region eu-west-1', 'audit', 2],
  ['plan --region eu-west-1', 'error', 252],
  ['adit', 'error', 252],
  ['explain CannotPullContainerError', 'explain', 0],
  ['explain PP201', 'explain', 0],
  ['iam-policy rollback', 'iam-policy', 0],
  ['schema audit', 'schema', 0],
  ['completion zsh', 'completion', 0],
  ['--version', 'version', 0],
];

const schemas = new Map<DocumentName, z.ZodType>();

/** The shipped schema, as a reader in another language would take it. */
function schemaOf(name: DocumentName): z.ZodType {
  const path = fileURLToPath(new URL(`../../schema/${name}.json`, import.meta.url));
  const schema = schemas.get(name) ?? z.fromJSONSchema(JSON.parse(readFileSync(path, 'utf8')));
  schemas.set(name, schema);
  return schema;
}

function assertDocument(name: DocumentName, text: string): void {
  expect(schemaOf(name).safeParse(JSON.parse(text)).error).toBeUndefined();
}

type Output = { readonly code: number | null; readonly stdout: string };

/** Where a program may find itself. In the terminals only standard output goes elsewhere. */
const PLACES: Readonly<Record<string, (args: readonly string[]) => Promise<Output>>> = {
  'a pipe': (args) => account.run(args),
  'a pipe, with CI=true': (args) => account.run(args, { CI: 'true' }),
  'a terminal': (args) => account.run(args, {}, [], { isTerminal: true }),
  'a terminal, with CI=true': (args) => account.run(args, { CI: 'true' }, [], { isTerminal: true }),
};

/** In a real terminal, with standard output into a file. */
async function redirected(args: readonly string[], over: Environment): Promise<Output> {
  const stdout = join(mkdtempSync(join(tmpdir(), 'pullpath-stdout-')), 'stdout');
  const run = inTerminal(args, { stdout, env: { ...account.environment, ...over } });
  try {
    return { code: await run.exit, stdout: readFileSync(stdout, 'utf8') };
  } finally {
    run.close();
  }
}

let account: Simulated;

describe.each(Object.entries(PLACES))('in %s', (_, run) => {
  beforeAll(async () => {
    account = await simulated({ world: 'guide' });
  });
  afterAll(() => account.sandbox.close());

  it.each(COMMANDS)('pullpath %s writes one document of the schema %s', async (command, name, exit) => {
    const { code, stdout } = await run([...command.split(' '), '--output', 'json']);
    expect(code).toBe(exit);
    assertDocument(name, stdout);
  });

  it.each(COMMANDS)(
    'pullpath %s writes events a line, and a document of the schema %s last',
    async (command, name, exit) => {
      const { code, stdout } = await run([...command.split(' '), '--output', 'jsonl']);
      const lines = stdout.trimEnd().split('\n');
      expect(code).toBe(exit);
      for (const line of lines) assertDocument('event', line);
      const last = (line: string) => ['result', 'error'].includes(JSON.parse(line).event.type);
      expect(lines.findIndex(last)).toBe(lines.length - 1);
      // Of several VPCs the lines before have told all but the verdict.
      assertDocument(command.includes('--all-vpcs') ? 'event' : name, lines.at(-1) ?? '');
    },
  );
});

it.each<[string, DocumentName, number]>([
  ['apply --yes', 'apply', 0],
  ['apply', 'error', 252],
])('in a real terminal pullpath %s writes one document of the schema %s', async (command, name, exit) => {
  account = await simulated({ world: 'guide' });
  try {
    const { code, stdout } = await redirected([...command.split(' '), '--output', 'json'], {});
    expect(code).toBe(exit);
    assertDocument(name, stdout);
  } finally {
    await account.sandbox.close();
  }
});
