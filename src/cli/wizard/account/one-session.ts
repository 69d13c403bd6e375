import { PullpathError } from '../../../errors.ts';
import type { Options } from '../../line/options.ts';
import type { Invocation } from '../../run/invocation.ts';
import { inRegion, openSession, type Session } from '../../run/session/session.ts';

/** The one session of a run that begins with questions: whoever signs in does it once, however the questions go. */
export interface OneSession {
  /** The region in force without a question; null where nobody has said. */
  readonly region: string | null;
  /** The session in the region of these options; a new one only where there is none, or the last one failed. */
  within(options: Options): Promise<Session>;
  /** Ends it; the next time a new one is opened, which looks at credentials and settings afresh. */
  end(): Promise<void>;
}

/**
 * Opens the session, where the region is known; sends nothing. Rejects as `openSession` does, but for a missing region.
 */
export async function oneSession({ options, output }: Invocation): Promise<OneSession> {
  let session = await unlessRegionIsMissing(openSession(options, output));
  session?.deadline.pause();
  return {
    region: session?.region.name ?? null,
    within: async (completed) => {
      const answered = completed.region === options.region ? undefined : completed.region;
      session ??= await openSession(completed, output);
      if (answered === undefined) return session;
      const region = { name: answered, source: 'your answer' };
      session = session.region.name === answered ? { ...session, region } : await inRegion(session, region);
      return session;
    },
    end: async () => {
      await session?.end();
      session = null;
    },
  };
}

async function unlessRegionIsMissing(opening: Promise<Session>): Promise<Session | null> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof PullpathError && error.code === 'MissingRegion') return null;
    throw error;
  }
}
