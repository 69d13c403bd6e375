import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that let a bundle be handed on as long as their text goes with it. A new one is for a person to read first. */
const KNOWN = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT'];

const INTRODUCTION = `The program in this directory contains, in whole or in part, the packages named below.
Each is followed by the licence (and notice, where it has one) under which it is passed on.`;

const RULE = '-'.repeat(80);

/**
 * A rolldown plugin: writes THIRD-PARTY-LICENSES.txt beside the bundle, for the packages of which code is really in it.
 * Fails the build on a licence that is not in `KNOWN`, and on a package whose licence text cannot be found.
 */
export function licences() {
  return {
    name: 'licences',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const directories = new Set(chunks.flatMap((chunk) => chunk.moduleIds.map(packageDirectory)));
      directories.delete(undefined);
      const packages = [...directories]
        .map(readPackage)
        .sort((left, right) => left.title.localeCompare(right.title, 'en'));
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source: render(packages) });
    },
  };
}

/** The directory of the package that a module belongs to, by its path on any system; undefined for our own modules. */
export function packageDirectory(moduleId) {
  // The bundler's few lines of glue are its own work, and stand in the bundle too.
  if (moduleId.includes('rolldown/runtime')) return join(import.meta.dirname, '../node_modules/rolldown');
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(moduleId)?.[0];
}

function readPackage(directory) {
  const { name, version, license, repository } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  if (!KNOWN.includes(license)) throw new Error(`${name} has the licence ${license}: read it, then add it to KNOWN`);
  const files = readdirSync(directory).filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(file));
  const text = files.map((file) => readFileSync(join(directory, file), 'utf8').trim()).join('\n\n');
  return { title: `${name} ${version} (${license})`, terms: `${license} ${repository?.url ?? repository}`, text };
}

/** Packages with the same text share it: a dozen of the SDK's differ in nothing. */
function render(packages) {
  const titlesOf = new Map();
  for (const each of packages) {
    // Some of a monorepo's packages come without a copy of its one licence: a sibling has it.
    const text = each.text || packages.find((other) => other.terms === each.terms && other.text)?.text;
    if (!text) throw new Error(`${each.title} comes without a licence text: it cannot be passed on in the bundle`);
    titlesOf.set(text, (titlesOf.get(text) ?? new Set()).add(each.title));
  }
  const sections = [...titlesOf].map(([text, titles]) => `${[...titles].join('\n')}\n\n${text}`);
  return `${[INTRODUCTION, ...sections].join(`\n\n${RULE}\n\n`)}\n`;
}
