import type { Connection } from '../../aws/client/clients.ts';
import { toNetworkInterface } from '../../discover/entities/network-interface.ts';
import { mapConcurrent } from '../../discover/reading/map-concurrent.ts';
import { accountSnapshotSource } from '../../discover/snapshot-source.ts';
import { ExitCode, PullpathError } from '../../errors.ts';
import { stacksByVpc } from '../../plan/rollback/stacks.ts';
import { type StackStatus, stackStatus } from '../../plan/status/stack-status.ts';
import { pullpath } from '../../remedy/command.ts';
import type { Remedy } from '../../remedy/remedy.ts';
import { type StatusReport, statusDocument } from '../../render/documents/status.ts';
import { statusText } from '../../render/text/status-text.ts';
import type { Options } from '../line/options.ts';
import { namedRegions } from '../multi-region/audit-scope.ts';
import { signIn } from '../multi-region/sign-in.ts';
import { judgeVpc } from '../run/audit/judge-vpc.ts';
import type { CommandHandler } from '../run/invocation.ts';
import { pricesOf } from '../run/plan/plan-run.ts';
import { openSession, type Session } from '../run/session/session.ts';
import { withTimeout } from '../run/session/with-timeout.ts';
import { assertRead } from '../run/targets/assert-read.ts';
import { chooseJudged } from '../run/targets/choose-targets.ts';
import { completedRemedy } from '../run/user-flags.ts';

const WIDTH = 4;

/** Lists the stacks that stand, by their tags; changes nothing. */
export const status: CommandHandler = async ({ options, output }) => {
  const session = await openSession({ ...options, region: options.region ?? namedRegions(options)?.[0] }, output);
  try {
    const { report, account } = await withTimeout(session.deadline, 'Reading the account', () =>
      readAll(session, options),
    );
    const isWide = options.regions !== undefined;
    const asked = options.allStacks ? 'stack of pullpath' : `stack ${options.stack}`;
    const place = `${asked} in ${isWide ? 'these regions' : session.region.name} of account ${account}`;
    const scope = { account, region: isWide ? null : session.region.name, note: session.note };
    return {
      exitCode: ExitCode.Done,
      result: {
        text: (style) => statusText(report, { note: session.note, asked: place }, style),
        document: () => statusDocument(scope, report),
      },
    };
  } finally {
    await session.end();
  }
};

async function readAll(session: Session, options: Options): Promise<{ report: StatusReport; account: string }> {
  const { caller, credentials, regions } = await signIn(session, options.roleArn[0] ?? null, options);
  session.entered({ account: caller.account, region: session.region.name });
  const prices = await pricesOf(options);
  const read = await mapConcurrent(regions, WIDTH, async ({ name }) => {
    const isOwn = name === session.region.name;
    const connection: Connection = isOwn
      ? session
      : await session.connectTo({ region: name, credentials, deadline: session.deadline.signal });
    try {
      return { region: name, found: await stacksIn(connection, name, options, prices) };
    } catch (error) {
      if (!(error instanceof PullpathError)) throw error;
      return { region: name, error };
    }
  });
  const [first] = read;
  if (first !== undefined && read.every((each) => 'error' in each) && 'error' in first) throw first.error;
  const found = read.flatMap((each) => ('found' in each ? [each.found] : []));
  return {
    account: caller.account,
    report: {
      stacks: found
        .flatMap(({ stacks }) => stacks)
        .map((each) => ({ ...each, remedy: completedRemedy(adviceOn(each), { options, region: each.region }) })),
      otherStacks: found.flatMap(({ others }) => others),
      notRead: read.flatMap((each) => ('error' in each ? [{ region: each.region, error: each.error }] : [])),
    },
  };
}

async function stacksIn(
  { reader, awsTimeMs }: Connection,
  region: string,
  options: Options,
  prices: Awaited<ReturnType<typeof pricesOf>>,
) {
  const source = accountSnapshotSource(reader, region, null);
  const wide = await source.read();
  assertRead(wide, ['vpcs', 'endpoints', 'securityGroups'], 'audit');
  const all = [...stacksByVpc(wide)].flatMap(([vpcId, stacks]) => stacks.map((stack) => ({ vpcId, stack })));
  const asked = all.filter(({ stack }) => options.allStacks || stack === options.stack);
  const vpcIds = [...new Set(asked.map(({ vpcId }) => vpcId))];
  const snapshot = vpcIds.length === 0 ? wide : await source.readDetails(wide, vpcIds);
  const stacks = await mapConcurrent(asked, WIDTH, async ({ vpcId, stack }) => {
    const own = { ...options, vpcId, stack };
    const { verdict } = judgeVpc(snapshot, chooseJudged(snapshot, own, vpcId), own);
    return stackStatus(snapshot, {
      vpcId,
      stack,
      verdict,
      interfaces: await interfacesIn(reader, vpcId),
      prices,
      nowMs: awsTimeMs(),
    });
  });
  const others = all
    .filter((each) => !asked.includes(each))
    .map(({ vpcId, stack }) => `${stack} in ${vpcId}, ${region}`);
  return { stacks, others };
}

/** Null where they may not be read: then nothing is said to be unused. */
async function interfacesIn(reader: Connection['reader'], vpcId: string): Promise<string[] | null> {
  try {
    return (await reader.networkInterfacesOfVpc(vpcId)).map((raw) => toNetworkInterface(raw).description);
  } catch (error) {
    if (error instanceof PullpathError) return null;
    throw error;
  }
}

function adviceOn({ vpcId, stack, use, verdict }: StackStatus): Remedy {
  if (use === 'unused') return ['If nothing needs it any more:', pullpath('rollback', { vpcId, stack })];
  return verdict === 'open' ? '' : ['To see why the path is not open:', pullpath('audit', { vpcId })];
}
