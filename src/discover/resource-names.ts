import type { Snapshot } from './snapshot.ts';

/** What people call the things of a VPC, by id, as a sentence has it; what no name tells apart is not in it. */
export type ResourceNames = ReadonlyMap<string, string>;

/** Where nothing is known. */
export const NO_NAMES: ResourceNames = new Map();

/**
 * Names from the `Name` tag, of a security group else from its own name: of a subnet the name, of a route table, endpoint
 * or security group the name and the id, `private-rt (rtb-1)`. Two of one kind with the same name have none; neither has
 * what could be taken for an id, or for more than one name.
 */
export function resourceNamesIn(snapshot: Snapshot, vpcId: string): ResourceNames {
  const { subnets, routeTables, endpoints, securityGroups } = snapshot;
  const groups = securityGroups.filter(({ name }) => name !== 'default');
  const others: readonly (readonly Named[])[] = [
    routeTables,
    endpoints,
    groups.map((group) => ({ ...group, tags: { Name: group.tags.Name ?? group.name } })),
  ];
  const inVpc = (kind: readonly Named[]) => uniqueNames(kind.filter((each) => each.vpcId === vpcId));
  return new Map([
    ...inVpc(subnets),
    ...others.flatMap((kind) => inVpc(kind).map(([id, name]): [string, string] => [id, `${name} (${id})`])),
  ]);
}

interface Named {
  readonly id: string;
  readonly vpcId: string;
  readonly tags: Readonly<Record<string, string>>;
}

function uniqueNames(things: readonly Named[]): [string, string][] {
  const count = new Map<string, number>();
  for (const { tags } of things) if (tags.Name !== undefined) count.set(tags.Name, (count.get(tags.Name) ?? 0) + 1);
  return things.flatMap(({ id, tags: { Name } }): [string, string][] =>
    Name !== undefined && count.get(Name) === 1 && isTelling(Name) ? [[id, Name]] : [],
  );
}

const LONGEST = 40;

function isTelling(name: string): boolean {
  const isId = /^[a-z]+-[0-9a-f]{8,}$/.test(name);
  return name.length <= LONGEST && !isId && /^[\p{L}\p{N}][\p{L}\p{N} ._:/=+@-]*$/u.test(name);
}

const IDS = /`[^`]*`|\b(?:subnet|rtb|vpce|sg)-[0-9a-z]+\b/g;

/** A sentence of ours with names for ids, wherever there is one; what stands between backticks is a command, and stays. */
export function withNames(sentence: string, names: ResourceNames): string {
  return sentence.replace(IDS, (id) => names.get(id) ?? id);
}
