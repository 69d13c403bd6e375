import type { Verdict } from '../../diagnose/verdict.ts';
import { groupBy } from '../../order.ts';
import { commandText } from '../../remedy/command.ts';
import { blocksOf, type Remedy } from '../../remedy/remedy.ts';
import { formatCount, formatList, truncateList } from '../../words.ts';
import type { AuditReport } from '../documents/audit.ts';
import { hasSkippedHops, hopsOf, hopText, SKIPPED_TEXT } from '../layout/diagnosis-matrix.ts';
import { verdictText } from '../layout/formatter.ts';
import { type FindingGroup, groupFindings, moreText, SEVERITY_WORDS } from '../text/finding-groups.ts';
import { findingsByVpc } from './findings-by-vpc.ts';

type Vpc = AuditReport['vpcs'][number];
type AuditFinding = AuditReport['findings'][number];

/** From here on, subnets that look alike share a row: GitHub takes 65,536 characters a comment. */
const MANY = 13;
const NAMED = 3;

/**
 * An audit as Markdown, for a comment on a pull request: the answer, a matrix per VPC, the findings with their
 * remedies.
 */
export function markdown(audit: AuditReport): string {
  const findingsOf = findingsByVpc(audit);
  const blocks = [
    `## pullpath audit: ${answer(audit.verdict, audit.vpcs)}`,
    ...(audit.note === undefined ? [] : [`> ${inline(audit.note)}`]),
    ...audit.notAudited.map(
      ({ account, region, error }) =>
        `? ${inline(`${region} of account ${account} was not audited: ${error.message} (${error.code})`)}`,
    ),
    ...audit.vpcs.flatMap((vpc) => vpcBlocks(vpc, findingsOf(vpc))),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Where no subnet is a target no path was judged, and a tick would say too much. */
function answer(verdict: Verdict, vpcs: readonly Vpc[]): string {
  const judged = vpcs.some(({ subnets }) => subnets.some((subnet) => subnet.target));
  return judged || verdict !== 'open' ? verdictText(verdict) : 'nothing to judge';
}

function vpcBlocks(vpc: Vpc, own: readonly AuditFinding[]): string[] {
  const name = vpc.name === null ? '' : ` (${inline(vpc.name)})`;
  return [
    `### \`${vpc.vpcId}\`${name}, ${vpc.region}, account ${vpc.account}: ${answer(vpc.verdict, [vpc])}`,
    ...matrixBlocks(vpc),
    ...groupFindings(own).map(causeBlock),
  ];
}

function matrixBlocks({ subnets }: Vpc): string[] {
  const targets = subnets.filter((subnet) => subnet.target);
  if (targets.length === 0) return ['No subnet of this VPC is a target.'];
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
    return [[`\`${first.subnetId}\`${rest}`, first.availabilityZone, first.class, ...cellsOf(first)]];
  });
  const table = markdownTable(['target subnet', 'zone', 'class', ...hops], rows);
  return hasSkippedHops(targets) ? [table, SKIPPED_TEXT] : [table];
}

function causeBlock({ code, severity, hops, groups, more }: FindingGroup<AuditFinding>): string {
  return [
    `**${code}** ${SEVERITY_WORDS[severity]}${hops.length === 0 ? '' : ` at ${formatList(hops)}`}`,
    ...groups.flatMap((alike) => [
      '',
      ...alike.map(({ message, subnetIds }) => `- ${inline(message)}${subnetsOf(subnetIds)}`),
      '',
      ...remedyBlock(alike[0]?.remedy ?? ''),
    ]),
    ...(more === 0 ? [] : ['', moreText(more)]),
  ].join('\n');
}

function subnetsOf(subnetIds: readonly string[]): string {
  if (subnetIds.length === 0) return '';
  return ` (${formatCount(subnetIds.length, 'subnet')}: ${truncateList(subnetIds, NAMED)})`;
}

function remedyBlock(remedy: Remedy): string[] {
  return blocksOf(remedy).flatMap((block) =>
    typeof block === 'string' ? [inline(block)] : ['', '```sh', commandText(block), '```'],
  );
}

/** Text of others inside Markdown: nothing in it is markup, save what stands between backticks. */
function inline(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .split(/(`[^`]+`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[\\*_[\]<>|#~@]/g, '\\$&')))
    .join('');
}

/** A table in GitHub's Markdown; the cells are taken as they are. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
