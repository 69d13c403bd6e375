import { suffixOf } from '../../discover/entities/service.ts';
import type { Plan } from '../../plan/plan.ts';
import { formatCount } from '../../words.ts';
import type { Formatter } from '../layout/formatter.ts';
import { paragraph } from '../layout/paragraph.ts';
import { tableLines } from '../layout/table.ts';

/** What the plan adds to the bill, against a NAT gateway; verbose: an endpoint a line. */
export function costLines(format: Formatter, plan: Plan): string[] {
  const { cost, region } = plan;
  if (plan.purpose !== 'apply' || cost.items.length === 0) return [];
  if (format.style.verbosity !== 'verbose')
    return paragraph(format, format.dim(`Prices of ${cost.pricesAsOf}, without data. ${briefComparison(cost)}`));
  const compared = comparison(cost);
  const rows = cost.items.map(({ what, zones, monthlyUsd }) => [
    format.plain(suffixOf(region, what)),
    format.plain(`${formatCount(zones, 'zone')} × ${formatUsd(monthlyUsd === null ? null : monthlyUsd / zones)}`),
    format.plain(formatUsd(monthlyUsd)),
  ]);
  const total = ['total', '', format.bold(formatUsd(cost.monthlyUsd))];
  const columns = [{ head: '', wraps: true }, { head: '' }, { head: '', align: 'right' as const }];
  const table = tableLines({ columns, rows: [...rows, total], indent: 2 }, format.style.width);
  return [
    format.bold('Estimated monthly cost'),
    ...(table ?? paragraph(format, format.plain(formatUsd(cost.monthlyUsd)), '  ')),
    ...paragraph(format, format.plain(compared), '  '),
    ...paragraph(format, format.dim(reservation(cost.pricesAsOf, region)), '  '),
  ];
}

function comparison(cost: Plan['cost']): string {
  const { natGatewayMonthlyUsd, natGatewayPerGbUsd, breakEvenGb, existingNatGateway } = cost;
  if (natGatewayMonthlyUsd === null || natGatewayPerGbUsd === null || breakEvenGb === null)
    return 'How it compares to a NAT gateway is unknown.';
  const perGb = `${formatUsd(natGatewayPerGbUsd)}/GB`;
  if (existingNatGateway !== null)
    return `This VPC already has ${existingNatGateway}: routing through it would add ${perGb} and no hourly cost (break-even at ${gigabytes(breakEvenGb)}).`;
  const volume = breakEvenGb === 0 ? 'more at any volume' : `break-even at ${gigabytes(breakEvenGb)}`;
  return `A NAT gateway with its public IP costs ${formatUsd(natGatewayMonthlyUsd)} a month plus ${perGb}: ${volume}.`;
}

/** `A NAT gateway: $36.50 plus $0.045/GB.` */
function briefComparison({ natGatewayMonthlyUsd, natGatewayPerGbUsd, existingNatGateway }: Plan['cost']): string {
  if (natGatewayMonthlyUsd === null || natGatewayPerGbUsd === null) return '';
  const perGb = `${formatUsd(natGatewayPerGbUsd)}/GB`;
  if (existingNatGateway !== null) return `A route to ${existingNatGateway}: ${perGb}, no hourly cost.`;
  return `A NAT gateway: ${formatUsd(natGatewayMonthlyUsd)} plus ${perGb}.`;
}

function gigabytes(count: number): string {
  return `${count.toLocaleString('en-US')} GB a month`;
}

function reservation(pricesAsOf: string, region: string): string {
  return `Estimated from ${pricesAsOf} prices in ${region}. Data through interface endpoints is billed separately; gateway endpoints, which carry the image layers, are free.`;
}

/** `$29.20`, with up to three digits after the point; `unknown` where no price is known. */
function formatUsd(amount: number | null): string {
  if (amount === null) return 'unknown';
  return amount.toLocaleString('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 3 });
}

/** `about $29.20 a month`, of what a plan adds to the bill. */
export function costText({ cost }: Pick<Plan, 'cost'>): string {
  if (cost.monthlyUsd === null) return 'cost unknown';
  return cost.monthlyUsd === 0 ? 'no monthly cost' : `about ${formatUsd(cost.monthlyUsd)} a month`;
}
