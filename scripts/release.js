// Makes the files of a release in `release/`: the npm package, a CycloneDX bill of materials of what is in it, the notes
// (the changelog's section), a Homebrew formula, and checksums. `node scripts/release.js v1.2.3` is what the release
// workflow runs, and refuses a tag that is not the version in package.json or has no section in the changelog; without a
// tag it is a rehearsal with the section "Unreleased". Needs no network.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.js';
import { npm } from './npm.js';
import { billOfMaterials, formula, section } from './release-files.js';

const ROOT = join(import.meta.dirname, '..');
const HOME = join(ROOT, 'release');
const read = (path) => readFileSync(join(ROOT, path), 'utf8');
const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

const manifest = JSON.parse(read('package.json'));
const { version } = manifest;
const [tag] = process.argv.slice(2);
if (tag !== undefined && tag !== `v${version}`) throw new Error(`The tag is ${tag}, and package.json says ${version}.`);
const notes = section(read('CHANGELOG.md'), tag === undefined ? 'Unreleased' : version);

rmSync(HOME, { recursive: true, force: true });
mkdirSync(HOME);
await build();

/** The output of npm; its complaint as an error where it fails. */
function told(...args) {
  const { status, stdout, stderr } = npm(args, { cwd: ROOT });
  if (status !== 0) throw new Error(`npm ${args[0]} failed: ${stderr}`);
  return stdout;
}

// Built above: with its scripts npm would build again.
told('pack', '--silent', '--ignore-scripts', '--pack-destination', HOME);
const tarball = join(HOME, `pullpath-${version}.tgz`);

const lock = JSON.parse(
  told('sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'),
);
const bill = billOfMaterials(lock, read('dist/THIRD-PARTY-LICENSES.txt'));
writeFileSync(join(HOME, `pullpath-${version}.cdx.json`), `${JSON.stringify(bill, null, 2)}\n`);

const address = manifest.repository.url.replace(/^git\+|\.git$/g, '');
const url = `${address}/releases/download/v${version}/pullpath-${version}.tgz`;
writeFileSync(join(HOME, 'pullpath.rb'), formula(read('packaging/pullpath.rb.template'), url, sha256(tarball)));

const sums = readdirSync(HOME).map((name) => `${sha256(join(HOME, name))}  ${name}\n`);
writeFileSync(join(HOME, 'SHA256SUMS'), sums.join(''));
writeFileSync(join(HOME, 'notes.md'), notes);
console.log(`release/: ${readdirSync(HOME).join(', ')}`);
