import { admitsCidr } from '../../discover/addresses/admission.ts';
import { merge } from '../../discover/addresses/cidr.ts';
import type { SecurityGroup } from '../../discover/entities/security-group.ts';
import type { Subnet } from '../../discover/entities/subnet.ts';
import { GUIDE_EXTRA_PORTS, HTTPS_PORT, type Port } from '../../facts/ports.ts';
import { QUOTAS } from '../../facts/quotas.ts';
import type { PlanContext } from '../plan-context.ts';
import type { IngressRule } from '../steps/ingress.ts';

/** The default quota; a group that holds more shows that AWS has raised it. */
export const MAX_RULES = QUOTAS.rulesPerSecurityGroup.default;

/** What every rule of ours says first: a rule that a person put into our group is not ours to take away. */
export const RULE_MARK = 'pullpath: ';

interface RulePort extends Port {
  readonly purpose: string;
}

const HTTPS: RulePort = { protocol: 'tcp', port: HTTPS_PORT, purpose: 'HTTPS image pulls' };
/** As the guide has them. */
export const SUPERFLUOUS: readonly RulePort[] = [
  { ...GUIDE_EXTRA_PORTS[0], purpose: 'HTTP image pulls' },
  { ...GUIDE_EXTRA_PORTS[1], purpose: 'DNS queries' },
];

/** Where the rules come from: every CIDR on its own, merged, TCP 443 from the VPC's whole blocks, or all from those. */
export type Folding = 'none' | 'merged' | 'vpc-https' | 'vpc';

export interface DesiredRules {
  readonly rules: readonly IngressRule[];
  readonly folding: Folding;
}

/**
 * The ingress that the group should have: the profile's ports for each target subnet, TCP 443 for the others where they
 * are admitted. Sixty rules are a group's limit, so many subnets are folded: first without admitting one address more,
 * then by admitting the VPC's blocks, but never where only the targets are to be admitted. May still be too many.
 */
export function desiredRules({ targets, choices, vpc }: PlanContext, others: readonly Subnet[]): DesiredRules {
  const targetCidrs = cidrsOf(targets);
  const otherCidrs = cidrsOf(others);
  const extra = choices.ingress === 'guide' ? SUPERFLUOUS : [];
  const each = [
    ...rulesFor([HTTPS, ...extra], targetCidrs),
    ...otherCidrs.map((cidr) => rule(HTTPS, cidr, 'HTTPS for a subnet that resolves the same names')),
  ];
  const exact = rulesFor(extra, merge(targetCidrs));
  const merged = [...rulesFor([HTTPS], merge([...targetCidrs, ...otherCidrs])), ...exact];
  const wide: readonly DesiredRules[] = [
    { folding: 'vpc-https', rules: [...rulesFor([HTTPS], vpc.cidrBlocks), ...exact] },
    { folding: 'vpc', rules: rulesFor([HTTPS, ...extra], vpc.cidrBlocks) },
  ];
  const foldings: readonly DesiredRules[] = [
    { folding: 'none', rules: each },
    { folding: 'merged', rules: merged },
    ...(choices.admit === 'vpc' ? wide : []),
  ];
  const fitting = foldings.find(({ rules }) => rules.length <= MAX_RULES);
  return fitting ?? { folding: 'merged', rules: merged };
}

/** The desired rules that the group does not already grant, by the same or a wider rule. */
export function missingRules(group: SecurityGroup | undefined, desired: readonly IngressRule[]): IngressRule[] {
  const ingress = group?.ingress ?? [];
  return desired.filter((rule) => !admitsCidr(ingress, rule.protocol, rule.fromPort, rule.cidr));
}

function rulesFor(ports: readonly RulePort[], cidrs: readonly string[]): IngressRule[] {
  return cidrs.flatMap((cidr) => ports.map((port) => rule(port, cidr, port.purpose)));
}

function rule({ protocol, port }: RulePort, cidr: string, purpose: string): IngressRule {
  return { protocol, fromPort: port, toPort: port, cidr, description: `${RULE_MARK}${purpose}` };
}

function cidrsOf(subnets: readonly Subnet[]): string[] {
  return subnets.map((subnet) => subnet.cidrBlock).filter((cidr) => cidr !== null);
}
