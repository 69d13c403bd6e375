import type { Cause } from './findings/cause.ts';
import type { PathSegment } from './path/judge-path.ts';

/** How packets go to where a name leads: the legs to be judged, and what is worth knowing even where all are open. */
export interface PacketPath {
  readonly segments: readonly PathSegment[];
  readonly notes: readonly Cause[];
}
