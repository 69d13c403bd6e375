import { groupBy } from '../../order.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Step } from '../../plan/step.ts';
import { formatList } from '../../words.ts';
import type { Formatter } from '../layout/formatter.ts';
import { paragraph } from '../layout/paragraph.ts';
import { portText } from './rules-text.ts';
import { stepWords } from './step-words.ts';

/** The steps by group, in the order in which the groups first come up. */
export function stepBlocks(format: Formatter, plan: Plan): string[][] {
  const groups = groupBy(plan.steps, (step) => stepWords(step, plan).group);
  return [...groups].map(([group, steps]) => [
    format.bold(group),
    ...steps.flatMap((step) => stepLines(format, step, plan)),
    ...(group === 'Security group' ? superfluousLines(format, plan) : []),
  ]);
}

/** `+ what and where: because`, and below it what changes. */
function stepLines(format: Formatter, step: Step, plan: Plan): string[] {
  const { what, changes } = stepWords(step, plan);
  return [
    ...paragraph(format, `${format.plain(`${what}:`)} ${format.dim(step.because)}`, `  ${signOf(format, step)} `),
    ...changes.flatMap(({ field, before, after }) =>
      paragraph(format, format.plain(`${field}: ${before} → ${after}`), '      '),
    ),
  ];
}

export function signOf(format: Formatter, { action }: Pick<Step, 'action'>): string {
  if (action === 'create') return format.good('+');
  return action === 'update' ? format.doubt('~') : format.bad('-');
}

/** [aws-facts: endpoint-ingress] endpoints are asked on TCP 443 only; the other rules are the guide's. */
function superfluousLines(format: Formatter, plan: Plan): string[] {
  const rules = plan.steps.flatMap((step) => (step.kind === 'authorize-ingress' ? step.rules : []));
  const ports = new Set(rules.map(portText).filter((port) => port !== 'TCP 443'));
  if (ports.size === 0) return [];
  const text = `Superfluous: ${formatList([...ports])}. The guide has them; image pulls need TCP 443 alone (\`--ingress https\`).`;
  return paragraph(format, format.plain(text), '    ');
}
