// Installs the emulators that tests run on, each into an environment of its own, once for each state of what it requires:
// moto into `.moto/`, MiniStack into `.ministack/`. Where that cannot be done the tests that need it are skipped, said in
// one line; PULLPATH_REQUIRE_MOTO=1 (set by .ci/run) makes it a failure for moto.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OLDEST_PYTHON = [3, 10];
const root = fileURLToPath(new URL('..', import.meta.url));
const EMULATORS = [
  { name: 'moto', requirements: 'test/moto/requirements.txt', directory: '.moto' },
  { name: 'MiniStack', requirements: 'test/ministack/requirements.txt', directory: '.ministack' },
];
const onWindows = process.platform === 'win32';
const PYTHON = onWindows ? 'python' : 'python3';

class Unavailable extends Error {}

/** The output of a command; an `Unavailable` of one sentence where it cannot be run or fails. */
function run(command, args, remedy) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status === 0) return stdout.trim();
  const said = (error?.message ?? (stderr.trim() || stdout.trim())).split('\n').at(-1);
  throw new Unavailable(`\`${[command, ...args].join(' ')}\` failed (${said}). ${remedy}`);
}

function pythonVersion() {
  const remedy = `Install Python ${OLDEST_PYTHON.join('.')} or newer so that \`${PYTHON}\` is on the path.`;
  const version = run(PYTHON, ['-c', 'import platform; print(platform.python_version())'], remedy);
  const [major, minor] = version.split('.').map(Number);
  if (major !== OLDEST_PYTHON[0] || minor < OLDEST_PYTHON[1])
    throw new Unavailable(`${PYTHON} is ${version}. ${remedy}`);
  return version;
}

function install({ name, requirements, directory }) {
  const version = pythonVersion();
  const venv = `${root}${directory}`;
  const stamp = `${venv}/installed.json`;
  const wanted = JSON.stringify({
    python: version,
    requirements: createHash('sha256')
      .update(readFileSync(`${root}${requirements}`))
      .digest('hex'),
  });
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error(`installing the emulator ${name} into ${directory}/ (once; about a minute) …`);
  run(
    PYTHON,
    ['-m', 'venv', '--clear', venv],
    'Install the venv module of Python (on Debian: apt install python3-venv).',
  );
  run(
    `${venv}/${onWindows ? 'Scripts' : 'bin'}/python`,
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', `${root}${requirements}`],
    'Check that this machine reaches its Python package index.',
  );
  writeFileSync(stamp, wanted);
}

for (const emulator of EMULATORS) {
  try {
    install(emulator);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    const required = emulator.name === 'moto' && process.env.PULLPATH_REQUIRE_MOTO === '1';
    const { name } = emulator;
    console.error(`${required ? `${name} is required` : `the tests on ${name} are SKIPPED`}: ${error.message}`);
    if (required) process.exitCode = 1;
  }
}
