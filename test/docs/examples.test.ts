import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pullpath } from '../program.ts';
import { ROOT, readPage } from './pages.ts';

/**
 * The emulator brings a linter for templates and a reader of YAML along; `npm test` installs it where there is Python.
 */
const BIN = `${ROOT}.moto/${process.platform === 'win32' ? 'Scripts' : 'bin'}/`;
const isInstalled = existsSync(`${ROOT}.moto/installed.json`);

function run(command: string, ...args: readonly string[]) {
  return spawnSync(`${BIN}${command}`, args, { cwd: ROOT, encoding: 'utf8' });
}

/** A YAML file as data; every scalar stays the text that it is. */
function read(path: string) {
  const program = 'import json, sys, yaml; json.dump(yaml.load(open(sys.argv[1]), yaml.BaseLoader), sys.stdout)';
  return JSON.parse(run('python', '-c', program, path).stdout);
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
    const { on, permissions, jobs } = read('examples/github-actions-audit.yml');
    expect(on.schedule[0].cron).toMatch(/^\d+ \d+ \* \* \*$/);
    expect(permissions).toEqual({});
    expect(jobs.audit.permissions).toEqual({
      contents: 'read',
      'id-token': 'write',
      'security-events': 'write',
      actions: 'read',
    });
    const steps = jobs.audit.steps as readonly { uses: string; with: Readonly<Record<string, string>> }[];
    const [audit, ...others] = steps;
    expect(audit?.uses).toMatch(/^pullpath\/pullpath@/);
    expect(audit?.with.role).toContain('vars.PULLPATH_AUDIT_ROLE');
    expect(others.map(({ uses }) => uses)).toEqual([expect.stringMatching(/^actions\/upload-artifact@/)]);
    // What it hands over, the action takes.
    const { inputs } = read('action.yml');
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(audit?.with ?? {})));
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
