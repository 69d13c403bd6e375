import type { SecurityGroupRule } from '../discover/entities/security-group.ts';
import { wordsOf } from './names.ts';

/** `tcp`, `443`, `from`, `10`, `0`, `1`, `0`, `24`: what to call a rule. */
export function ruleWords({ protocol, fromPort, toPort, peer }: SecurityGroupRule): string[] {
  const ports = fromPort === null ? [] : fromPort === toPort ? [String(fromPort)] : [String(fromPort), String(toPort)];
  return [protocol, ...ports, 'from', ...wordsOf(peer.value)];
}
