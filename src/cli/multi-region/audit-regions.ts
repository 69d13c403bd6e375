import type { ChosenRegion } from '../../aws/account/region.ts';
import type { Connection } from '../../aws/client/clients.ts';
import { mapConcurrent } from '../../discover/reading/map-concurrent.ts';
import { accountSnapshotSource, type SnapshotSource } from '../../discover/snapshot-source.ts';
import { PullpathError } from '../../errors.ts';
import { isJudged, type RegionAudit } from '../../render/audit.ts';
import type { AccountHeading } from '../../render/text/heading.ts';
import type { Options } from '../line/options.ts';
import { Deadline } from '../run/session/deadline.ts';
import type { Session } from '../run/session/session.ts';
import { withTimeout } from '../run/session/with-timeout.ts';
import { unknownService, unoffered } from '../run/targets/services.ts';
import { completedError } from '../run/user-flags.ts';
import { namedRegions } from './audit-scope.ts';
import { type JudgedRegion, judgeRegion } from './judge-region.ts';
import type { JudgedServices } from './judge-services.ts';
import { type SignedInAccount, signIn } from './sign-in.ts';

/**
 * Regions read at a time, a dozen requests each: EC2's buckets are per account and region, the machine's sockets are
 * not.
 */
const WIDTH = 8;

/** A region as audited, and what it takes to look at it again. */
export interface Audited {
  readonly audit: RegionAudit;
  readonly roleArn: string | null;
  /** What was asked for with `--with` and is not to be had there. */
  readonly unknown: { readonly services: readonly string[]; readonly error: PullpathError } | null;
}

/** Hears of every region as soon as it is known, in whatever order that happens. */
export type OnRegion = (audit: RegionAudit, done: number, of: number) => void;

/**
 * Audits every VPC of every region of every account that was asked for, side by side, in the order in which they were
 * asked for. What cannot be audited is said so, and stops nothing else; where nothing can be, the first error is
 * thrown.
 * @throws usage where a service or a tag of the command line is nowhere to be found
 */
export async function auditRegions(session: Session, options: Options, onRegion: OnRegion): Promise<Audited[]> {
  const roles = options.roleArn.length === 0 ? [null] : options.roleArn;
  const jobs = (await mapConcurrent(roles, WIDTH, (role) => jobsOf(session, role, options))).flat();
  let done = 0;
  const audited = await mapConcurrent(jobs, WIDTH, async (job) => {
    const result = await job();
    done += 1;
    onRegion(result.audit, done, jobs.length);
    return result;
  });
  assertAny(audited);
  assertMeant(audited, options);
  return audited;
}

type Job = () => Promise<Audited>;

/** One job a region; where the account cannot be entered, jobs that say so. */
async function jobsOf(session: Session, roleArn: string | null, options: Options): Promise<Job[]> {
  const signedIn = await caught(() => inTime(options, 'Signing in', () => signIn(session, roleArn, options)));
  if (!(signedIn instanceof PullpathError)) {
    return signedIn.regions.map((region) => () => auditRegion(session, signedIn, region, options, roleArn));
  }
  const regions = options.regions === undefined ? [session.region.name] : (namedRegions(options) ?? ['all']);
  const regionSource = options.regions === undefined ? session.region.source : '--regions';
  const [, , , , account = 'unknown'] = roleArn?.split(':') ?? [];
  return regions.map((region) => async () => {
    const place = { account, arn: roleArn ?? '', region, regionSource, note: session.note };
    const own = { ...options, roleArn: roleArn === null ? [] : [roleArn] };
    const error = completedError(signedIn, { options: own, region });
    return { audit: { place, vpcs: [], error }, roleArn, unknown: null };
  });
}

async function auditRegion(
  session: Session,
  { caller, credentials }: SignedInAccount,
  region: ChosenRegion,
  options: Options,
  roleArn: string | null,
): Promise<Audited> {
  const place: AccountHeading = { ...caller, region: region.name, regionSource: region.source, note: session.note };
  // What is printed for this account means this account, and not what the other roles lead to.
  const own = { ...options, roleArn: roleArn === null ? [] : [roleArn] };
  const deadline = new Deadline(options.timeout);
  const connection = await session.connectTo({ region: region.name, credentials, deadline: deadline.signal });
  try {
    const judged = await caught(() =>
      withTimeout(deadline, `Reading ${region.name}`, () =>
        judgeAll(
          connection,
          accountSnapshotSource(connection.reader, region.name, { ...connection, others: session.hubsIn(region.name) }),
          own,
        ),
      ),
    );
    if (judged instanceof PullpathError) {
      const error = completedError(judged, { options: own, region: region.name });
      return { audit: { place, vpcs: [], error }, roleArn, unknown: null };
    }
    const services = unoffered(judged.snapshot, options.with ?? []);
    const unknown = services.length === 0 ? null : { services, error: unknownService(judged.snapshot, services) };
    const { vpcs } = judged;
    const unjudged = 'unjudged' in judged ? { unjudged: judged.unjudged } : {};
    return { audit: { place, vpcs, ...unjudged, error: null }, roleArn, unknown };
  } finally {
    deadline.pause();
    connection.close();
  }
}

/** Every VPC of the region, or every ECS service. */
async function judgeAll(
  connection: Connection,
  source: SnapshotSource,
  options: Options,
): Promise<JudgedRegion | JudgedServices> {
  if (!options.allServices) return judgeRegion(source, options);
  const { judgeServices } = await import('./judge-services.ts');
  return judgeServices(connection, source, options);
}

/** For what has credentials to give, which may be asked for anew as long as the audit lasts. */
async function inTime<T>({ timeout }: Options, what: string, read: () => Promise<T>): Promise<T> {
  const deadline = new Deadline(timeout);
  try {
    return await withTimeout(deadline, what, read);
  } finally {
    deadline.pause();
  }
}

/** The answer, or the error that was to be expected. */
async function caught<T>(work: () => Promise<T>): Promise<T | PullpathError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PullpathError) return error;
    throw error;
  }
}

function assertAny(audited: readonly Audited[]): void {
  const [first] = audited;
  if (first !== undefined && audited.every(({ audit }) => audit.error !== null)) throw first.audit.error;
}

/** What is nowhere to be found was misspelt; what is missing here and there is for the findings to say. */
function assertMeant(audited: readonly Audited[], { with: extras = [], subnetTag }: Options): void {
  const read = audited.filter(({ audit }) => audit.error === null);
  const [first] = read;
  const nowhere = extras.some((extra) => read.every(({ unknown }) => unknown?.services.includes(extra) ?? false));
  if (nowhere && first?.unknown != null) throw first.unknown.error;
  if (subnetTag.length === 0 || read.some(({ audit }) => audit.vpcs.some(isJudged))) return;
  throw new PullpathError('usage', {
    code: 'NoSubnetWithTag',
    message: `No subnet of any VPC has the tag ${subnetTag.map(({ key, value }) => `${key}=${value}`).join(' and ')}.`,
    remedy: 'Check --subnet-tag; tags are case-sensitive, and those of a shared VPC are not visible.',
  });
}
