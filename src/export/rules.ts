import type { SecurityGroupRule } from '../discover/entities/security-group.ts';
import { wordsOf } from './names.ts';

/** `tcp`, `443`, `from`, `10`, `0`, `1`, `0`, `24`: what to call a rule. */
export function ruleWords({ protocol, fromPort, toPort, peer }: SecurityGroupRule): string[] {
  const ports = fromPort === null ? [] : fromPort === toPort ? [String(fromPort)] : [String(fromPort), String(toPort)];
  return [protocol, ...ports, 'from', ...wordsOf(peer.value)];
}

/** True where the outbound rules are as AWS gives them to a new group: everything to everywhere, IPv6 where the VPC has it. */
export function isEgressAsMade(egress: readonly SecurityGroupRule[] | null): boolean {
  const anywhere =
    (address: string) =>
    ({ protocol, peer, description }: SecurityGroupRule) =>
      protocol === 'all' && peer.value === address && description === null;
  return (
    egress === null ||
    (egress.some(anywhere('0.0.0.0/0')) &&
      egress.every((rule) => anywhere('0.0.0.0/0')(rule) || anywhere('::/0')(rule)))
  );
}
