import { admitsCidr } from '../discover/admission.ts';
import { merge } from '../discover/cidr.ts';
import type { SecurityGroup } from '../discover/security-group.ts';
import type { Subnet } from '../discover/subnet.ts';
import type { Context } from './context.ts';
import type { IngressRule } from './steps/ingress.ts';

/** [aws-facts 2.10] rules per security group and direction, for each address family. */
export const MAX_RULES = 60;

interface Port {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly purpose: string;
}

const HTTPS: Port = { protocol: 'tcp', port: 443, purpose: 'HTTPS image pulls' };
/** As the guide has them. AWS needs neither: nothing in a pull speaks HTTP, and endpoints serve no DNS [aws-facts 8]. */
export const SUPERFLUOUS: readonly Port[] = [
  { protocol: 'tcp', port: 80, purpose: 'HTTP image pulls' },
  { protocol: 'udp', port: 53, purpose: 'DNS queries' },
];

/** Where the rules come from: every CIDR on its own, merged, or the VPC's whole blocks. */
export type Folding = 'none' | 'merged' | 'vpc';

export interface DesiredRules {
  readonly rules: readonly IngressRule[];
  readonly folding: Folding;
}

/**
 * The ingress that the group should have: the profile's ports for each target subnet, TCP 443 for the others where they
 * are admitted. Sixty rules are a group's limit, so many subnets are folded: first without admitting one address more,
 * then by admitting the VPC's blocks.
 */
export function desiredRules(context: Context, others: readonly Subnet[]): DesiredRules {
  const targetCidrs = cidrsOf(context.targets);
  const otherCidrs = cidrsOf(others);
  const ports = context.choices.ingress === 'guide' ? [HTTPS, ...SUPERFLUOUS] : [HTTPS];
  const each = rulesFor(ports, targetCidrs, otherCidrs);
  if (each.length <= MAX_RULES) return { rules: each, folding: 'none' };
  const merged = merge([...targetCidrs, ...otherCidrs]);
  const folded = [...rulesFor([HTTPS], merged, []), ...rulesFor(ports.slice(1), merge(targetCidrs), [])];
  if (folded.length <= MAX_RULES) return { rules: folded, folding: 'merged' };
  return { rules: rulesFor(ports, context.vpc.cidrBlocks, []), folding: 'vpc' };
}

/** The desired rules that the group does not already grant, by the same or a wider rule. */
export function missingRules(group: SecurityGroup | undefined, desired: readonly IngressRule[]): IngressRule[] {
  const ingress = group?.ingress ?? [];
  return desired.filter((rule) => !admitsCidr(ingress, rule.protocol, rule.fromPort, rule.cidr));
}

function rulesFor(
  ports: readonly Port[],
  targetCidrs: readonly string[],
  otherCidrs: readonly string[],
): IngressRule[] {
  const forTargets = targetCidrs.flatMap((cidr) => ports.map((port) => rule(port, cidr, port.purpose)));
  return [
    ...forTargets,
    ...otherCidrs.map((cidr) => rule(HTTPS, cidr, 'HTTPS for a subnet that resolves the same names')),
  ];
}

function rule({ protocol, port }: Port, cidr: string, purpose: string): IngressRule {
  return { protocol, fromPort: port, toPort: port, cidr, description: `pullpath: ${purpose}` };
}

function cidrsOf(subnets: readonly Subnet[]): string[] {
  return subnets.map((subnet) => subnet.cidrBlock).filter((cidr) => cidr !== null);
}
