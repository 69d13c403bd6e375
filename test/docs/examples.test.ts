import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pullpath } from '../program.ts';
import { ROOT, readPage } from './pages.ts';

/** The emulator brings a linter for templates and a reader of YAML along; `npm test` installs it where there is Python. */
const BIN = `${ROOT}.moto/bin/`;
const isInstalled = existsSync(`${ROOT}.moto/installed.json`);

function run(command: string, ...args: readonly string[]) {
  return spawnSync(`${BIN}${command}`, args, { cwd: ROOT, encoding: 'utf8' });
}

/** The workflow as data; every scalar stays the text that it is. */
function workflow() {
  const read = 'import json, sys, yaml; json.dump(yaml.load(open(sys.argv[1]), yaml.BaseLoader), sys.stdout)';
  return JSON.parse(run('python', '-c', read, 'examples/github-actions-audit.yml').stdout);
}

describe.skipIf(!isInstalled)('the examples', () => {
  it.each(['organisation-audit', 'organisation-audit-role'])(
    'hold a template that cfn-lint finds sound: %s',
    (name) => {
      const { status, stdout } = run('cfn-lint', `examples/${name}.yaml`);
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    },
  );

  it('hold a nightly workflow that signs in without stored keys and may write nothing but its findings', () => {
    const { on, permissions, jobs } = workflow();
    expect(on.schedule[0].cron).toMatch(/^\d+ \d+ \* \* \*$/);
    expect(permissions).toEqual({
      contents: 'read',
      'id-token': 'write',
      'security-events': 'write',
      actions: 'read',
    });
    const steps = jobs.audit.steps.map(({ uses, run }: Readonly<Record<string, string>>) => uses ?? run);
    expect(steps).toContainEqual(expect.stringMatching(/^aws-actions\/configure-aws-credentials@/));
    expect(steps).toContainEqual(expect.stringMatching(/^github\/codeql-action\/upload-sarif@/));
  });
});

describe('the role of the organisation-wide audit', () => {
  it('may do what `pullpath iam-policy audit` says, and no more', async () => {
    const { stdout } = await pullpath(['iam-policy', 'audit']);
    const { Statement } = JSON.parse(stdout);
    const template = readPage('examples/organisation-audit-role.yaml');
    expect(template.match(/\bec2:\w+/g)).toEqual(Statement.flatMap(({ Action }: { Action: string[] }) => Action));
  });
});
