import { z } from 'zod';
import type { AwsPrefixList } from '../../aws/read/reader.ts';

export const PrefixList = z.object({
  id: z.string(),
  /** For AWS's own lists `com.amazonaws.<region>.s3` and the like; null where only the id is known. */
  name: z.string().nullable(),
  /** Null where the entries could not be read (an emulator, or a list that was not asked for). */
  cidrs: z.array(z.string()).nullable(),
});
export type PrefixList = z.infer<typeof PrefixList>;

/** One of AWS's own lists. No CIDRs at all means that they were not told: moto does not, and no such list is empty. */
export function toPrefixList(raw: AwsPrefixList): PrefixList {
  const cidrs = raw.Cidrs ?? [];
  return { id: raw.PrefixListId ?? '', name: raw.PrefixListName ?? null, cidrs: cidrs.length === 0 ? null : cidrs };
}
