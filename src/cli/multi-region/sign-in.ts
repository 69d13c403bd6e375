import type { ChosenRegion } from '../../aws/account/region.ts';
import type { Credentials } from '../../aws/client/clients.ts';
import type { CallerIdentity } from '../../aws/read/reader.ts';
import type { Options } from '../line/options.ts';
import type { Session } from '../run/session/session.ts';
import { namedRegions } from './audit-scope.ts';

/** Credentials that may read an account, and the regions to read. */
export interface SignedInAccount {
  readonly caller: CallerIdentity;
  /** Asked for once, whatever the number of regions; renewed as long as the session lasts. */
  readonly credentials: Credentials;
  readonly regions: readonly ChosenRegion[];
}

/**
 * Takes a role, or stays who the session is, and finds out which regions there are to audit.
 * @throws credentials where the role cannot be had; refused-by-aws where the regions cannot be listed
 */
export async function signIn(session: Session, roleArn: string | null, options: Options): Promise<SignedInAccount> {
  const { reader, credentials } = await session.connectTo({
    region: session.region.name,
    roleArn: roleArn ?? undefined,
  });
  const caller = await reader.callerIdentity();
  if (options.regions === undefined) return { caller, credentials, regions: [session.region] };
  const names = namedRegions(options) ?? (await reader.regions()).sort();
  return { caller, credentials, regions: names.map((name) => ({ name, source: '--regions' })) };
}
