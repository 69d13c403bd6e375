import { z } from 'zod';

/** The id of something that a step of the same plan makes. */
const Ref = z.object({ ref: z.string() });

export const IdOrRef = z.union([z.string(), Ref]);
export type IdOrRef = z.infer<typeof IdOrRef>;

/** For people and for foreseen snapshots, where the real id is not known yet: `(security-group)`. */
export function refText(id: IdOrRef): string {
  return typeof id === 'string' ? id : `(${id.ref})`;
}
