import { z } from 'zod';

/** US dollars. Where AWS bills in another currency (China) or no source was found, a region is left out: unknown. */
const Price = z.number().nonnegative().max(1000);

const RegionPrices = z.object({
  /** Per interface endpoint, zone and hour; every partial hour counts as a whole one. */
  endpointZoneHour: Price,
  endpointGb: Price,
  natHour: Price,
  natGb: Price,
});
type RegionPrices = z.infer<typeof RegionPrices>;

export const PriceTable = z.object({ asOf: z.string(), regions: z.record(z.string(), RegionPrices) });
export type PriceTable = z.infer<typeof PriceTable>;

function prices(endpointZoneHour: number, nat: number, endpointGb = 0.01): RegionPrices {
  return { endpointZoneHour, endpointGb, natHour: nat, natGb: nat };
}

/**
 * [aws-facts: prices] gathered from published prices and bills; several cells are from memory, so the plan prints the
 * date and says that this is an estimate. A file given by the user replaces the table.
 */
export const PRICES: PriceTable = {
  asOf: '2026-10-06',
  regions: {
    'us-east-1': prices(0.01, 0.045),
    'us-east-2': prices(0.01, 0.045),
    'us-west-1': prices(0.011, 0.048),
    'us-west-2': prices(0.01, 0.045),
    'ca-central-1': prices(0.011, 0.05),
    'eu-west-1': prices(0.011, 0.048),
    'eu-west-2': prices(0.011, 0.05),
    'eu-west-3': prices(0.011, 0.05),
    'eu-central-1': prices(0.012, 0.052),
    'ap-northeast-1': prices(0.014, 0.062),
    'ap-northeast-2': prices(0.013, 0.059),
    'ap-southeast-1': prices(0.013, 0.059),
    'ap-southeast-2': prices(0.013, 0.059),
    'ap-south-1': prices(0.013, 0.056),
    'sa-east-1': prices(0.021, 0.093),
  },
};
