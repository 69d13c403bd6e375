import { classify, hasNoEgress } from '../../../discover/routing/subnet-class.ts';
import type { Snapshot } from '../../../discover/snapshot.ts';
import { indexOf } from '../../../discover/snapshot-index.ts';
import type { Back, Prompter } from '../prompter/prompter.ts';

/** Which subnets the tasks run in; the isolated ones are selected to begin with. */
export function askSubnets(
  prompter: Prompter,
  snapshot: Snapshot,
  vpcId: string,
  preset: readonly string[] | undefined,
): Promise<readonly string[] | Back> {
  const found = (indexOf(snapshot).subnetsOfVpc.get(vpcId) ?? []).map((subnet) => ({
    subnet,
    ...classify(snapshot, subnet),
  }));
  // What can be meant stands where it is seen first.
  const rows = [...found].sort((a, b) => Number(hasNoEgress(b.class)) - Number(hasNoEgress(a.class)));
  const recalled = (preset ?? []).filter((id) => rows.some(({ subnet }) => subnet.id === id));
  return prompter.any({
    message: 'Which subnets do your tasks run in?',
    choices: rows.map(({ subnet, class: kind, because }) => ({
      value: subnet.id,
      cells: [subnet.tags.Name ?? '', subnet.zoneName, subnet.cidrBlock ?? 'no IPv4', kind, subnet.id],
      about: `${kind} (${because})`,
      isUnlikely: !hasNoEgress(kind),
    })),
    presets:
      recalled.length > 0 ? recalled : rows.filter((row) => hasNoEgress(row.class)).map(({ subnet }) => subnet.id),
    complaint: (chosen) => (chosen.length > 0 ? null : 'Select at least one subnet.'),
  });
}
