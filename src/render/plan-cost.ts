import { suffixOf } from '../discover/service.ts';
import type { Plan } from '../plan/plan.ts';
import { count } from '../words.ts';
import type { Ink } from './ink.ts';
import { paragraph } from './paragraph.ts';
import { tableLines } from './table.ts';

/** What the plan adds to the bill a month, an endpoint a line, against one NAT gateway. */
export function costLines(ink: Ink, { cost, region }: Plan): string[] {
  const rows = cost.items.map(({ what, zones, monthlyUsd }) => [
    ink.plain(suffixOf(region, what)),
    ink.plain(`${count(zones, 'zone')} × ${usd(monthlyUsd === null ? null : monthlyUsd / zones)}`),
    ink.plain(usd(monthlyUsd)),
  ]);
  const total = ['total', '', ink.bold(usd(cost.monthlyUsd))];
  const columns = [{ head: '', wraps: true }, { head: '' }, { head: '', align: 'right' as const }];
  const table = rows.length === 0 ? null : tableLines({ columns, rows: [...rows, total], indent: 2 }, ink.style.width);
  return [
    ink.bold('Cost a month'),
    ...(table ??
      paragraph(
        ink,
        ink.plain(rows.length === 0 ? 'Nothing: no interface endpoint is added.' : usd(cost.monthlyUsd)),
        '  ',
      )),
    ...(rows.length === 0 ? [] : paragraph(ink, ink.plain(comparison(cost)), '  ')),
    ...(rows.length === 0 ? [] : paragraph(ink, ink.dim(reservation(cost.pricesAsOf, region)), '  ')),
  ];
}

function comparison({ natGatewayMonthlyUsd, natGatewayPerGbUsd, breakEvenGb }: Plan['cost']): string {
  if (natGatewayMonthlyUsd === null || natGatewayPerGbUsd === null || breakEvenGb === null)
    return 'Against a NAT gateway: unknown.';
  const nat = `One NAT gateway costs ${usd(natGatewayMonthlyUsd)} and ${usd(natGatewayPerGbUsd)} a GB`;
  if (breakEvenGb === 0) return `${nat}: more than the endpoints, however little goes through it.`;
  return `${nat}: more than the endpoints from ${breakEvenGb.toLocaleString('en-US')} GB a month on.`;
}

function reservation(pricesAsOf: string, region: string): string {
  return `An estimate from prices of ${pricesAsOf} in ${region}. Data through interface endpoints is billed on top; gateway endpoints, which carry the image layers, are free.`;
}

function usd(amount: number | null): string {
  if (amount === null) return 'unknown';
  return amount.toLocaleString('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 3 });
}
