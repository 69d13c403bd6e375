import type { Verdict } from '../../diagnose/verdict.ts';
import { groupBy } from '../../order.ts';
import { commandText } from '../../remedy/command.ts';
import { blocksOf, type Remedy } from '../../remedy/remedy.ts';
import { formatList } from '../../words.ts';
import type { AuditReport } from '../documents/audit.ts';
import { hasSkippedHops, hopsOf, hopText, optionalText, SKIPPED_TEXT } from '../layout/diagnosis-matrix.ts';
import { verdictText } from '../layout/formatter.ts';
import { visible } from '../layout/visible.ts';
import {
  affectedText,
  type FindingGroup,
  groupFindings,
  groupTitle,
  moreText,
  SEVERITY_MARKS,
} from '../text/finding-groups.ts';
import { findingsByVpc, serviceOf } from './findings-by-vpc.ts';
import { code, codeBlock, literal, sentence, table } from './markdown-text.ts';

type Vpc = AuditReport['vpcs'][number];
type AuditFinding = AuditReport['findings'][number];

/** From here on, subnets that look alike share a row: GitHub takes 65,536 characters a comment. */
const MANY = 13;

/**
 * An audit as Markdown, for a comment on a pull request: the answer, a matrix per VPC, the findings with their
 * remedies.
 */
export function markdown(audit: AuditReport): string {
  const findingsOf = findingsByVpc(audit);
  const blocks = [
    `## pullpath audit: ${answer(audit.verdict)}`,
    ...(audit.note === undefined ? [] : [`> ${shown(audit.note)}`]),
    ...audit.notAudited.map(
      ({ account, region, error }) =>
        `? ${shown(`${region} of account ${account} was not audited: ${error.message} (${error.code})`)}`,
    ),
    ...audit.vpcs.flatMap((vpc) => vpcBlocks(vpc, findingsOf(vpc))),
    ...audit.leftOut.map(({ reason }) => shown(reason)),
    ...(audit.unjudgedServices ?? []).map(
      ({ cluster, service, reason, verdict }) =>
        `${verdict === 'unknown' ? '? ' : ''}${shown(`Not judged: service ${service} of cluster ${cluster}: ${reason}.`)}`,
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function answer(verdict: Verdict | null): string {
  return verdict === null ? 'nothing was judged' : verdictText(verdict);
}

function vpcBlocks(vpc: Vpc, own: readonly AuditFinding[]): string[] {
  return [
    `### ${serviceLabel(vpc)}${labelOf(vpc.vpcId, vpc.name)}, ${shown(vpc.region)}, account ${shown(vpc.account)}: ${answer(vpc.verdict)}`,
    ...(vpc.verdict === null || vpc.notJudged.length === 0 ? [] : [`Not judged: ${shown(formatList(vpc.notJudged))}.`]),
    ...symptomBlocks(vpc),
    ...matrixBlocks(vpc),
    ...groupFindings(own).flatMap((group) => groupBlocks(group, vpc)),
  ];
}

/** What ECS reports comes before what explains it. */
function symptomBlocks({ symptom }: Vpc): string[] {
  if (symptom === undefined) return [];
  const { message, reports, cause } = symptom;
  return [
    `**What ECS reports:** ${sentence(visible(message))}`,
    ...reports.map(({ text }) => codeBlock(visible(text), 'text')),
    ...(cause === null ? [] : [`**What explains it:** ${sentence(visible(cause.message))}`]),
  ];
}

function matrixBlocks({ subnets }: Vpc): string[] {
  const targets = subnets.filter((subnet) => subnet.target);
  if (targets.length === 0) return [];
  const hops = hopsOf(targets);
  const cellsOf = (subnet: Vpc['subnets'][number]) =>
    hops.map((name) => {
      const hop = subnet.hops.find((candidate) => candidate.hop === name);
      return hop === undefined ? '' : hopText(hop);
    });
  const groups = groupBy(targets, (subnet) =>
    targets.length < MANY ? subnet.subnetId : [subnet.availabilityZone, subnet.class, ...cellsOf(subnet)].join(' '),
  );
  const rows = [...groups.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const rest = more.length === 0 ? '' : ` and ${more.length} more`;
    return [
      [`${labelOf(first.subnetId, first.name)}${rest}`, shown(first.availabilityZone), first.class, ...cellsOf(first)],
    ];
  });
  const matrix = table(['target subnet', 'zone', 'class', ...hops.map(shown)], rows);
  const optional = optionalText(targets);
  return [matrix, ...(hasSkippedHops(targets) ? [SKIPPED_TEXT] : []), ...(optional === '' ? [] : [shown(optional)])];
}

/** What it is, who is affected, why, and what to do. */
function groupBlocks(group: FindingGroup<AuditFinding>, { subnets }: Vpc): string[] {
  const names = new Map(subnets.map(({ subnetId, name }) => [subnetId, name]));
  const subnetLabel = (id: string) => labelOf(id, names.get(id) ?? null);
  const { code: id, helpUri, severity, groups, more } = group;
  return [
    `**${SEVERITY_MARKS[severity]} [${id}](${helpUri}) ${shown(groupTitle(group))}**`,
    ...groups.flatMap((alike) => [
      alike
        .map(({ message, subnetIds }) => {
          const affected = affectedText(subnetIds, subnetLabel);
          return `- ${affected === '' ? '' : `${affected}: `}${sentence(visible(message))}`;
        })
        .join('\n'),
      ...remedyBlocks(alike[0]?.remedy ?? ''),
    ]),
    ...(more === 0 ? [] : [moreText(more)]),
  ];
}

/** Sentences, and each command in a block of its own. */
export function remedyBlocks(remedy: Remedy): string[] {
  return blocksOf(remedy).map((block) =>
    typeof block === 'string' ? sentence(visible(block)) : codeBlock(visible(commandText(block))),
  );
}

/** `private-a (`subnet-1`)`, or the id. */
export function labelOf(id: string, name: string | null): string {
  const label = shown(name ?? '');
  return label === '' ? code(visible(id)) : `${label} (${code(visible(id))})`;
}

/** Text of others, as it is. */
function shown(text: string): string {
  return literal(visible(text));
}

/** `Service orders of cluster prod in `, where a service was judged. */
function serviceLabel(vpc: Vpc): string {
  const { cluster, service } = serviceOf(vpc);
  return service === undefined ? '' : `Service ${shown(service)} of cluster ${shown(cluster ?? '')} in `;
}
