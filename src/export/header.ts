import { commandText } from '../remedy/command.ts';
import { blocksOf, type Remedy } from '../remedy/remedy.ts';
import { commandComment, comment } from './lines.ts';
import type { ExportFormat, ExportModel, Limit } from './model.ts';

/** What every export begins with, as comment lines: what it is, what it leaves out, and what becomes of pullpath's tags. */
export function headerLines(format: ExportFormat, model: ExportModel, limits: readonly Limit[], use: Remedy): string[] {
  const { stack, vpcId, region, account, origin, remarks } = model;
  const what = origin === 'plan' ? 'What pullpath apply would make for' : 'What exists of';
  return [
    ...comment(`${what} stack ${stack} in ${vpcId}, ${region}, account ${account}; by pullpath export ${format}.`),
    ...(model.parts.length === 0
      ? section([nothingToExport(model)])
      : section([...remedyParagraphs(use), tagsNote(model, format)])),
    ...(remarks.length === 0
      ? []
      : ['#', '# Before you run it:', ...remarks.flatMap(({ message }) => bullet(message))]),
    ...(limits.length === 0 ? [] : ['#', '# NOT in this file:', ...limits.flatMap(limitLines)]),
  ];
}

/** Why there is nothing in an export. */
export function nothingToExport({ origin, stack, vpcId, limits }: ExportModel): string {
  if (limits.length > 0) return 'Nothing that can be exported.';
  return origin === 'plan'
    ? `Nothing to create: ${vpcId} has all that the plan asks for.`
    : `Nothing to export: stack ${stack} has nothing in ${vpcId}.`;
}

/** How `pullpath release` fits in. */
function tagsNote({ origin, stack, vpcId, parts }: ExportModel, format: ExportFormat): string {
  if (origin === 'plan')
    return `What this makes has none of pullpath's tags: pullpath rollback and release never touch it, and pullpath apply uses it as it is.`;
  const release = `pullpath release --stack ${stack} --vpc-id ${vpcId}`;
  if (format === 'terraform') {
    const undo = parts.some((part) => 'stands' in part && part.stands)
      ? ', and what is noted on things of others,'
      : '';
    return `pullpath's tags are not in here. Run ${release} first: it takes them off, a rollback finds nothing from then on, and the plan shows imports and no change. Without it the plan takes off the tags itself; those on the group's rules${undo} stay. Until they are off, pullpath rollback would delete what is here.`;
  }
  if (format === 'cloudformation')
    return `pullpath's tags are not in here, and an import leaves them on. Run ${release} after it: until then pullpath rollback would delete what CloudFormation holds.`;
  return `It finds what exists and creates what is missing, without pullpath's tags. ${release} removes these from what exists.`;
}

function section(paragraphs: readonly (string | readonly string[])[]): string[] {
  return paragraphs.flatMap((each) => ['#', ...(typeof each === 'string' ? comment(each) : each)]);
}

function remedyParagraphs(remedy: Remedy): (readonly string[])[] {
  const lines = remedyLines(remedy);
  return lines.length === 0 ? [] : [lines];
}

function remedyLines(remedy: Remedy): string[] {
  return blocksOf(remedy).flatMap((each) =>
    typeof each === 'string' ? comment(each) : commandComment(commandText(each)),
  );
}

function bullet(sentence: string): string[] {
  const [first = '', ...more] = comment(sentence);
  return [first.replace(/^# /, '# - '), ...more.map((line) => line.replace(/^# /, '#   '))];
}

function limitLines({ message, remedy }: Limit): string[] {
  return [...bullet(message), ...remedyLines(remedy).map((line) => line.replace(/^# /, '#   '))];
}
