import { groupBy } from '../order.ts';
import type { Plan } from '../plan/plan.ts';
import type { Step } from '../plan/step.ts';
import { listed } from '../words.ts';
import type { Ink } from './ink.ts';
import { paragraph } from './paragraph.ts';
import { portText } from './rules-text.ts';
import { stepWords } from './step-words.ts';

/** The steps by group, in the order in which the groups first come up. */
export function stepBlocks(ink: Ink, plan: Plan): string[][] {
  const groups = groupBy(plan.steps, (step) => stepWords(step, plan).group);
  return [...groups].map(([group, steps]) => [
    ink.bold(group),
    ...steps.flatMap((step) => stepLines(ink, step, plan)),
    ...(group === 'Security group' ? superfluousLines(ink, plan) : []),
  ]);
}

/** `+ what and where: because`, and below it what changes. */
function stepLines(ink: Ink, step: Step, plan: Plan): string[] {
  const { what, changes } = stepWords(step, plan);
  return [
    ...paragraph(ink, `${ink.plain(`${what}:`)} ${ink.dim(step.because)}`, `  ${signOf(ink, step)} `),
    ...changes.flatMap(({ field, before, after }) =>
      paragraph(ink, ink.plain(`${field}: ${before} → ${after}`), '      '),
    ),
  ];
}

export function signOf(ink: Ink, { action }: Pick<Step, 'action'>): string {
  if (action === 'create') return ink.good('+');
  return action === 'update' ? ink.doubt('~') : ink.bad('-');
}

/** [aws-facts: endpoint-ingress] endpoints are asked on TCP 443 only; the other rules are the guide's. */
function superfluousLines(ink: Ink, plan: Plan): string[] {
  const rules = plan.steps.flatMap((step) => (step.kind === 'authorize-ingress' ? step.rules : []));
  const ports = new Set(rules.map(portText).filter((port) => port !== 'TCP 443'));
  if (ports.size === 0) return [];
  const text = `Superfluous: ${listed([...ports])}. The guide has them; image pulls need TCP 443 alone (\`--ingress https\`).`;
  return paragraph(ink, ink.plain(text), '    ');
}
