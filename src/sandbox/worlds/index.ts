import type { World } from '../network/types.ts';
import { guide } from './guide.ts';

interface NamedWorld {
  /** One sentence. */
  description: string;
  /** A fresh copy, to be changed at will. */
  make: () => World;
}

export const worlds = {
  guide: { description: 'Two isolated subnets in two zones, and a public subnet beside them.', make: guide },
} satisfies Record<string, NamedWorld>;

export type WorldName = keyof typeof worlds;

export const worldNames = Object.keys(worlds) as WorldName[];
