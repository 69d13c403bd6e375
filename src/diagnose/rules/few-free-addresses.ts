import { cause } from '../findings/cause.ts';
import type { NoteRule } from '../findings/note.ts';

/** Fewer than this leave no room for a handful of endpoints beside the tasks; AWS's smallest subnet starts with 11. */
const ENOUGH = 8;

/**
 * A task and an endpoint each take an address: a full subnet starts nothing and takes nothing
 * [aws-facts: free-addresses].
 */
export const fewFreeAddresses: NoteRule = ({ targets }) =>
  targets
    .filter(({ freeAddresses, ipv6Only }) => freeAddresses < ENOUGH && !ipv6Only)
    .map(({ id, freeAddresses }) => ({
      cause: cause('few-free-addresses', id, { subnet: id, free: String(freeAddresses) }),
      hops: [],
      subnetIds: [id],
    }));
