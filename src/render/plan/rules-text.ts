import { groupBy } from '../../order.ts';
import type { IngressRule } from '../../plan/steps/ingress.ts';
import { formatList, truncateList } from '../../words.ts';

/** How many CIDRs are named before the rest is counted. */
const NAMED = 4;

/** `TCP 443, TCP 80 and UDP 53 from 10.0.1.0/24 and 10.0.2.0/24; TCP 443 from 10.0.9.0/24` */
export function rulesText(rules: readonly IngressRule[]): string {
  const byCidr = groupBy(rules, (rule) => rule.cidr);
  const byPorts = groupBy([...byCidr], ([, own]) => formatList(own.map(portText)));
  return [...byPorts]
    .map(([ports, alike]) => {
      const cidrs = alike.map(([cidr]) => cidr);
      return `${ports} from ${truncateList(cidrs, NAMED)}`;
    })
    .join('; ');
}

/** `TCP 443` */
export function portText({ protocol, fromPort, toPort }: IngressRule): string {
  return `${protocol.toUpperCase()} ${fromPort === toPort ? fromPort : `${fromPort}-${toPort}`}`;
}
