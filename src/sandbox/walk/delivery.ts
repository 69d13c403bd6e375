/** Where on the way something was decided. */
export type Stage =
  | 'dns'
  | 'route'
  | 'network-acl'
  | 'security-group'
  | 'nat'
  | 'internet'
  | 'endpoint'
  | 'policy'
  | 'arrived';

/**
 * What becomes of packets. `some`: of those that may be sent some arrive and some do not. `undetermined`: it is decided
 * outside what this network knows.
 */
export type Delivered = true | false | 'some' | 'undetermined';

export interface Delivery {
  delivered: Delivered;
  stage: Stage;
  why: string;
}

export const pass = (stage: Stage, why: string): Delivery => ({ delivered: true, stage, why });
export const drop = (stage: Stage, why: string): Delivery => ({ delivered: false, stage, why });
export const undetermined = (stage: Stage, why: string): Delivery => ({ delivered: 'undetermined', stage, why });

/**
 * Obstacles one behind the other: the first that lets nothing through decides; else the first that is undetermined, else
 * the first that lets only some through; else the last one, passed.
 */
export function inSeries(obstacles: readonly (() => Delivery)[]): Delivery {
  const met: Delivery[] = [];
  for (const obstacle of obstacles) {
    const delivery = obstacle();
    if (delivery.delivered === false) return delivery;
    met.push(delivery);
  }
  const doubtful =
    met.find(({ delivered }) => delivered === 'undetermined') ?? met.find(({ delivered }) => delivered === 'some');
  return doubtful ?? met.at(-1)!;
}

/** Packets side by side: one outcome where all share it, `some` where one arrives and another does not, else `undetermined`. */
export function inParallel(deliveries: readonly Delivery[]): Delivery {
  const with_ = (reached: Delivered) => deliveries.find((delivery) => delivery.delivered === reached);
  const failed = with_(false);
  const partly = with_('some') ?? (failed && with_(true) ? { ...failed, delivered: 'some' as const } : undefined);
  return partly ?? with_('undetermined') ?? failed ?? deliveries[0]!;
}
