import type { Subnet } from './entities/subnet.ts';
import { classify, type SubnetClass } from './routing/subnet-class.ts';
import { defaultTargets } from './select.ts';
import type { Snapshot } from './snapshot.ts';
import { indexOf } from './snapshot-index.ts';
import { type ChosenIds, vpcsOfChosen } from './vpcs-of-chosen.ts';

/**
 * The subnets of a VPC whose path an audit judges where none was chosen: those with no way out; if there are none, all
 * that are not public; if all are public, those. Tasks may run in each of them.
 */
export function subnetsToJudge(snapshot: Snapshot, vpcId: string): readonly Subnet[] {
  const isolated = defaultTargets(snapshot, vpcId);
  if (isolated.length > 0) return isolated;
  const subnets = indexOf(snapshot).subnetsOfVpc.get(vpcId) ?? [];
  const inside = subnets.filter((subnet) => classify(snapshot, subnet).class !== 'public');
  return inside.length > 0 ? inside : subnets;
}

/**
 * A VPC that an audit leaves out because another has subnets with no way out, and how many subnets of each class it
 * has.
 */
export interface LeftOutVpc {
  readonly vpcId: string;
  readonly name: string | null;
  readonly subnets: Readonly<Partial<Record<SubnetClass, number>>>;
}

/**
 * The VPCs of a region that an audit judges where none was named: those of the subnets and route tables which were
 * chosen; else those that have subnets with no way out; if there are none, all.
 */
export function vpcsToJudge(
  snapshot: Snapshot,
  chosen: ChosenIds,
): { readonly vpcIds: readonly string[]; readonly leftOut: readonly LeftOutVpc[] } {
  const homes = [...vpcsOfChosen(snapshot, chosen).keys()];
  if (homes.length > 0) return { vpcIds: homes, leftOut: [] };
  const all = snapshot.vpcs.map(({ id }) => id);
  const isolated = all.filter((vpcId) => defaultTargets(snapshot, vpcId).length > 0);
  if (isolated.length === 0) return { vpcIds: all, leftOut: [] };
  const leftOut = snapshot.vpcs.filter(({ id }) => !isolated.includes(id) && hasSubnets(snapshot, id));
  return {
    vpcIds: isolated,
    leftOut: leftOut.map(({ id, tags }) => ({
      vpcId: id,
      name: tags.Name ?? null,
      subnets: classCounts(snapshot, id),
    })),
  };
}

function hasSubnets(snapshot: Snapshot, vpcId: string): boolean {
  return (indexOf(snapshot).subnetsOfVpc.get(vpcId) ?? []).length > 0;
}

function classCounts(snapshot: Snapshot, vpcId: string): LeftOutVpc['subnets'] {
  const counts: Partial<Record<SubnetClass, number>> = {};
  for (const subnet of indexOf(snapshot).subnetsOfVpc.get(vpcId) ?? []) {
    const { class: of } = classify(snapshot, subnet);
    counts[of] = (counts[of] ?? 0) + 1;
  }
  return counts;
}
