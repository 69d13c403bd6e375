import { shellWord } from '../../remedy/shell-syntax.ts';
import { headerLines } from '../header.ts';
import { capitalized, comment } from '../lines.ts';
import { type Exported, type ExportModel, type Input, type Limit, type Part, writePart } from '../model.ts';
import { snakeCase } from '../names.ts';
import { type FunctionName, functionTexts } from './functions.ts';
import { SCRIPT_PARTS, variableOf } from './parts.ts';

/** The model as a script for POSIX sh and the AWS CLI: it makes what is missing, waits for it, and stops on the first error. */
export function awsCli(model: ExportModel): Exported {
  const written = model.parts.map((part) => ({ part, ...writePart(SCRIPT_PARTS, part, model) }));
  const limits: readonly Limit[] = [...model.limits, ...written.flatMap((each) => each.limits)];
  const header = ['#!/bin/sh', ...headerLines('aws-cli', model, limits, USE)];
  if (written.length === 0) return exported(header, limits, []);
  const makes = written.flatMap(({ part, lines }) =>
    lines.length === 0 ? [] : ['', ...comment(capitalized(part.because)), ...lines],
  );
  const awaited = written.flatMap((each) => each.awaited);
  const waits = [
    ...(awaited.length === 0 ? [] : [`wait_for_endpoints "${awaited.join(' ')}"`]),
    ...written.flatMap((each) => each.afterwards),
  ];
  const last = written.flatMap((each) => each.last);
  const body = [...makes, ...(waits.length === 0 ? [] : ['', ...waits]), ...(last.length === 0 ? [] : ['', ...last])];
  const names = written.flatMap((each) => each.calls);
  const used = body.join('\n');
  const inputs = model.inputs.filter(
    (input) => input.kind === 'vpc' || new RegExp(`\\$${variableOf(model, input.key)}\\b`).test(used),
  );
  const lines = [
    ...header,
    '',
    'set -eu',
    "export AWS_PAGER=''",
    '',
    `region=${shellWord(model.region, 'posix')}`,
    `account=${shellWord(model.account, 'posix')}`,
    '# seconds, for each wait',
    `timeout=${defaulted('PULLPATH_TIMEOUT', '600')}`,
    ...inputs.flatMap((input) => inputLines(input)),
    ...functionTexts(['say', 'fail', ...names]).flatMap((text) => ['', text]),
    '',
    'changed=no',
    ...initial(names),
    'actual=$(aws --region "$region" sts get-caller-identity --query Account --output text)',
    '[ "$actual" = "$account" ] || fail "This is for account $account, and the credentials are of $actual"',
    ...body,
    '',
    'if [ "$changed" = yes ]; then say Done; else say \'Nothing had to be changed\'; fi',
  ];
  return exported(lines, limits, written);
}

const USE = [
  'Run it with sh, with the AWS CLI and credentials at hand. It prints what it does, makes what is missing and nothing twice, and stops on the first error; run it again to continue.',
];

function exported(
  lines: readonly string[],
  limits: readonly Limit[],
  written: readonly { readonly part: Part; readonly variable: string | null }[],
): Exported {
  const resources = written.flatMap(({ part, variable }) =>
    variable === null ? [] : [{ address: variable, id: 'id' in part ? part.id : null }],
  );
  return { text: `${lines.join('\n')}\n`, limits, importList: null, resources };
}

/** What the functions add to. */
function initial(names: readonly FunctionName[]): string[] {
  return [
    ...(names.includes('ensure_rule') ? ["missing=''"] : []),
    ...(names.includes('complete_endpoint') ? ["created=''"] : []),
  ];
}

function inputLines({ name, ids, about }: Input): string[] {
  const variable = snakeCase(name);
  return [
    ...comment(about),
    `${variable}=\${PULLPATH_${variable.toUpperCase()}:-${shellWord(ids.join(' '), 'posix')}}`,
  ];
}

/** What the environment says, else this. The prefix keeps another program's `VPC_ID` from being taken for ours. */
function defaulted(variable: string, value: string): string {
  return `\${${variable}:-${shellWord(value, 'posix')}}`;
}
