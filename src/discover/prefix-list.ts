import { z } from 'zod';

export const PrefixList = z.object({
  id: z.string(),
  /** For AWS's own lists `com.amazonaws.<region>.s3` and the like; null where only the id is known. */
  name: z.string().nullable(),
  /** Null where the entries could not be read (an emulator, or a list that was not asked for). */
  cidrs: z.array(z.string()).nullable(),
});
export type PrefixList = z.infer<typeof PrefixList>;
