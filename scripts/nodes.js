// Installs each supported Node (nodes.json) into `.nodes/VERSION/`, from the npm package that holds it for this platform.
// `node scripts/nodes.js` takes all of them, `node scripts/nodes.js newest` (or `24`) that one, and prints the directory
// of each: put it first on the path, and `node` is that one. What cannot be had is said in one line, and its tests are
// skipped; PULLPATH_REQUIRE_NODES=1 (set by .ci/run) makes that a failure where the platform has such packages.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.js';

const ROOT = join(import.meta.dirname, '..');
const HOME = join(ROOT, '.nodes');
const { newest, supported, packages } = JSON.parse(readFileSync(join(import.meta.dirname, 'nodes.json'), 'utf8'));
const platform = `${process.platform}-${process.arch}`;
const binary = process.platform === 'win32' ? 'node.exe' : 'node';

class Unavailable extends Error {}

/** The directory with this version of Node, once it answers with that version. */
function installed(version) {
  const name = packages[platform];
  if (name === undefined) throw new Unavailable(`npm has no package of Node for ${platform}`);
  const home = join(HOME, version);
  if (existsSync(join(home, binary))) return home;
  console.error(`installing Node ${version} into .nodes/ (once) …`);
  mkdirSync(HOME, { recursive: true });
  // Unpacked beside its place and moved there when it is whole: two runs do not meet, and a broken one leaves nothing.
  const work = mkdtempSync(join(HOME, 'new-'));
  try {
    const packed = npm(['pack', '--silent', '--pack-destination', work, `${name}@${version}`]);
    if (packed.status !== 0) throw new Unavailable(`${name}@${version}: ${packed.stderr.trim().split('\n')[0]}`);
    const tar = spawnSync('tar', ['-xzf', `${name}-${version}.tgz`, `package/bin/${binary}`], { cwd: work });
    if (tar.status !== 0) throw new Unavailable(`${name}@${version}: ${tar.error?.message ?? tar.stderr}`);
    const { stdout } = spawnSync(join(work, 'package/bin', binary), ['--version'], { encoding: 'utf8' });
    if (stdout?.trim() !== `v${version}`) throw new Unavailable(`${name}@${version} does not start here`);
    if (!existsSync(home)) renameSync(join(work, 'package/bin'), home);
  } finally {
    rmSync(work, { recursive: true });
  }
  return home;
}

const [asked] = process.argv.slice(2);
const majors = asked === undefined ? Object.keys(supported) : [asked === 'newest' ? newest : asked];
for (const major of majors) {
  try {
    if (supported[major] === undefined) throw new Unavailable(`it is not in scripts/nodes.json`);
    console.log(installed(supported[major]));
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    const isRequired = process.env.PULLPATH_REQUIRE_NODES === '1' && packages[platform] !== undefined;
    console.error(`Node ${major} ${isRequired ? 'is required' : 'is SKIPPED'}: ${error.message}`);
    if (isRequired) process.exitCode = 1;
  }
}
