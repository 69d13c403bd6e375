import type { ResourceNames } from '../../discover/resource-names.ts';
import { groupBy } from '../../order.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Step } from '../../plan/step.ts';
import { formatList } from '../../words.ts';
import type { Formatter } from '../layout/formatter.ts';
import { paragraph, withTitle } from '../layout/paragraph.ts';
import { ownerSentence } from './owner-sentence.ts';
import { portText, rulesText } from './rules-text.ts';
import { stepWords } from './step-words.ts';

/** The steps by group, in the order in which the groups first come up. */
export function stepBlocks(format: Formatter, plan: Plan, names: ResourceNames): string[][] {
  const groups = groupBy(plan.steps, (step) => stepWords(step, plan).group);
  return [...groups].map(([group, steps]) => [
    format.bold(group),
    ...steps.flatMap((step) => stepLines(format, step, plan, names)),
    ...(group === 'Security group' ? unneededLines(format, plan) : []),
  ]);
}

/** `+ what and where`, verbose with why, and below it what changes. */
function stepLines(format: Formatter, step: Step, plan: Plan, names: ResourceNames): string[] {
  const { what, changes } = stepWords(step, plan, names);
  const isVerbose = format.style.verbosity === 'verbose';
  if (!isVerbose && step.kind === 'authorize-ingress' && createsGroup(plan, step.groupId))
    return paragraph(format, format.plain(`inbound ${rulesText(step.rules)}`), '      ');
  const why = isVerbose ? ` ${format.dim(step.because)}` : '';
  return [
    ...paragraph(format, `${format.plain(isVerbose ? `${what}:` : what)}${why}`, `  ${signOf(format, step)} `),
    ...(step.owner === undefined
      ? []
      : paragraph(format, format.doubt(ownerSentence(step.subject.id, step.owner)), '      ')),
    ...changes.flatMap(({ field, before, after }) =>
      paragraph(format, format.plain(`${field}: ${before} → ${after}`), '      '),
    ),
  ];
}

/** The rules of a group that is created with them are a part of it. */
function createsGroup({ steps }: Plan, groupId: unknown): boolean {
  return (
    typeof groupId === 'object' &&
    groupId !== null &&
    'ref' in groupId &&
    steps.some(({ id, kind }) => id === groupId.ref && kind === 'create-security-group')
  );
}

export function signOf(format: Formatter, { action }: Pick<Step, 'action'>): string {
  if (action === 'create') return format.good('+');
  return action === 'update' ? format.doubt('~') : format.bad('-');
}

/** [aws-facts: endpoint-ingress] endpoints are asked on TCP 443 only; the other rules are the guide's. */
function unneededLines(format: Formatter, plan: Plan): string[] {
  const rules = plan.steps.flatMap((step) => (step.kind === 'authorize-ingress' ? step.rules : []));
  const ports = new Set(rules.map(portText).filter((port) => port !== 'TCP 443'));
  if (ports.size === 0) return [];
  return paragraph(
    format,
    format.dim(`${formatList([...ports])} aren’t needed; \`--ingress https\` leaves them out.`),
    '      ',
  );
}

/** Endpoints that are used as they are. */
export function reusedLines(format: Formatter, { reuses = [] }: Plan, names: ResourceNames): string[] {
  return withTitle(
    format.bold('Reused, unchanged'),
    reuses.flatMap(({ service, endpointId, owner }) => {
      const text = `${service} endpoint ${names.get(endpointId) ?? endpointId}${owner === null ? '' : `, managed by ${owner}`}`;
      return paragraph(format, format.plain(text), `  ${format.plain('=')} `);
    }),
  );
}
