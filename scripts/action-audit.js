// The audit of the GitHub Action (action.yml): one report in the format asked for, and a Markdown summary of the job. Ends
// with 0 also where a path is not open, which is the output `exit-code`; any other failure of the audit is this step's.
import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

const EXTENSIONS = { sarif: 'sarif', junit: 'xml', json: 'json', markdown: 'md', text: 'txt' };
const NOT_OPEN = 2;
const { AUDIT_REGION, AUDIT_FORMAT, AUDIT_FAIL_ON, AUDIT_ARGUMENTS = '' } = process.env;
const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, RUNNER_TEMP } = process.env;

const program = join(import.meta.dirname, '../dist/pullpath.js');
const further = AUDIT_ARGUMENTS.split(/\s+/).filter((word) => word !== '');
const args = ['audit', '--regions', AUDIT_REGION, '--fail-on', AUDIT_FAIL_ON, ...further];

const report = join(RUNNER_TEMP, `pullpath.${EXTENSIONS[AUDIT_FORMAT]}`);

// One run writes both. A comma in a path would divide the list of reports.
const reports = [`${AUDIT_FORMAT}=${report}`, `markdown=${GITHUB_STEP_SUMMARY}`].flatMap((each) => [
  '--report',
  each.replaceAll(',', '\\,'),
]);
const { status } = spawnSync(process.execPath, [program, ...args, ...reports], { stdio: 'inherit' });
if (status !== 0 && status !== NOT_OPEN) process.exit(status ?? 1);
appendFileSync(GITHUB_OUTPUT, `report=${report}\nexit-code=${status}\n`);
