import { clause, isDenied, PullpathError } from '../../errors.ts';
import type { SnapshotPart, UnreadPart } from '../snapshot.ts';

/**
 * Reads one part of a snapshot. A read that AWS refuses, or that fails by itself, leaves its part as `otherwise` and is
 * recorded: what could not be read is judged as unknown, not as absent. Rejects where no other read can fare better
 * either: no valid credentials, no answer from the endpoint, or a bug of ours.
 */
export type ReadPart<P = SnapshotPart> = <T>(part: P, read: () => Promise<T>, otherwise: T) => Promise<T>;

/** A read that was refused or failed, of a part with a name of that kind. */
type Unread<P> = Omit<UnreadPart, 'part'> & { readonly part: P };

/**
 * A `ReadPart` that records into `unread`, once for each part, action and code, and every error into `errors`.
 * @param isFatal errors with which the whole reading ends
 */
export function collectUnread<P = SnapshotPart>(
  unread: Unread<P>[],
  errors: PullpathError[] = [],
  isFatal: (error: PullpathError) => boolean = concernsEveryRead,
): ReadPart<P> {
  return async (part, read, otherwise) => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof PullpathError) || isFatal(error)) throw error;
      errors.push(error);
      const { action = '', code, message, remedy } = error;
      const known = unread.some((entry) => entry.part === part && entry.action === action && entry.code === code);
      if (!known) unread.push({ part, action, code, message: clause(message), why: reasonOf(error), remedy });
      return otherwise;
    }
  };
}

function reasonOf(error: PullpathError): UnreadPart['why'] {
  if (error.kind !== 'refused-by-aws') return 'failed';
  return isDenied(error) ? 'denied' : 'refused';
}

function concernsEveryRead(error: PullpathError): boolean {
  if (error.kind === 'refused-by-aws') return false;
  return error.kind !== 'failed' || ['EndpointUnreachable', 'Timeout'].includes(error.code);
}
