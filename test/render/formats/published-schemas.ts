import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { validateXML } from 'xmllint-wasm';

const { resolve } = createRequire(import.meta.url);

/**
 * The schema of SARIF 2.1.0 as OASIS published it, from a package of Microsoft's. It names draft 4 of JSON Schema, of which it
 * uses nothing that later drafts read otherwise.
 */
const {
  $schema: _,
  id: _id,
  ...SARIF
} = JSON.parse(readFileSync(resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));

/** The schema of Jenkins's xUnit plugin, junit-10.xsd, as pytest's source distribution 8.4.2 carries it for its own tests. */
const JUNIT = readFileSync(new URL('published/junit-10.xsd', import.meta.url), 'utf8');

const isSarif = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false, allErrors: true }).compile(
  SARIF,
);

/** What is wrong with a SARIF log. */
export function sarifErrors(log: object): unknown[] {
  return isSarif(JSON.parse(JSON.stringify(log))) ? [] : [...(isSarif.errors ?? [])];
}

/** What is wrong with some JUnit reports. */
export async function junitErrors(reports: readonly string[]): Promise<string[]> {
  const { errors } = await validateXML({
    xml: reports.map((contents, i) => ({ fileName: `report-${i}.xml`, contents })),
    schema: [{ fileName: 'junit-10.xsd', contents: JUNIT }],
  });
  return errors.map(({ rawMessage }) => rawMessage);
}
