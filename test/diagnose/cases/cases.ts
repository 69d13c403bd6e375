import type { Case } from './case.ts';
import { DNS_SERVERS } from './dns-servers.ts';
import { ENDPOINTS, NAMES } from './names.ts';
import { CAPACITY, GROUPS, POLICIES } from './rest.ts';
import { ACLS, ROUTES } from './ways.ts';
import { WORKLOADS } from './workloads.ts';
import { ZONES } from './zones.ts';

/** Every fault with the network that it is in, and that network without it. */
export const CASES: readonly Case[] = [
  ...NAMES,
  ...DNS_SERVERS,
  ...ENDPOINTS,
  ...ROUTES,
  ...ACLS,
  ...GROUPS,
  ...POLICIES,
  ...CAPACITY,
  ...WORKLOADS,
  ...ZONES,
];
