import { suffixOf } from '../../discover/entities/service.ts';
import type { Plan } from '../../plan/plan.ts';
import { formatCount } from '../../words.ts';
import type { Formatter } from '../layout/formatter.ts';
import { paragraph } from '../layout/paragraph.ts';
import { tableLines } from '../layout/table.ts';

/** What the plan adds to the bill a month, an endpoint a line, against one NAT gateway. */
export function costLines(format: Formatter, { cost, region }: Plan): string[] {
  const rows = cost.items.map(({ what, zones, monthlyUsd }) => [
    format.plain(suffixOf(region, what)),
    format.plain(`${formatCount(zones, 'zone')} × ${formatUsd(monthlyUsd === null ? null : monthlyUsd / zones)}`),
    format.plain(formatUsd(monthlyUsd)),
  ]);
  const total = ['total', '', format.bold(formatUsd(cost.monthlyUsd))];
  const columns = [{ head: '', wraps: true }, { head: '' }, { head: '', align: 'right' as const }];
  const table =
    rows.length === 0 ? null : tableLines({ columns, rows: [...rows, total], indent: 2 }, format.style.width);
  return [
    format.bold('Cost a month'),
    ...(table ??
      paragraph(
        format,
        format.plain(rows.length === 0 ? 'Nothing: no interface endpoint is added.' : formatUsd(cost.monthlyUsd)),
        '  ',
      )),
    ...(rows.length === 0 ? [] : paragraph(format, format.plain(comparison(cost)), '  ')),
    ...(rows.length === 0 ? [] : paragraph(format, format.dim(reservation(cost.pricesAsOf, region)), '  ')),
  ];
}

function comparison(cost: Plan['cost']): string {
  const { natGatewayMonthlyUsd, natGatewayPerGbUsd, breakEvenGb, existingNatGateway } = cost;
  if (natGatewayMonthlyUsd === null || natGatewayPerGbUsd === null || breakEvenGb === null)
    return 'Against a NAT gateway: unknown.';
  if (existingNatGateway !== null) {
    const route = `The VPC has ${existingNatGateway} already: a route there adds nothing by the hour and ${formatUsd(natGatewayPerGbUsd)} a GB`;
    return `${route}, which is more than the endpoints from ${breakEvenGb.toLocaleString('en-US')} GB a month on.`;
  }
  const nat = `One NAT gateway costs ${formatUsd(natGatewayMonthlyUsd)} with its public address and ${formatUsd(natGatewayPerGbUsd)} a GB`;
  if (breakEvenGb === 0) return `${nat}: more than the endpoints, however little goes through it.`;
  return `${nat}: more than the endpoints from ${breakEvenGb.toLocaleString('en-US')} GB a month on.`;
}

function reservation(pricesAsOf: string, region: string): string {
  return `An estimate from prices of ${pricesAsOf} in ${region}. Data through interface endpoints is billed on top; gateway endpoints, which carry the image layers, are free.`;
}

/** `$29.20`, with up to three digits after the point; `unknown` where no price is known. */
export function formatUsd(amount: number | null): string {
  if (amount === null) return 'unknown';
  return amount.toLocaleString('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 3 });
}
