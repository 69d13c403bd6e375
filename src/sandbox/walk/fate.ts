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
 * What becomes of packets. `some`: of those that may be sent some arrive and some do not. `beyond`: it is decided
 * outside what this network knows.
 */
export type Reached = true | false | 'some' | 'beyond';

export interface Fate {
  reached: Reached;
  stage: Stage;
  why: string;
}

export const pass = (stage: Stage, why: string): Fate => ({ reached: true, stage, why });
export const drop = (stage: Stage, why: string): Fate => ({ reached: false, stage, why });
export const beyond = (stage: Stage, why: string): Fate => ({ reached: 'beyond', stage, why });

/**
 * Obstacles one behind the other: the first that lets nothing through decides; else the first that is beyond, else
 * the first that lets only some through; else the last one, passed.
 */
export function inTurn(obstacles: readonly (() => Fate)[]): Fate {
  const met: Fate[] = [];
  for (const obstacle of obstacles) {
    const fate = obstacle();
    if (fate.reached === false) return fate;
    met.push(fate);
  }
  const doubtful = met.find(({ reached }) => reached === 'beyond') ?? met.find(({ reached }) => reached === 'some');
  return doubtful ?? met.at(-1)!;
}

/** Packets side by side: one fate where all share it, `some` where one arrives and another does not, else `beyond`. */
export function together(fates: readonly Fate[]): Fate {
  const with_ = (reached: Reached) => fates.find((fate) => fate.reached === reached);
  const failed = with_(false);
  const partly = with_('some') ?? (failed && with_(true) ? { ...failed, reached: 'some' as const } : undefined);
  return partly ?? with_('beyond') ?? failed ?? fates[0]!;
}
