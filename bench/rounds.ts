import { type Command, type Figures, measure } from './measure.ts';
import { median } from './statistics.ts';

/** A command to be measured, and the exit code that it must end with. */
export interface Contender {
  readonly name: string;
  readonly command: Command;
  readonly expected?: number;
}

/**
 * Measures contenders side by side: once unmeasured (caches of Node and of the disk fill), then in rounds, each round
 * in the order opposite to the one before, so that whatever else the machine does meets all alike.
 */
export async function inRounds(contenders: readonly Contender[], rounds: number): Promise<Map<string, Figures[]>> {
  const figures = new Map<string, Figures[]>(contenders.map(({ name }) => [name, []]));
  for (const { command, expected } of contenders) await measure(command, expected);
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, command, expected } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      figures.get(name)?.push(await measure(command, expected));
    }
  }
  return figures;
}

/** The median of each figure. */
export function medians(runs: readonly Figures[]): Figures {
  return {
    wall: median(runs.map(({ wall }) => wall)),
    cpu: median(runs.map(({ cpu }) => cpu)),
    memory: Math.max(...runs.map(({ memory }) => memory)),
  };
}
