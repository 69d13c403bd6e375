import type { RouteTable } from '../../discover/entities/route-table.ts';
import type { SecurityGroup } from '../../discover/entities/security-group.ts';
import { serviceFor } from '../../discover/entities/service.ts';
import type { Tags } from '../../discover/entities/tags.ts';
import { effectiveRouteTable } from '../../discover/routing/effective-route-table.ts';
import { isGone } from '../../facts/endpoint-state.ts';
import { securityGroupName } from '../ownership/ownership.ts';
import type { PlanContext } from '../plan-context.ts';

/**
 * What the plan rests on, as words on both sides: a saved plan is stale when any of it has changed, and the difference
 * reads as a sentence. Free addresses are left out: they change with every task that starts.
 */
export function preconditionsOf(context: PlanContext): Record<string, string> {
  const { snapshot, vpc, targets, others, ownGroup } = context;
  const dns = snapshot.dnsAttributes.find((entry) => entry.vpcId === vpc.id);
  const services = context.needs.flatMap((need) => serviceFor(snapshot, need.service, need.type) ?? []);
  const names = new Set(services.map(({ name }) => name));
  const endpoints = snapshot.endpoints.filter((e) => e.vpcId === vpc.id && names.has(e.service) && !isGone(e));
  const bearing = new Set(endpoints.flatMap((endpoint) => endpoint.groupIds));
  const name = securityGroupName(context.choices.stack);
  const groups = snapshot.securityGroups.filter(
    (group) => bearing.has(group.id) || group.id === ownGroup?.id || (group.vpcId === vpc.id && group.name === name),
  );
  const tagged = [vpc, ...endpoints, ...groups];
  const tables = new Set(
    targets.map((subnet) => effectiveRouteTable(snapshot, subnet)).filter((table) => table !== undefined),
  );
  const facts: [string, string][] = [
    [`${vpc.id} CIDR blocks`, vpc.cidrBlocks.join(' ')],
    [
      `${vpc.id} DNS support and hostnames`,
      dns === undefined ? 'not read' : `${onOff(dns.support)}, ${onOff(dns.hostnames)}`,
    ],
    ...targets.map((subnet): [string, string] => [
      `${subnet.id} target`,
      `${subnet.cidrBlock} in ${subnet.zoneName} on ${effectiveRouteTable(snapshot, subnet)?.id ?? 'an unknown table'}`,
    ]),
    ...others.map((subnet): [string, string] => [`${subnet.id} other subnet`, subnet.cidrBlock ?? 'IPv6 only']),
    ...[...tables].map((table): [string, string] => [`${table.id} routes`, routesText(table)]),
    ...endpoints.map((e): [string, string] => [
      `${e.id} ${e.service}`,
      `${e.state}, private DNS ${onOff(e.privateDns)}, on ${sorted([...e.subnetIds, ...e.routeTableIds])}, groups ${sorted(e.groupIds)}`,
    ]),
    ...groups.map((group): [string, string] => [`${group.id} ${group.name} ingress`, ingressText(group)]),
    ...services.map((service): [string, string] => [
      `${service.name} (${service.type})`,
      `offered in ${sorted(service.zoneNames)}`,
    ]),
    ...tagged.map(({ id, tags }): [string, string] => [`${id} pullpath tags`, ourTags(tags)]),
  ];
  return Object.fromEntries(facts);
}

/** The difference between what a plan rested on and what holds now, one sentence each; empty where nothing changed. */
export function preconditionDifferences(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return keys
    .filter((key) => before[key] !== now[key])
    .map((key) => {
      if (before[key] === undefined) return `${key} is new: ${now[key]}`;
      if (now[key] === undefined) return `${key} is gone; it was: ${before[key]}`;
      return `${key} was: ${before[key]}; now: ${now[key]}`;
    });
}

function routesText(table: RouteTable): string {
  return sorted(
    table.routes.map(
      (route) => `${route.destination.value}→${route.target.id}${route.state === 'active' ? '' : ` (${route.state})`}`,
    ),
  );
}

function ingressText(group: SecurityGroup): string {
  return sorted(
    group.ingress.map((rule) => `${rule.protocol}/${rule.fromPort ?? '*'}-${rule.toPort ?? '*'}←${rule.peer.value}`),
  );
}

/** The record that rollback goes by; a person's own tags decide nothing. */
function ourTags(tags: Tags): string {
  const ours = Object.entries(tags).filter(([key]) => key.startsWith('pullpath:'));
  return sorted(ours.map(([key, value]) => `${key}=${value}`));
}

function sorted(values: readonly string[]): string {
  return [...values].sort().join(' ') || 'none';
}

function onOff(value: boolean): string {
  return value ? 'on' : 'off';
}
