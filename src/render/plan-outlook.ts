import { groupBy } from '../order.ts';
import type { HopOutlook, Outlook } from '../plan/plan.ts';
import { listed } from '../words.ts';
import { findingBlocks, subnetsText } from './findings-text.ts';
import type { Ink } from './ink.ts';
import { paragraph, stacked, titled } from './paragraph.ts';

/** Which hops the plan opens, and for which subnets. */
export function opensLines(ink: Ink, { opens }: Outlook): string[] {
  return titled(ink.bold('Opens'), groupLines(ink, opens));
}

/** Which hops stay closed or unknown, and the findings that say why. */
export function staysClosedLines(ink: Ink, { staysClosed, findings }: Outlook): string[] {
  if (staysClosed.length === 0) return [];
  const codes = new Set(staysClosed.flatMap((hop) => hop.findings));
  const subnets = new Set(staysClosed.map((hop) => hop.subnetId));
  const reasons = findings.filter(
    ({ code, subnetIds }) => codes.has(code) && (subnetIds.length === 0 || subnetIds.some((id) => subnets.has(id))),
  );
  return stacked([[ink.bold('Stays closed'), ...groupLines(ink, staysClosed)], ...findingBlocks(ink, reasons)]);
}

/** Subnets with the same hops and verdict share a line. */
function groupLines(ink: Ink, hops: readonly HopOutlook[]): string[] {
  const bySubnet = groupBy(hops, ({ subnetId, after }) => `${after} ${subnetId}`);
  const groups = groupBy([...bySubnet.values()], (own) => `${own[0]?.after} ${listed(own.map((hop) => hop.hop))}`);
  return [...groups.values()].flatMap((alike) => {
    const own = alike[0] ?? [];
    const subnetIds = alike.map((each) => each[0]?.subnetId ?? '');
    const text = `${listed(own.map((hop) => hop.hop))} for ${subnetsText(subnetIds)}`;
    return paragraph(ink, ink.plain(text), `  ${ink.verdict(own[0]?.after ?? 'unknown')}  `);
  });
}
