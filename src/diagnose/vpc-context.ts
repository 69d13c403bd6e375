import { type AddressSet, addressesOf } from '../discover/addresses/address-set.ts';
import type { Endpoint } from '../discover/entities/endpoint.ts';
import type { Subnet } from '../discover/entities/subnet.ts';
import type { Vpc } from '../discover/entities/vpc.ts';
import type { Snapshot, SnapshotPart } from '../discover/snapshot.ts';
import { indexOf, type SnapshotIndex } from '../discover/snapshot-index.ts';
import { isGone } from '../facts/endpoint-state.ts';
import { type Cause, cause } from './findings/cause.ts';

/** One VPC of a snapshot as the rules see it. */
export interface VpcContext {
  readonly snapshot: Snapshot;
  readonly index: SnapshotIndex;
  readonly vpc: Vpc;
  readonly subnets: readonly Subnet[];
  /** Those that are not going away: a `deleted` endpoint can stay visible for a while. */
  readonly endpoints: readonly Endpoint[];
  /** The groups that the tasks carry; null where not known. */
  readonly taskGroupIds: readonly string[] | null;
  /** Whether the tasks get a public address; null where not known. */
  readonly publicAddress: boolean | null;
  /** Shared to the caller by another account, whose endpoints and NAT gateways do not show [aws-facts: shared-vpc]. */
  readonly isForeign: boolean;
  /** What was worked out already; see `once`. */
  readonly memo: Map<string, unknown>;
}

/**
 * What is the same for many subnets of a VPC is worked out once. @param key names the question and all that it depends
 * on
 */
export function memoized<T>({ memo }: VpcContext, key: string, answer: () => T): T {
  if (!memo.has(key)) memo.set(key, answer());
  return memo.get(key) as T;
}

/** What is known of the tasks, whichever subnet they are in. */
export interface TaskTraits {
  /** Empty and left out alike: not known. */
  readonly groupIds?: readonly string[] | undefined;
  readonly publicAddress?: boolean | null | undefined;
}

export function vpcContextOf(
  snapshot: Snapshot,
  vpc: Vpc,
  { groupIds = [], publicAddress = null }: TaskTraits = {},
): VpcContext {
  const index = indexOf(snapshot);
  return {
    snapshot,
    index,
    vpc,
    subnets: index.subnetsOfVpc.get(vpc.id) ?? [],
    endpoints: (index.endpointsOfVpc.get(vpc.id) ?? []).filter((endpoint) => !isGone(endpoint)),
    taskGroupIds: groupIds.length === 0 ? null : groupIds,
    publicAddress,
    isForeign: vpc.ownerId !== '' && vpc.ownerId !== snapshot.caller.account,
    memo: new Map(),
  };
}

/** Why this part could not be read, if it could not. */
export function deniedRead(snapshot: Snapshot, part: SnapshotPart): Cause | undefined {
  const unread = snapshot.unread.find((candidate) => candidate.part === part);
  if (unread === undefined) return undefined;
  const { action, code, message, why, remedy } = unread;
  const said = { action, error: message || code };
  return why === 'denied'
    ? cause('read-denied', snapshot.region, said)
    : { ...cause('read-failed', snapshot.region, said), remedy };
}

/** False where an empty list of endpoints proves nothing. */
export function endpointsShow({ snapshot, isForeign }: VpcContext): boolean {
  return !isForeign && deniedRead(snapshot, 'endpoints') === undefined;
}

/** Why something that should be in a part of the snapshot is not: refused, another account's, or simply not there. */
export function whyNotVisible(context: VpcContext, part: SnapshotPart, what: string): Cause {
  const refused = deniedRead(context.snapshot, part);
  if (refused !== undefined) return refused;
  return context.isForeign
    ? cause('shared-vpc', context.vpc.id, { owner: context.vpc.ownerId })
    : cause('not-visible', context.vpc.id, {
        what,
        next: context.index.detailed.has(context.vpc.id) ? AS_OWNER : BY_ITSELF,
      });
}

const AS_OWNER = 'If another account owns it, audit from there; otherwise it was deleted and must be recreated.';
const BY_ITSELF = 'Audit this VPC by itself with --vpc-id.';

/** A subnet together with the IPv4 addresses that a task may get. */
export interface SourceSubnet {
  readonly subnet: Subnet;
  readonly cidr: string;
  readonly addresses: AddressSet;
}

/** Undefined for a subnet without IPv4. */
export function sourceSubnetOf(subnet: Subnet): SourceSubnet | undefined {
  if (subnet.cidrBlock === null || subnet.ipv6Only) return undefined;
  return { subnet, cidr: subnet.cidrBlock, addresses: hostAddresses(subnet.cidrBlock) };
}

/** What a subnet gives to interfaces: AWS keeps the first four addresses and the last one for itself. */
export function hostAddresses(cidr: string): AddressSet {
  return addressesOf([cidr]).map(({ start, end }) => ({ start: start + 4n, end: end - 1n }));
}
