// The audit of the GitHub Action (action.yml): one report in the format asked for, and a Markdown summary of the job. Ends
// with 0 also where a path is not open, which is the output `exit-code`; any other failure of the audit is this step's.
import { spawnSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const EXTENSIONS = { sarif: 'sarif', junit: 'xml', json: 'json', jsonl: 'jsonl', markdown: 'md', text: 'txt' };
const NOT_OPEN = 2;
const { AUDIT_REGION, AUDIT_FORMAT, AUDIT_FAIL_ON, AUDIT_ARGUMENTS = '' } = process.env;
const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, RUNNER_TEMP } = process.env;

const program = join(import.meta.dirname, '../dist/pullpath.js');
const further = AUDIT_ARGUMENTS.split(/\s+/).filter((word) => word !== '');
const args = ['audit', '--regions', AUDIT_REGION, '--fail-on', AUDIT_FAIL_ON, ...further];

/** What an audit wrote, in this format; ends this step where it was no audit's result. */
function audit(format) {
  const { status, stdout } = spawnSync(process.execPath, [program, ...args, '--output', format], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (status !== 0 && status !== NOT_OPEN) process.exit(status ?? 1);
  return { status, stdout };
}

const { status, stdout } = audit(AUDIT_FORMAT);
const report = join(RUNNER_TEMP, `pullpath.${EXTENSIONS[AUDIT_FORMAT]}`);
writeFileSync(report, stdout);
appendFileSync(GITHUB_STEP_SUMMARY, AUDIT_FORMAT === 'markdown' ? stdout : audit('markdown').stdout);
appendFileSync(GITHUB_OUTPUT, `report=${report}\nexit-code=${status}\n`);
