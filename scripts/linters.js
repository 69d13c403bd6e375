// Lints what is no TypeScript: the workflows and the action (actionlint, zizmor), the Dockerfile (hadolint), and shell scripts,
// those included that the built program exports (shellcheck). Installs the linters into `.lint/` once for each state of
// scripts/linters.txt: all but actionlint with Python, that one with Go. One that cannot be installed here is skipped, said in
// one line.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const VENV = join(ROOT, '.lint');
const onWindows = process.platform === 'win32';
const BIN = join(VENV, onWindows ? 'Scripts' : 'bin');
const ACTIONLINT = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12';
const WORKFLOWS = ['.github/workflows/ci.yml', '.github/workflows/release.yml', 'examples/github-actions-audit.yml'];

/** Undefined where the command went through, else what it said last. */
function trouble(command, args, env = {}) {
  const { status, error, stderr } = spawnSync(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return status === 0 ? undefined : (error?.message ?? stderr.trim().split('\n').at(-1));
}

/** Why what `install` should bring is not there; undefined where it is. Installs once for each `state`. */
function missing(name, state, install) {
  const stamp = join(VENV, `${name}.txt`);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return undefined;
  console.error(`installing ${name} into .lint/ (once) …`);
  const why = install();
  if (why === undefined) writeFileSync(stamp, state);
  return why;
}

const requirements = join(ROOT, 'scripts/linters.txt');
const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary=:all:'];
const noPython = missing(
  'hadolint, shellcheck and zizmor',
  readFileSync(requirements, 'utf8'),
  () =>
    trouble(onWindows ? 'python' : 'python3', ['-m', 'venv', VENV]) ??
    trouble(join(BIN, 'python'), [...pip, '--requirement', requirements]),
);
const noGo =
  noPython ?? missing('actionlint', ACTIONLINT, () => trouble('go', ['install', ACTIONLINT], { GOBIN: BIN }));

/** Between them they have nearly every part that a script can have. */
const EXPORTED = [
  ['guide', '--with', 'logs,dynamodb'],
  ['partial-s3', '--ingress', 'https', '--stack', 'blue.green'],
  ['dns-off', '--modify-existing'],
  ['locked-endpoint', '--modify-existing'],
  ['failing-service', '--cluster', 'prod', '--service', 'orders', '--force-new-deployment'],
  ['open'],
];

/** The scripts that the built program exports for simulated accounts, as files. */
function exportedScripts(directory) {
  const program = join(ROOT, 'dist/pullpath.js');
  if (!existsSync(program)) throw new Error('dist/pullpath.js is missing: run npm run build');
  return EXPORTED.map(([world, ...flags]) => {
    const file = join(directory, `${world}.sh`);
    const why = trouble(process.execPath, [program, 'export', 'aws-cli', '--sandbox', world, ...flags, '--out', file]);
    if (why !== undefined) throw new Error(`no script for ${world}: ${why}`);
    return file;
  });
}

const scripts = mkdtempSync(join(tmpdir(), 'pullpath-scripts-'));
process.on('exit', () => rmSync(scripts, { recursive: true }));

const LINTERS = [
  ['actionlint', WORKFLOWS, noGo],
  [
    'zizmor',
    [
      '--offline',
      '--quiet',
      '--no-progress',
      '--persona=pedantic',
      ...WORKFLOWS,
      'action.yml',
      '.github/dependabot.yml',
    ],
    noPython,
  ],
  ['hadolint', ['Dockerfile'], noPython],
  ['shellcheck', ['.ci/run', 'bench/peers/aws-cli.sh', ...exportedScripts(scripts)], noPython],
];
for (const [name, args, why] of LINTERS) {
  if (why !== undefined) {
    console.error(`${name} is SKIPPED: it cannot be installed here (${why})`);
    continue;
  }
  const { status } = spawnSync(join(BIN, name), args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  console.error(`${name}: ${status === 0 ? 'clean' : 'see above'}`);
  if (status !== 0) process.exitCode = 1;
}
