import type { RouteTable } from '../entities/route-table.ts';
import type { Subnet } from '../entities/subnet.ts';
import type { Snapshot } from '../snapshot.ts';

/**
 * The table that routes a subnet's packets: the one explicitly associated, else the VPC's main table
 * [aws-facts: effective-route-table]. Undefined where neither was read. EC2 never lists implicit associations, so this
 * is always computed here.
 */
export function effectiveRouteTable(snapshot: Snapshot, subnet: Subnet): RouteTable | undefined {
  const { explicit, main } = indexOf(snapshot);
  return explicit.get(subnet.id) ?? main.get(subnet.vpcId);
}

/** Every subnet that rides on a table, explicitly or through main: all of them feel a change of it. */
export function subnetsOn(snapshot: Snapshot, routeTableId: string): Subnet[] {
  return snapshot.subnets.filter((subnet) => effectiveRouteTable(snapshot, subnet)?.id === routeTableId);
}

interface Index {
  readonly explicit: ReadonlyMap<string, RouteTable>;
  readonly main: ReadonlyMap<string, RouteTable>;
}

/** A region has up to tens of thousands of tables: one index per snapshot keeps the lookup linear in all. */
const indexes = new WeakMap<readonly RouteTable[], Index>();

function indexOf(snapshot: Snapshot): Index {
  const known = indexes.get(snapshot.routeTables);
  if (known !== undefined) return known;
  const explicit = new Map<string, RouteTable>();
  const main = new Map<string, RouteTable>();
  for (const table of snapshot.routeTables) {
    for (const subnetId of table.subnetIds) explicit.set(subnetId, table);
    if (table.main) main.set(table.vpcId, table);
  }
  const index = { explicit, main };
  indexes.set(snapshot.routeTables, index);
  return index;
}
