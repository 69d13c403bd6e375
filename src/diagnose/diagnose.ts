import type { Subnet } from '../discover/entities/subnet.ts';
import { classify, hasNoEgress } from '../discover/routing/subnet-class.ts';
import type { Snapshot } from '../discover/snapshot.ts';
import { indexOf } from '../discover/snapshot-index.ts';
import type { Workload } from '../workload/workload.ts';
import type { Diagnosis, SubnetDiagnosis } from './diagnosis.ts';
import { cause, type JudgedCause, verdictOfCause } from './findings/cause.ts';
import { codesOf, FindingCollector } from './findings/finding-collector.ts';
import { withOwner } from './findings/finding-owner.ts';
import type { Need } from './need.ts';
import { notJudgedOf } from './not-judged.ts';
import { type PathQuery, pathQueryOf } from './path/path-query.ts';
import { DNS_HOP, subnetHops } from './path/subnet-hops.ts';
import { isUnplaced, reasons, workloadHops } from './path/workload-hops.ts';
import { notesOf } from './rules/notes.ts';
import { type Verdict, worstOf } from './verdict.ts';
import { deniedRead, vpcContextOf } from './vpc-context.ts';

export interface DiagnoseOptions {
  readonly vpcId: string;
  /** Null: every subnet of the VPC with no way out. */
  readonly targetSubnetIds: readonly string[] | null;
  readonly needs: readonly Need[];
  /** The groups that the tasks carry; left out or empty, their outbound rules are not judged. */
  readonly taskSecurityGroupIds?: readonly string[] | undefined;
  /** Whether the tasks get a public address, where flags say it; what ECS tells of a workload counts before. */
  readonly publicAddress?: boolean | null;
  readonly isManagedInstances?: boolean;
  /** Whose pull it is, where ECS was asked: its images, public address, and what of it could not be read. */
  readonly workload?: Workload | undefined;
}

/**
 * Would the packets of an image pull from any address of each subnet get there and back? Every subnet of the VPC is
 * judged, every hop of it; findings say why. A hop's verdict is the worst of its findings', or unknown for want of what
 * was not asked; a subnet's is the worst of its hops', but for those that tasks start without. The VPC's is the worst of its targets; where no subnet is one,
 * of all subnets, for then the question is whether the ways out that they have do work; without any subnet, or
 * where ECS does not tell those of a service, it is unknown. Pure, and linear in the size of the VPC.
 */
export function diagnose(snapshot: Snapshot, options: DiagnoseOptions): Diagnosis {
  const vpc = indexOf(snapshot).vpcs.get(options.vpcId);
  if (vpc === undefined) return withoutVpc(snapshot, options.vpcId);
  const { workload, taskSecurityGroupIds: groupIds } = options;
  const publicAddress = workload?.publicAddress?.value ?? options.publicAddress;
  const context = vpcContextOf(snapshot, vpc, { groupIds, publicAddress });
  const at = { region: snapshot.region, account: snapshot.caller.account };
  const query = pathQueryOf(context, options.needs, workload === undefined ? [] : workloadHops(workload, at));
  const collector = new FindingCollector();
  const chosen = options.targetSubnetIds === null ? null : new Set(options.targetSubnetIds);
  const subnets = context.subnets.map((subnet) => diagnoseSubnet(query, subnet, chosen, collector));
  const isTarget = new Set(subnets.filter(({ target }) => target).map(({ subnetId }) => subnetId));
  const scope = { ...query, targets: context.subnets.filter(({ id }) => isTarget.has(id)) };
  for (const { cause: found, hops, subnetIds } of notesOf(scope)) {
    collector.add({ cause: found, certainty: 'certain' }, hops, subnetIds);
  }
  const refused = deniedRead(snapshot, 'subnets');
  const hops = [DNS_HOP, ...options.needs.map(({ service }) => service)];
  if (refused !== undefined) collector.add({ cause: refused, certainty: 'certain' }, hops, []);
  const unplaced = workload !== undefined && isUnplaced(workload);
  // As of the hops of its subnets, so that the same refusal is one finding.
  const unplacedIds = subnets.map(({ subnetId }) => subnetId);
  if (unplaced)
    for (const why of reasons(workload, 'the subnets'))
      collector.add({ cause: why, certainty: 'certain' }, hops, unplacedIds);
  const deciding = subnets.filter(({ target }) => target || isTarget.size === 0);
  const told = deciding.length > 0 && refused === undefined && !unplaced;
  return {
    vpcId: vpc.id,
    name: vpc.tags.Name ?? null,
    verdict: told ? worstOf(deciding.map(({ verdict }) => verdict)) : 'unknown',
    subnets,
    findings: collector.findings(vpc.id, snapshot.region).map((finding) => withOwner(snapshot, finding)),
    notJudged: notJudgedOf({
      taskGroups: context.taskGroupIds !== null,
      names: context.index.names.get(vpc.id),
      isManagedInstances: options.isManagedInstances ?? workload?.platform?.value === 'managed-instances',
    }),
  };
}

/** The VPC itself was not read: nothing can be told of it but why. */
function withoutVpc(snapshot: Snapshot, vpcId: string): Diagnosis {
  const collector = new FindingCollector();
  const refused =
    deniedRead(snapshot, 'vpcs') ??
    cause('not-visible', vpcId, { what: vpcId, next: 'Check --vpc-id, --region and --profile.' });
  collector.add({ cause: refused, certainty: 'certain' }, [], []);
  return { vpcId, name: null, verdict: 'unknown', subnets: [], findings: collector.findings(vpcId, snapshot.region) };
}

function diagnoseSubnet(
  query: PathQuery,
  subnet: Subnet,
  chosen: ReadonlySet<string> | null,
  collector: FindingCollector,
): SubnetDiagnosis {
  const subnetClass = classify(query.context.snapshot, subnet).class;
  const hops = subnetHops(query, subnet).map(({ hop, verdict, causes, blocks, beside }) => {
    for (const judged of causes) collector.add(judged, [hop], [subnet.id], blocks);
    return {
      hop,
      verdict,
      findings: codesOf(causes),
      ...(isExplained(verdict, causes) ? {} : { skipped: true }),
      ...(blocks ? {} : { optional: true }),
      ...(beside ? { noEndpoint: true } : {}),
    };
  });
  return {
    subnetId: subnet.id,
    name: subnet.tags.Name ?? null,
    cidrBlock: subnet.cidrBlock,
    availabilityZone: subnet.zoneName,
    class: subnetClass,
    target: chosen === null ? hasNoEgress(subnetClass) : chosen.has(subnet.id),
    verdict: worstOf(hops.filter(({ optional }) => !optional).map(({ verdict }) => verdict)),
    hops,
  };
}

/** Whatever is unknown has a cause, save for what was left aside. */
function isExplained(verdict: Verdict, causes: readonly JudgedCause[]): boolean {
  return verdict !== 'unknown' || worstOf(causes.map(verdictOfCause)) !== 'open';
}
