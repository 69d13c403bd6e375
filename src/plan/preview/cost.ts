import { z } from 'zod';
import type { Step } from '../step.ts';
import type { PriceTable } from './prices.ts';

/** AWS's own convention for a month. */
const HOURS_A_MONTH = 730;

/** US dollars an hour for a public IPv4 address, in every region: a NAT gateway has one [aws-facts: prices]. */
const PUBLIC_IPV4_HOUR = 0.005;

const CostItem = z.object({ step: z.string(), what: z.string(), zones: z.number(), monthlyUsd: z.number().nullable() });

/** What the steps add to the bill a month, data transfer apart; null means unknown, never zero. */
export const Cost = z.object({
  monthlyUsd: z.number().nullable(),
  pricesAsOf: z.string(),
  items: z.array(CostItem),
  /** The VPC's NAT gateway, by which the path could go at no further cost by the hour; null where it has none. */
  existingNatGateway: z.string().nullable(),
  /** One new NAT gateway in one zone and its public IPv4 address, for comparison: the other way to open the path. */
  natGatewayMonthlyUsd: z.number().nullable(),
  natGatewayPerGbUsd: z.number().nullable(),
  /**
   * From how many GB a month through NAT the endpoints are cheaper; 0 where they always are, null where unknown or
   * never.
   */
  breakEvenGb: z.number().nullable(),
});
export type Cost = z.infer<typeof Cost>;

/**
 * The monthly cost of the steps in US dollars. Gateway endpoints are free, and carry the image layers
 * [aws-facts: prices].
 * @param existingNatGateway of the VPC, working
 */
export function costOf(
  steps: readonly Step[],
  region: string,
  table: PriceTable,
  existingNatGateway: string | null = null,
): Cost {
  const prices = table.regions[region];
  const perZone = prices === undefined ? null : prices.endpointZoneHour * HOURS_A_MONTH;
  const items = steps.flatMap((step) => {
    const zones = zonesOf(step);
    if (zones === 0) return [];
    return [
      { step: step.id, what: step.subject.id, zones, monthlyUsd: perZone === null ? null : cents(zones * perZone) },
    ];
  });
  const zones = items.reduce((sum, item) => sum + item.zones, 0);
  const monthlyUsd = zones === 0 ? 0 : perZone === null ? null : cents(zones * perZone);
  const nat = prices === undefined ? null : cents((prices.natHour + PUBLIC_IPV4_HOUR) * HOURS_A_MONTH);
  const spared = existingNatGateway === null ? nat : 0;
  return {
    monthlyUsd,
    pricesAsOf: table.asOf,
    items,
    existingNatGateway,
    natGatewayMonthlyUsd: nat,
    natGatewayPerGbUsd: prices?.natGb ?? null,
    breakEvenGb:
      prices === undefined || monthlyUsd === null || spared === null
        ? null
        : breakEven(monthlyUsd - spared, prices.natGb),
  };
}

/** From how many GB on `dearerUsd` is saved again; null where a GB through NAT costs nothing, so that it never is. */
function breakEven(dearerUsd: number, natGb: number): number | null {
  if (dearerUsd <= 0) return 0;
  const gb = Math.ceil(dearerUsd / natGb);
  return Number.isSafeInteger(gb) ? gb : null;
}

function zonesOf(step: Step): number {
  if (step.kind === 'create-interface-endpoint') return step.after.subnetIds.length;
  return step.kind === 'modify-endpoint' ? step.change.addSubnetIds.length : 0;
}

function cents(usd: number): number {
  return Math.round(usd * 100) / 100;
}
