// Lints what is no TypeScript: the workflows and the action (actionlint, zizmor) and the Dockerfile (hadolint). Installs the
// linters into `.lint/` once for each state of scripts/linters.txt: two with Python, actionlint with Go. One that cannot be
// installed here is skipped, said in one line.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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
  'hadolint and zizmor',
  readFileSync(requirements, 'utf8'),
  () =>
    trouble(onWindows ? 'python' : 'python3', ['-m', 'venv', VENV]) ??
    trouble(join(BIN, 'python'), [...pip, '--requirement', requirements]),
);
const noGo =
  noPython ?? missing('actionlint', ACTIONLINT, () => trouble('go', ['install', ACTIONLINT], { GOBIN: BIN }));

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
