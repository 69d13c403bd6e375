import * as z from 'zod/mini';
import type { AwsPrefixList } from '../../aws/read/reader.ts';

export const PrefixList = z.object({
  id: z.string(),
  /** For AWS's own lists `com.amazonaws.<region>.s3` and the like; null where only the id is known. */
  name: z.nullable(z.string()),
  /** Null where the entries could not be read (an emulator, or a list that was not asked for). */
  cidrs: z.nullable(z.array(z.string())),
});
export type PrefixList = z.infer<typeof PrefixList>;

/** One of AWS's own lists. No CIDRs at all means that they were not told: moto does not, and no such list is empty. */
export function toPrefixList(raw: AwsPrefixList): PrefixList {
  const cidrs = raw.Cidrs ?? [];
  return { id: raw.PrefixListId ?? '', name: raw.PrefixListName ?? null, cidrs: cidrs.length === 0 ? null : cidrs };
}
